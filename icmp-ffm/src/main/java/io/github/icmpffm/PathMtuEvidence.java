package io.github.icmpffm;

/** How a path's MTU is known. */
public enum PathMtuEvidence {

    /** The largest packet the first interface takes was answered: nothing on the path takes less. */
    INTERFACE("interface"),

    /** A router told it, and a packet of that size was answered, if anything was. */
    TOLD("told"),

    /** By search: a packet of that size was answered, and one that is a byte larger was not. */
    MEASURED("measured"),

    /** It is not known, or not yet. */
    INCOMPLETE("incomplete");

    private final String word;

    PathMtuEvidence(String word) {
        this.word = word;
    }

    /** Its name in output. */
    public String word() {
        return word;
    }
}
