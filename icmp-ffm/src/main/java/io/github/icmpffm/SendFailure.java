package io.github.icmpffm;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.AddressText;
import java.net.InetAddress;
import java.time.Instant;

/**
 * The kernel refused to send the probe: no route, a firewall rule, or it is too long. It was not transmitted.
 *
 * @param target whom the probe was for
 * @param sequence its sequence number
 * @param errno the error number, as 90
 * @param time when
 */
public record SendFailure(InetAddress target, int sequence, int errno, Instant time) implements PingResult {

    /** The error number's name, as {@code EMSGSIZE}. */
    public String errnoName() {
        return Errno.name(errno);
    }

    /** What it means, as {@code Message too long}. */
    public String message() {
        return Errno.text(errno);
    }

    /** Both, for people, as {@code Message too long (EMSGSIZE)}. */
    public String reason() {
        return message() + " (" + errnoName() + ")";
    }

    @Override
    public String toString() {
        return "not sent: " + AddressText.of(target) + " seq=" + sequence + " " + reason();
    }
}
