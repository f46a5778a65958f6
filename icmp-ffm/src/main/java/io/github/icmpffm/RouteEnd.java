package io.github.icmpffm;

/** How a route ended. */
public enum RouteEnd {

    /** The target has replied. */
    REACHED("reached"),

    /** Somebody said that the target cannot be reached, and nobody at that distance passed a probe on. */
    UNREACHABLE("unreachable"),

    /** The kernel sent none of a hop's probes. */
    NOT_SENT("not-sent"),

    /** The target has not replied within the most hops to be tried. */
    MAX_HOPS("max-hops"),

    /** It was stopped before. */
    STOPPED("stopped");

    private final String word;

    RouteEnd(String word) {
        this.word = word;
    }

    /** Its name in output, as {@code max-hops}. */
    public String word() {
        return word;
    }
}
