package io.github.icmpffm.socket;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry of a socket's error queue that is about a message it sent ({@code IP_RECVERR} in {@code ip(7)}).
 *
 * @param destination where that message was going
 * @param offender who sent the ICMP error, if it was not this host itself
 * @param type of the ICMP error
 * @param code of the ICMP error
 * @param info the MTU, for an error that tells one, otherwise what the rest of its header held
 * @param errno what the kernel makes of it
 * @param original the beginning of the message that was sent, from its ICMP header on; the caller's to change
 */
@SuppressWarnings("ArrayRecordComponent") // a record of what was read, not a value to compare
public record QueuedError(
        InetAddress destination,
        Optional<InetAddress> offender,
        int type,
        int code,
        int info,
        int errno,
        byte[] original) {

    /** An error received. */
    public QueuedError {
        Objects.requireNonNull(destination);
        Objects.requireNonNull(original);
    }
}
