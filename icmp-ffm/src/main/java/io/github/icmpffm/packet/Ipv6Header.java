package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv6 header (RFC 8200 section 3) without extension headers, for tools and tests.
 *
 * <pre>{@code
 * byte[] packet = Ipv6Header.forIcmp(router, us, 64).packet(error.encode(router, us));
 * }</pre>
 *
 * @param trafficClass 0 to 255
 * @param flowLabel 0 to 1,048,575
 * @param payloadLength of what follows the header, 0 to 65,535 bytes; {@link #packet} puts in the true one
 * @param nextHeader what follows, 0 to 255, 58 for ICMPv6
 * @param hopLimit 0 to 255
 * @param source who sent it; a scope id is not encoded
 * @param destination whom it is sent to
 */
public record Ipv6Header(
        int trafficClass,
        int flowLabel,
        int payloadLength,
        int nextHeader,
        int hopLimit,
        InetAddress source,
        InetAddress destination) {
    /** The length of the header, in bytes. */
    public static final int LENGTH = 40;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value does not fit its field
     */
    public Ipv6Header {
        Field.check("traffic class", trafficClass, 0xff);
        Field.check("flow label", flowLabel, 0xf_ffff);
        Field.check("payload length", payloadLength, 0xffff);
        Field.check("next header", nextHeader, 0xff);
        Field.check("hop limit", hopLimit, 0xff);
    }

    /**
     * Makes the header of an ICMPv6 packet.
     *
     * @param source who sends it
     * @param destination whom it is sent to
     * @param hopLimit 0 to 255
     * @return the header, with a payload length of 0 until {@link #packet} knows better
     */
    public static Ipv6Header forIcmp(InetAddress source, InetAddress destination, int hopLimit) {
        return new Ipv6Header(0, 0, 0, Family.IPV6.protocol(), hopLimit, source, destination);
    }

    /**
     * Decodes a header.
     *
     * @param bytes a packet, or as much of it as is there
     * @return the header; empty if the version is not 6 or there are fewer than 40 bytes
     */
    public static Optional<Ipv6Header> decode(byte[] bytes) {
        return decode(MemorySegment.ofArray(bytes));
    }

    /**
     * Decodes a header.
     *
     * @param segment a packet, or as much of it as is there
     * @return the header; empty if the version is not 6 or there are fewer than 40 bytes
     */
    public static Optional<Ipv6Header> decode(MemorySegment segment) {
        if (segment.byteSize() < LENGTH || BigEndian.u8(segment, 0) >>> 4 != 6) {
            return Optional.empty();
        }
        int first = BigEndian.i32(segment, 0);
        return Optional.of(new Ipv6Header(
                first >>> 20 & 0xff,
                first & 0xf_ffff,
                BigEndian.u16(segment, 4),
                BigEndian.u8(segment, 6),
                BigEndian.u8(segment, 7),
                AddressBits.toInetAddress(BigEndian.i64(segment, 8), BigEndian.i64(segment, 16)),
                AddressBits.toInetAddress(BigEndian.i64(segment, 24), BigEndian.i64(segment, 32))));
    }

    /**
     * Returns the same header with another hop limit, as a router makes it.
     *
     * @param newHopLimit 0 to 255
     * @return the header
     */
    public Ipv6Header withHopLimit(int newHopLimit) {
        return new Ipv6Header(trafficClass, flowLabel, payloadLength, nextHeader, newHopLimit, source, destination);
    }

    /**
     * Encodes the header alone.
     *
     * @return 40 bytes
     */
    public byte[] encode() {
        return encode(payloadLength, new byte[0]);
    }

    /**
     * Encodes a whole packet: this header, with the true payload length, and what follows it.
     *
     * @param content extension headers and the message
     * @return the bytes
     * @throws IllegalArgumentException if the content is longer than 65,535 bytes
     */
    public byte[] packet(byte[] content) {
        Field.check("payload length", content.length, 0xffff);
        return encode(content.length, content);
    }

    private byte[] encode(int length, byte[] content) {
        return ByteBuffer.allocate(LENGTH + content.length)
                .putInt(6 << 28 | trafficClass << 20 | flowLabel)
                .putShort((short) length)
                .put((byte) nextHeader)
                .put((byte) hopLimit)
                .putLong(AddressBits.high(source))
                .putLong(AddressBits.low(source))
                .putLong(AddressBits.high(destination))
                .putLong(AddressBits.low(destination))
                .put(content)
                .array();
    }

    /**
     * Describes the header in one line, in the manner of tcpdump.
     *
     * @return for instance {@code IPv6 2001:db8::1 > 2001:db8::2, hop limit 64, next header 58, payload length 64}
     */
    public String describe() {
        return "IPv6 " + AddressText.of(source) + " > " + AddressText.of(destination) + ", hop limit " + hopLimit
                + ", next header " + nextHeader + ", payload length " + payloadLength;
    }
}
