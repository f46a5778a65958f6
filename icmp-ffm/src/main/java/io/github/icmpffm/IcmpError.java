package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Somebody on the path said that the probe cannot arrive.
 *
 * @param target whom the probe was for
 * @param from who said so
 * @param sequence the probe's sequence number
 * @param type ICMP type, as 3 for destination unreachable
 * @param code ICMP code
 * @param restOfHeader the 32 bits after the checksum, in which some types carry an MTU or a pointer
 * @param time when it arrived
 */
public record IcmpError(
        InetAddress target, InetAddress from, int sequence, int type, int code, int restOfHeader, Instant time)
        implements
            PingResult {

    /** What it says, in the words of iputils' ping, as {@code Destination Host Unreachable}. */
    public String reason() {
        return ErrorText.of(Family.of(target), type, code, restOfHeader);
    }

    /** What sort of error it is. */
    public ErrorCategory category() {
        return ErrorCategory.of(Family.of(target), type, code);
    }

    @Override
    public String toString() {
        return "error from " + AddressText.of(from) + ": " + AddressText.of(target) + " seq=" + sequence + " "
                + reason();
    }
}
