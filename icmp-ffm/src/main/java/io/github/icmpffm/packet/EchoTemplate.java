package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * The bytes of an echo request (RFC 792, RFC 4443 section 4.1) of which only a few change from probe to probe: the
 * sequence, a nonce, and on request a stamp. Writing a probe copies the template, sets those fields and adds them to a
 * sum made once, so that its cost hardly grows with the payload.
 *
 * <p>The <em>nonce</em> is eight bytes that nobody off the path can guess. It proves that an answer's sender saw the
 * request. A payload of at least {@value #SHORTEST_WITH_NONCE} bytes carries it in its last whole words, so that the
 * first 18 bytes stay the caller's. The <em>stamp</em> is eight more bytes right before the nonce, for who keeps no
 * state for a probe and must find it in the answer; a payload of at least {@value #SHORTEST_WITH_STAMP} bytes can carry
 * it.
 *
 * <pre>
 *   0       4          8                                                      8 + payloadLength
 *   type code checksum | id sequence | the caller's bytes … [stamp] nonce [0-1 bytes]
 * </pre>
 *
 * <pre>{@code
 * var template = new EchoTemplate(Family.IPV4, 4660, EchoPayload.ofLength(56));
 * template.write(buffer, 0, sequence, nonce);
 * // … and of what comes back:
 * boolean genuine = template.payloadMatches(received, view.payloadOffset(), view.payloadLength(), nonce);
 * }</pre>
 *
 * <p>Routers that balance load take a packet's ICMP checksum for part of its flow. Probes that are to go one way carry
 * {@linkplain #balanced balanced} nonces, with which all have the same.
 *
 * <p>Immutable; any number of threads may share one. {@code write} and the matching methods allocate nothing.
 */
public final class EchoTemplate {
    /** The shortest payload, in bytes, that carries a nonce. */
    public static final int SHORTEST_WITH_NONCE = 26;

    /** The shortest payload, in bytes, that can carry a stamp. */
    public static final int SHORTEST_WITH_STAMP = 34;

    static final int HEADER_LENGTH = 8;
    private static final int DIFFERENT_NONCE_BYTES = 6;
    private static final int CHECKSUM_AT = 2;
    private static final int SEQUENCE_AT = 6;

    private final Family family;
    private final int identifier;
    private final int payloadLength;
    private final int length;
    /** Never written after construction. */
    private final MemorySegment bytes;
    /** Payload offsets, or the payload's length where there is no such field: the fill then ends there. */
    private final int nonceAt;

    private final int stampAt;
    /** Everything's sum but checksum, sequence and nonce. */
    private final long sumWithoutNonce;
    /** Everything's sum but checksum, sequence, nonce and stamp. */
    private final long sumWithoutStamp;
    /** What tells this template's checksums from those of others of the same family and identifier. */
    private final long sumToBalance;

    /**
     * Makes a template.
     *
     * @param family the family
     * @param identifier 0 to 65,535; on a datagram socket the kernel replaces it
     * @param payload at most {@link Family#maximumPayloadLength()} bytes; copied
     * @throws IllegalArgumentException if identifier or payload is out of range
     */
    public EchoTemplate(Family family, int identifier, byte[] payload) {
        if (identifier < 0 || identifier > 0xffff) {
            throw new IllegalArgumentException("identifier " + identifier + " is not within 0 to 65535");
        }
        if (payload.length > family.maximumPayloadLength()) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes does not fit, "
                    + family.maximumPayloadLength() + " is the most for " + family);
        }
        this.family = family;
        this.identifier = identifier;
        this.payloadLength = payload.length;
        this.length = HEADER_LENGTH + payloadLength;
        this.nonceAt = payloadLength >= SHORTEST_WITH_NONCE ? (int) nonceAt(payloadLength) : payloadLength;
        this.stampAt = payloadLength >= SHORTEST_WITH_STAMP ? nonceAt - Long.BYTES : nonceAt;

        ByteBuffer message = ByteBuffer.allocate(length);
        message.put((byte) family.echoRequestType()).position(4);
        message.putShort((short) identifier).position(HEADER_LENGTH);
        message.put(payload);
        if (carriesNonce()) {
            message.putLong(HEADER_LENGTH + nonceAt, 0);
        }
        this.bytes = MemorySegment.ofArray(message.array());
        this.sumWithoutNonce = InternetChecksum.sum(bytes, 0, length);
        // Subtracting in one's complement is adding the complement. No sum is 0 here, for the type is not: no -0 to
        // fear.
        this.sumWithoutStamp = carriesStamp()
                ? sumWithoutNonce + InternetChecksum.sumOfField(~BigEndian.i64(bytes, HEADER_LENGTH + stampAt))
                : sumWithoutNonce;
        // ICMPv6's checksum covers the length as well, in the pseudo-header (RFC 8200 section 8.1).
        this.sumToBalance = InternetChecksum.sum(bytes, HEADER_LENGTH, payloadLength)
                + (family == Family.IPV6 ? length : 0);
    }

    /**
     * Returns the family.
     *
     * @return the family
     */
    public Family family() {
        return family;
    }

    /**
     * Returns the identifier.
     *
     * @return 0 to 65,535
     */
    public int identifier() {
        return identifier;
    }

    /**
     * Returns the message's length.
     *
     * @return 8 bytes of header and the payload, in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Returns the payload's length.
     *
     * @return in bytes
     */
    public int payloadLength() {
        return payloadLength;
    }

    /**
     * Says whether the payload is long enough for a nonce; otherwise the nonce given to other methods is ignored.
     *
     * @return true from {@value #SHORTEST_WITH_NONCE} bytes on
     */
    public boolean carriesNonce() {
        return nonceAt < payloadLength;
    }

    /**
     * Says whether the payload is long enough for a stamp.
     *
     * @return true from {@value #SHORTEST_WITH_STAMP} bytes on
     */
    public boolean carriesStamp() {
        return stampAt < nonceAt;
    }

    /**
     * Writes a whole echo request. The IPv4 checksum is right; the IPv6 one is 0, since the kernel computes it.
     *
     * @param target where to
     * @param offset of the message's first byte
     * @param sequence its low 16 bits go on the wire
     * @param nonce ignored where there is no room for it
     * @throws IndexOutOfBoundsException if {@link #length()} bytes do not fit
     */
    public void write(MemorySegment target, long offset, int sequence, long nonce) {
        MemorySegment.copy(bytes, 0, target, offset, length);
        finish(target, offset, sequence, nonce, sumWithoutNonce);
    }

    /**
     * Writes a whole echo request with a stamp in its payload.
     *
     * @param target where to
     * @param offset of the message's first byte
     * @param sequence its low 16 bits go on the wire
     * @param nonce the nonce
     * @param stamp the stamp
     * @throws IndexOutOfBoundsException if {@link #length()} bytes do not fit
     * @throws IllegalStateException if the payload is too short, see {@link #carriesStamp()}
     */
    public void write(MemorySegment target, long offset, int sequence, long nonce, long stamp) {
        if (!carriesStamp()) {
            throw new IllegalStateException(
                    "a stamp needs a payload of " + SHORTEST_WITH_STAMP + " bytes, this one has " + payloadLength);
        }
        MemorySegment.copy(bytes, 0, target, offset, length);
        BigEndian.putI64(target, offset + HEADER_LENGTH + stampAt, stamp);
        finish(target, offset, sequence, nonce, sumWithoutStamp + InternetChecksum.sumOfField(stamp));
    }

    private void finish(MemorySegment target, long offset, int sequence, long nonce, long sumSoFar) {
        BigEndian.putU16(target, offset + SEQUENCE_AT, sequence);
        long sum = sumSoFar + (sequence & 0xffff);
        if (carriesNonce()) {
            BigEndian.putI64(target, offset + HEADER_LENGTH + nonceAt, nonce);
            sum += InternetChecksum.sumOfField(nonce);
        }
        if (family == Family.IPV4) {
            BigEndian.putU16(target, offset + CHECKSUM_AT, InternetChecksum.finish(sum));
        }
    }

    /**
     * Says whether a payload is exactly, in its whole length, the one sent with this nonce and without a stamp.
     *
     * @param message where it is
     * @param payloadOffset its first byte
     * @param payloadLength its length in bytes
     * @param nonce what was given to {@code write}
     * @return true if nothing differs
     * @throws IndexOutOfBoundsException if the length is the right one and the range is not within the segment
     */
    public boolean payloadMatches(MemorySegment message, long payloadOffset, long payloadLength, long nonce) {
        return payloadLength == this.payloadLength && payloadBegins(message, payloadOffset, payloadLength, nonce);
    }

    /**
     * Says whether a payload is exactly, in its whole length, the one sent with this nonce and this stamp.
     *
     * @param message where it is
     * @param payloadOffset its first byte
     * @param payloadLength its length in bytes
     * @param nonce what was given to {@code write}
     * @param stamp what was given to {@code write}
     * @return true if nothing differs; false if this template {@linkplain #carriesStamp() carries no stamp}
     * @throws IndexOutOfBoundsException if the length is the right one and the range is not within the segment
     */
    public boolean payloadMatches(
            MemorySegment message, long payloadOffset, long payloadLength, long nonce, long stamp) {
        return carriesStamp()
                && payloadLength == this.payloadLength
                && BigEndian.i64(message, payloadOffset + stampAt) == stamp
                && BigEndian.i64(message, payloadOffset + nonceAt) == nonce
                && fillMatches(message, payloadOffset, 0, stampAt)
                && fillMatches(message, payloadOffset, nonceAt + Long.BYTES, this.payloadLength);
    }

    /**
     * Says whether bytes are the beginning of the payload sent with this nonce and without a stamp. Routers quote only
     * so much of a packet: none of the payload, or all of it, or anything between.
     *
     * @param message where they are
     * @param offset their first byte
     * @param length their number, 0 or more
     * @param nonce what was given to {@code write}
     * @return true if nothing differs, and so for a length of 0; false if there are more than were sent
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public boolean payloadBegins(MemorySegment message, long offset, long length, long nonce) {
        if (length > payloadLength) {
            return false;
        }
        int count = (int) length;
        if (count <= nonceAt) {
            return fillMatches(message, offset, 0, count);
        }
        if (count < nonceAt + Long.BYTES) {
            return fillMatches(message, offset, 0, nonceAt)
                    && nonceBegins(message, offset + nonceAt, count - nonceAt, nonce);
        }
        return BigEndian.i64(message, offset + nonceAt) == nonce
                && fillMatches(message, offset, 0, nonceAt)
                && fillMatches(message, offset, nonceAt + Long.BYTES, count);
    }

    /**
     * Says how much of the payload must be quoted for the whole nonce to be in it.
     *
     * @return in bytes; 0 if there is {@linkplain #carriesNonce() no nonce}
     */
    public int lengthThroughNonce() {
        return carriesNonce() ? nonceAt + Long.BYTES : 0;
    }

    /**
     * Says whether a request's checksum is the one sent with this nonce and without a stamp, whoever computed it. Also a
     * quote that ends after the ICMP header so proves something of the nonce.
     *
     * @param checksum 0 to 65,535
     * @param identifier what was sent: on a datagram socket the kernel's
     * @param sequence its low 16 bits count
     * @param nonce what was given to {@code write}
     * @param pseudoHeader for IPv6 {@link InternetChecksum#sumOfPseudoHeader}, 0 for IPv4
     * @return true if it is
     */
    public boolean checksumMatches(int checksum, int identifier, int sequence, long nonce, int pseudoHeader) {
        long sum = sumWithoutNonce
                + (~this.identifier & 0xffff) // subtracts it, in one's complement
                + (identifier & 0xffff)
                + (sequence & 0xffff)
                + (carriesNonce() ? InternetChecksum.sumOfField(nonce) : 0)
                + pseudoHeader;
        return (InternetChecksum.finish(sum) - checksum) % 0xffff == 0; // 0xffff is the other 0
    }

    /**
     * Says whether a payload is the one sent but for its nonce, which has hardly a byte in common with this one: that of
     * another program's request with the same filling, and no damaged copy of this one.
     *
     * @param message where it is
     * @param payloadOffset its first byte
     * @param payloadLength its length in bytes
     * @param nonce what was given to {@code write}
     * @return true if everything else is the same and at least six of the nonce's eight bytes differ
     * @throws IndexOutOfBoundsException if the length is the right one and the range is not within the segment
     */
    public boolean hasOtherNonce(MemorySegment message, long payloadOffset, long payloadLength, long nonce) {
        if (!carriesNonce()
                || payloadLength != this.payloadLength
                || !fillMatches(message, payloadOffset, 0, nonceAt)
                || !fillMatches(message, payloadOffset, nonceAt + Long.BYTES, this.payloadLength)) {
            return false;
        }
        long difference = BigEndian.i64(message, payloadOffset + nonceAt) ^ nonce;
        int different = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            different += (difference >>> shift & 0xff) == 0 ? 0 : 1;
        }
        return different >= DIFFERENT_NONCE_BYTES;
    }

    /**
     * Finds where a payload differs from the one sent with this nonce and without a stamp.
     *
     * @param message where it is
     * @param payloadOffset its first byte
     * @param payloadLength its length in bytes, which may be another than this one's
     * @param nonce what was given to {@code write}
     * @return the index of the first byte that differs, from 0 on; -1 if none does of those that both have
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public int firstDifference(MemorySegment message, long payloadOffset, long payloadLength, long nonce) {
        int compared = (int) Math.min(payloadLength, this.payloadLength);
        for (int i = 0; i < compared; i++) {
            if (BigEndian.u8(message, payloadOffset + i) != payloadByte(i, nonce)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns a byte of the payload sent with this nonce and without a stamp.
     *
     * @param index its place in the payload, from 0 on
     * @param nonce what was given to {@code write}
     * @return 0 to 255
     * @throws IndexOutOfBoundsException if the payload has no such byte
     */
    public int payloadByte(int index, long nonce) {
        int inNonce = index - nonceAt;
        return inNonce >= 0 && inNonce < Long.BYTES && carriesNonce()
                ? (int) (nonce >>> (56 - 8 * inNonce)) & 0xff
                : BigEndian.u8(bytes, HEADER_LENGTH + (long) index);
    }

    /**
     * Reads the nonce out of a payload that has come back in its whole length. It is the true one only if the whole
     * payload matches.
     *
     * @param message where the payload is
     * @param payloadOffset its first byte
     * @param payloadLength its length in bytes, at least {@value #SHORTEST_WITH_NONCE}
     * @return what is where a nonce would be
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public static long nonceIn(MemorySegment message, long payloadOffset, long payloadLength) {
        return BigEndian.i64(message, payloadOffset + nonceAt(payloadLength));
    }

    private static long nonceAt(long payloadLength) {
        return (payloadLength - Long.BYTES) & ~1;
    }

    /**
     * Reads the stamp out of an answer. It is the true one only if {@link #payloadMatches(MemorySegment, long, long,
     * long, long) the whole payload matches}, with a nonce that could only have been made together with this stamp.
     *
     * @param message where the payload is
     * @param payloadOffset its first byte
     * @return the stamp
     * @throws IndexOutOfBoundsException if the payload is too short
     * @throws IllegalStateException if there is no stamp, see {@link #carriesStamp()}
     */
    public long stampIn(MemorySegment message, long payloadOffset) {
        if (!carriesStamp()) {
            throw new IllegalStateException("a payload of " + payloadLength + " bytes carries no stamp");
        }
        return BigEndian.i64(message, payloadOffset + stampAt);
    }

    /**
     * Changes a nonce so that the request's checksum depends on neither sequence, nonce nor payload: all requests without a
     * stamp to one target that have one identifier and balanced nonces have the same checksum, whoever computes it, whatever
     * their length. This is how Paris traceroute (Augustin et al., 2006) keeps its probes on one path.
     *
     * @param sequence what is given to {@code write} with it
     * @param nonce eight bytes, of which six stay
     * @return the nonce, its last two bytes being the complement of the sum of everything else that may differ
     */
    public long balanced(int sequence, long nonce) {
        long six = nonce & ~0xffffL;
        return six | InternetChecksum.finish(sumToBalance + (sequence & 0xffff) + InternetChecksum.sumOfField(six));
    }

    private boolean fillMatches(MemorySegment message, long payloadOffset, int from, int to) {
        return MemorySegment.mismatch(
                bytes,
                HEADER_LENGTH + (long) from,
                HEADER_LENGTH + (long) to,
                message,
                payloadOffset + from,
                payloadOffset + to) < 0;
    }

    private static boolean nonceBegins(MemorySegment message, long offset, int count, long nonce) {
        for (int i = 0; i < count; i++) {
            if (BigEndian.u8(message, offset + i) != ((nonce >>> (56 - 8 * i)) & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
