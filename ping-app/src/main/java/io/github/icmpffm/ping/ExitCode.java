package io.github.icmpffm.ping;

/** What the program tells its caller: iputils' three codes. */
final class ExitCode {
    /** Every target has replied; with {@code --until-up} and {@code --until-down}: that came about for every target. */
    static final int REPLIES = 0;

    /** A target has not, or with {@code -c} and {@code -w} not often enough; or something else ended it before. */
    static final int NO_REPLIES = 1;

    /** Anything else: usage, name, privilege, output. */
    static final int TROUBLE = 2;

    private ExitCode() {}
}
