package io.github.icmpffm.watchdog;

/** Why the watchdog ends, and the exit status that says so. */
enum WatchdogExit {
    /** Its parent has ended, and not because of the watchdog. */
    PARENT_ENDED(0),
    /** The timer fired, and the parent is gone. */
    TIMER_FIRED(1),
    /** It was called wrongly. */
    USAGE(2),
    /** Somebody else has the port. */
    PORT_IN_USE(3),
    /** The parent did not start it in time. */
    NOT_STARTED(4),
    /** The timer fired, and the parent goes on; or it could not even be held. */
    PARENT_NOT_KILLED(5),
    /** It was asked to end (SIGTERM) by somebody who is not a parent that is ending. */
    TERMINATED(143);

    final int status;

    WatchdogExit(int status) {
        this.status = status;
    }
}
