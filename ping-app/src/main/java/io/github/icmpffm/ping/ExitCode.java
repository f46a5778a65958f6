package io.github.icmpffm.ping;

/** What the program tells its caller: iputils' three codes. */
final class ExitCode {
    /** Every target has replied. */
    static final int REPLIES = 0;

    /** A target has not, or with {@code -c} and {@code -w} not often enough. */
    static final int NO_REPLIES = 1;

    /** Anything else: usage, name, privilege, output. */
    static final int TROUBLE = 2;

    private ExitCode() {}
}
