package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeShape;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * What to send to whom. Immutable; each {@code with} method gives a changed copy.
 *
 * <pre>{@code
 * pinger.ping(PingRequest.to(address).withTimeout(Duration.ofMillis(500)).withHopLimit(3));
 * }</pre>
 */
public final class PingRequest {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final byte[] DEFAULT_PAYLOAD = EchoPayload.ofLength(EchoPayload.DEFAULT_LENGTH);

    /** What most probes have in common, shared so that it need not be made for each. */
    static final ProbeShape DEFAULT_SHAPE = new ProbeShape(DEFAULT_PAYLOAD, DEFAULT_TIMEOUT.toNanos(),
            ProbeShape.DEFAULT_HOP_LIMIT);

    private final InetAddress target;
    private final ProbeShape shape;

    private PingRequest(InetAddress target, ProbeShape shape) {
        this.target = target;
        this.shape = shape;
    }

    /**
     * A request with a timeout of 5 s, a payload of 56 bytes that begins with {@code This is the ping.}, and the hop
     * limit of the pinger.
     */
    public static PingRequest to(InetAddress target) {
        return new PingRequest(Objects.requireNonNull(target), DEFAULT_SHAPE);
    }

    /**
     * The same to another target; its payload is shared, not copied.
     *
     * @throws IllegalArgumentException if the payload is longer than the target's family can carry
     */
    public PingRequest withTarget(InetAddress other) {
        PingRequest changed = new PingRequest(other, shape);
        changed.requirePayloadLength(payloadLength());
        return changed;
    }

    /**
     * With another timeout.
     *
     * @param timeout more than zero
     */
    public PingRequest withTimeout(Duration timeout) {
        PingPlan.requirePositive("timeout", timeout);
        return new PingRequest(
                target, new ProbeShape(
                        shape.payload(), saturatedNanos(timeout), shape.hopLimit(), shape.constantChecksum()));
    }

    /**
     * With a default payload of another length. From 26 bytes on it ends in a nonce, without which a forged reply can
     * only be told by identifier and sequence number.
     *
     * @param bytes 0 to 65507 for IPv4, to 65527 for IPv6; longer than the path takes is a {@link SendFailure}
     */
    public PingRequest withPayloadLength(int bytes) {
        requirePayloadLength(bytes);
        return withOwnPayload(EchoPayload.ofLength(bytes));
    }

    /**
     * With these bytes for a payload; where it has 26 or more, the last whole eight are replaced by a nonce.
     *
     * @param payload copied
     */
    public PingRequest withPayload(byte[] payload) {
        requirePayloadLength(payload.length);
        return withOwnPayload(payload.clone());
    }

    /**
     * With another TTL or hop limit.
     *
     * @param limit 1 to 255
     */
    public PingRequest withHopLimit(int limit) {
        if (limit < 1 || limit > 255) {
            throw new IllegalArgumentException("hop limit must be 1 to 255, not " + limit);
        }
        return new PingRequest(
                target, new ProbeShape(shape.payload(), shape.timeoutNanos(), limit, shape.constantChecksum()));
    }

    /**
     * With the same ICMP checksum in all such requests to a target, whatever their payload, so that load balancers send them one
     * way. The payload must be long enough for a nonce.
     */
    PingRequest withConstantChecksum() {
        return new PingRequest(
                target, new ProbeShape(shape.payload(), shape.timeoutNanos(), shape.hopLimit(), true));
    }

    /** Whom it is for. */
    public InetAddress target() {
        return target;
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return Duration.ofNanos(shape.timeoutNanos());
    }

    /** Length of the payload in bytes. */
    public int payloadLength() {
        return shape.payload().length;
    }

    ProbeShape shape() {
        return shape;
    }

    private PingRequest withOwnPayload(byte[] payload) {
        return new PingRequest(target, new ProbeShape(
                payload, shape.timeoutNanos(), shape.hopLimit(), shape.constantChecksum()));
    }

    private void requirePayloadLength(int bytes) {
        int most = Family.of(target).maximumPayloadLength();
        if (bytes < 0 || bytes > most) {
            throw new IllegalArgumentException("payload length must be 0 to " + most + ", not " + bytes);
        }
    }

    /** The duration in nanoseconds, cut down to a century: the sum with a clock's reading must not overflow. */
    static long saturatedNanos(Duration duration) {
        Duration longest = Duration.ofDays(36_500);
        return (duration.compareTo(longest) < 0 ? duration : longest).toNanos();
    }

    @Override
    public String toString() {
        return "ping " + AddressText.of(target) + ", " + payloadLength() + " bytes, timeout " + timeout();
    }
}
