package io.github.icmpffm;

/** By which stamps a round trip is measured; as an option, the best that is tried. */
public enum Timing {

    /**
     * Kernel send stamp to kernel receive stamp: what this process does, garbage collection included, is not in it. The
     * most exact, and at very high rates the dearest.
     */
    KERNEL("kernel"),

    /** Time before the send call to kernel receive stamp. */
    KERNEL_RECEIVE("kernel-receive"),

    /** Time before the send call to time after the receive call, on the monotonic clock. */
    USER("user");

    private final String word;

    Timing(String word) {
        this.word = word;
    }

    /** Its name in output, as {@code kernel-receive}. */
    public String word() {
        return word;
    }
}
