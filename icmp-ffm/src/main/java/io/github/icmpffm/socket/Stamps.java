package io.github.icmpffm.socket;

/** Which messages the kernel stamps with the time: {@code SO_TIMESTAMPING}, software stamps of CLOCK_REALTIME. */
public enum Stamps {

    /** None. */
    NONE,

    /** Received messages, as they come from the driver. */
    RECEIVED,

    /** Received messages, and sent ones as they go to the driver; those stamps come back on the error queue. */
    BOTH_WAYS
}
