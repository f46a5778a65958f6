package io.github.icmpffm.socket;

import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpMessage;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** An ICMP message as a socket received it. Not changed by anyone but who got it. */
public final class ReceivedMessage {

    private final InetAddress source;
    private final byte[] bytes;
    private final int hopLimit;
    private final long stampNanos;

    /**
     * A message received.
     *
     * @param hopLimit -1 if unknown
     * @param stampNanos nanoseconds since 1970, 0 if unknown
     */
    ReceivedMessage(InetAddress source, byte[] bytes, int hopLimit, long stampNanos) {
        this.source = source;
        this.bytes = bytes;
        this.hopLimit = hopLimit;
        this.stampNanos = stampNanos;
    }

    /** Who sent it. */
    public InetAddress source() {
        return source;
    }

    /** The message from its ICMP header on; the same array each time, the caller's to change. */
    public byte[] bytes() {
        return bytes;
    }

    /** TTL or hop limit it arrived with, if the kernel said. */
    public OptionalInt hopLimit() {
        return hopLimit < 0 ? OptionalInt.empty() : OptionalInt.of(hopLimit);
    }

    /** When the kernel received it, if it was asked to say. */
    public Optional<Instant> stamp() {
        return stampNanos == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, stampNanos));
    }

    /** What the bytes say. */
    public IcmpMessage decode() {
        return IcmpMessage.decode(Family.of(source), bytes);
    }

    @Override
    public String toString() {
        return AddressText.of(source) + ": " + decode().describe();
    }
}
