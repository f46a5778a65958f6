package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * The echo reply that was waited for: identifier, sequence number and whole payload are what was sent.
 *
 * @param target whom the probe was for
 * @param from who replied; mostly the target
 * @param sequence the probe's sequence number
 * @param roundTripNanos how long it took since the request was handed to the kernel, in nanoseconds
 * @param queuedNanos how much of that the request waited in this host, for a queue or for its neighbour's link-layer
 *     address, in nanoseconds; 0 if it did not, or without a send stamp
 * @param timing by which stamps that is known
 * @param hopLimit TTL or hop limit the reply arrived with, 0 to 255; -1 if the kernel did not say
 * @param bytes length of the reply's ICMP message: 8 and the payload
 * @param timeNanos when it arrived, in nanoseconds since 1970
 */
public record Reply(
        InetAddress target,
        InetAddress from,
        int sequence,
        long roundTripNanos,
        long queuedNanos,
        Timing timing,
        int hopLimit,
        int bytes,
        long timeNanos)
        implements
            PingResult {

    /** How long it took. */
    public Duration roundTrip() {
        return Duration.ofNanos(roundTripNanos);
    }

    /** When it arrived. */
    public Instant time() {
        return Instant.ofEpochSecond(0, timeNanos);
    }

    @Override
    public String toString() {
        return "reply from " + AddressText.of(from) + ": seq=" + sequence + " ttl=" + hopLimit + " time="
                + Milliseconds.of(roundTripNanos) + " ms (" + timing.word() + ")";
    }
}
