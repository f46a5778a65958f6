package io.github.icmpffm;

/** How a path's MTU is known. */
public enum PathMtuEvidence {

    /** The largest packet the first interface takes was answered: nothing on the path takes less. */
    INTERFACE("interface"),

    /** A router told it, and a packet of that size was answered, if anything was. */
    TOLD("told"),

    /**
     * By search: a packet of that size was answered, and one that is a byte larger is refused for its size, or was answered only
     * when it might be fragmented.
     */
    MEASURED("measured"),

    /**
     * By search: a packet of that size was answered, and of a larger one nothing came back. Whether it is the path that takes no
     * more, the target that answers no more, or the way back, is not known: the MTU may be larger.
     */
    LARGEST_ANSWERED("largest-answered"),

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
