package io.github.icmpffm.watchdog;

/** The watchdog did not come up. The message says why, for the user. */
final class WatchdogFailure extends Exception {
    private static final long serialVersionUID = 1;

    WatchdogFailure(String message) {
        super(message);
    }
}
