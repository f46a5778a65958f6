package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.MplsLabel;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

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
 * @param roundTripNanos how long after the probe that was, in nanoseconds
 * @param queuedNanos how much of that the request waited in this host, in nanoseconds; 0 if it did not, or without a
 *     send stamp
 * @param timing by which stamps that is known
 * @param mplsLabels the MPLS label stack the probe had when it reached who said so, the outermost first, if that one tells it
 *     (RFC 4950); a datagram socket hears of it from Linux 5.9 on
 */
public record IcmpError(
        InetAddress target,
        InetAddress from,
        int sequence,
        int type,
        int code,
        int restOfHeader,
        Instant time,
        long roundTripNanos,
        long queuedNanos,
        Timing timing,
        List<MplsLabel> mplsLabels)
        implements
            PingResult {

    /** Copies the list. */
    public IcmpError {
        mplsLabels = List.copyOf(mplsLabels);
    }

    /** How long it took to come. */
    public Duration roundTrip() {
        return Duration.ofNanos(roundTripNanos);
    }

    /** What it says, in the words of iputils' ping, as {@code Destination Host Unreachable}. */
    public String reason() {
        return ErrorText.of(Family.of(target), type, code, restOfHeader);
    }

    /** The MTU of the next link, in bytes, if the probe was larger than that and this tells it. */
    public OptionalInt mtu() {
        if (category() != ErrorCategory.TOO_BIG) {
            return OptionalInt.empty();
        }
        int told = Family.of(target) == Family.IPV4 ? restOfHeader & 0xffff : restOfHeader;
        return told > 0 ? OptionalInt.of(told) : OptionalInt.empty(); // older routers than RFC 1191 say 0
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
