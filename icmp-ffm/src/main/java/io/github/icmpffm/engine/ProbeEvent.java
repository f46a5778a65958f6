package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.IcmpExtensions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a probe. One object is used again and again: read it within the call that brings it.
 *
 * <p>Addresses are two longs, IPv4 mapped, as {@link io.github.icmpffm.packet.AddressBits} has them.
 */
public final class ProbeEvent {

    /** What happened. The first four are outcomes: each probe that was tried has exactly one of them, or is open. */
    public enum Kind {
        REPLY, ICMP_ERROR, TIMEOUT, SEND_FAILURE,
        /** Handed to the kernel. */
        SENT,
        /** An ICMP error about a probe that is still open, which it stays. */
        ERROR_HINT,
        /** A further reply to a probe that was answered. */
        DUPLICATE,
        /** A reply to a probe whose outcome was another. */
        LATE,
        /** Something that claims to be the reply and is not what was sent. */
        CORRUPTED,
        /** An ICMP message about the probe that is no error. */
        NOTICE
    }

    /** What is wrong with a CORRUPTED one. */
    public enum Damage {
        CODE, CHECKSUM, LENGTH, PAYLOAD
    }

    Kind kind = Kind.SENT;
    long targetHigh;
    long targetLow;
    int sequence;
    long fromHigh;
    long fromLow;
    int fromScopeId;
    long roundTripNanos;
    long queuedNanos;
    boolean leftHost = true;
    boolean isAfterError;
    RoundTrip.Source stamps = RoundTrip.Source.USER;
    long wallNanos;
    int hopLimit;
    int bytes;
    int type;
    int code;
    int restOfHeader;
    int errno;
    MemorySegment extensions = MemorySegment.NULL;
    long extensionsOffset;
    long extensionsLength;
    Damage damage = Damage.PAYLOAD;

    /** What should have come; with the nonce and the three after it for CORRUPTED only. */
    @Nullable
    EchoTemplate template;

    long nonce;
    MemorySegment payload = MemorySegment.NULL;
    long payloadOffset;
    long payloadLength;

    ProbeEvent() {}

    public Kind kind() {
        return kind;
    }

    public long targetHigh() {
        return targetHigh;
    }

    public long targetLow() {
        return targetLow;
    }

    /** As on the wire, 0 to 65535. */
    public int sequence() {
        return sequence;
    }

    /** Who sent the message, for all kinds but TIMEOUT, SEND_FAILURE and SENT. */
    public long fromHigh() {
        return fromHigh;
    }

    public long fromLow() {
        return fromLow;
    }

    public int fromScopeId() {
        return fromScopeId;
    }

    /** For REPLY, DUPLICATE, LATE, CORRUPTED and ICMP_ERROR. */
    public long roundTripNanos() {
        return roundTripNanos;
    }

    /** How much of that the request waited in this host after it was handed to the kernel; 0 without a send stamp. */
    public long queuedNanos() {
        return queuedNanos;
    }

    /** For TIMEOUT: false if the request is known not to have left this host. */
    public boolean leftHost() {
        return leftHost;
    }

    /** Whether an ICMP error about the probe was reported before. */
    public boolean isAfterError() {
        return isAfterError;
    }

    /** Whether both stamps of {@link #roundTripNanos} are the kernel's. */
    public boolean isStampedBothWays() {
        return stamps == RoundTrip.Source.KERNEL;
    }

    /** Whether at least the receive stamp of {@link #roundTripNanos} is the kernel's. */
    public boolean isReceiveStamped() {
        return stamps != RoundTrip.Source.USER;
    }

    /** When it happened, in nanoseconds since 1970: the kernel's receive stamp where there is one. */
    public long wallNanos() {
        return wallNanos;
    }

    /** TTL or hop limit the message arrived with, or -1. */
    public int hopLimit() {
        return hopLimit;
    }

    /** Length of the ICMP message in bytes. */
    public int bytes() {
        return bytes;
    }

    /** ICMP type, for ICMP_ERROR and NOTICE. */
    public int type() {
        return type;
    }

    public int code() {
        return code;
    }

    /** The 32 bits after the checksum: next-hop MTU, gateway or pointer. */
    public int restOfHeader() {
        return restOfHeader;
    }

    /** For CORRUPTED. */
    public Damage damage() {
        return damage;
    }

    /** For CORRUPTED: the index of the first byte of the payload that is not what was sent, or -1; looked for only now. */
    public int wrongByteIndex() {
        return template == null ? -1 : template.firstDifference(payload, payloadOffset, payloadLength, nonce);
    }

    /** For CORRUPTED: the byte of the payload that was sent, 0 to 255. */
    public int expectedByte(int index) {
        return Objects.requireNonNull(template).payloadByte(index, nonce);
    }

    /** For CORRUPTED: the payload that came, a copy. */
    public byte[] receivedPayload() {
        return payload.asSlice(payloadOffset, payloadLength).toArray(ValueLayout.JAVA_BYTE);
    }

    /** For SEND_FAILURE. */
    public int errno() {
        return errno;
    }

    /** What an ICMP_ERROR says beyond its header and the quoted packet; read, and made into objects, only now. */
    public IcmpExtensions extensions() {
        return extensionsLength == 0
                ? IcmpExtensions.NONE
                : IcmpExtensions.read(extensions, extensionsOffset, extensionsLength);
    }
}
