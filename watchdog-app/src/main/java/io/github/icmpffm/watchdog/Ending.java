package io.github.icmpffm.watchdog;

/** Why better_ping ends. */
enum Ending {
    /** All pings that were asked for are done. */
    COUNT_REACHED,
    /** A signal came: the user's Ctrl+C, or the watchdog's. */
    SIGNAL,
    /** Nobody reads what it prints. */
    OUTPUT_CLOSED,
    /** The watchdog has gone, or never came up. */
    WATCHDOG_LOST,
    /** Pinging itself broke down. */
    PINGER_FAILED
}
