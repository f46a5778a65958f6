package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IPv4 header (RFC 791 section 3.1), for tools and tests; the receiving loop uses {@link IcmpView} instead.
 *
 * <pre>{@code
 * byte[] packet = Ipv4Header.forIcmp(router, us, 64).packet(error.encode());
 * }</pre>
 *
 * @param typeOfService 0 to 255: DSCP and ECN
 * @param totalLength of header and content, 0 to 65,535 bytes; {@link #packet} puts in the true one
 * @param identification 0 to 65,535, tells the fragments of one packet from another's
 * @param dontFragment the DF flag
 * @param moreFragments the MF flag
 * @param fragmentOffset in bytes, 0 to 65,528, a multiple of 8
 * @param ttl time to live, 0 to 255
 * @param protocol of the content, 0 to 255, 1 for ICMP
 * @param source who sent it
 * @param destination whom it is sent to
 * @param options 0 to 40 bytes, a multiple of 4; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Ipv4Header(
        int typeOfService,
        int totalLength,
        int identification,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int ttl,
        int protocol,
        InetAddress source,
        InetAddress destination,
        byte[] options) {
    /** The length of a header without options, in bytes. */
    public static final int SHORTEST = 20;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int CHECKSUM_AT = 10;

    /**
     * Checks the ranges and copies the options.
     *
     * @throws IllegalArgumentException if a value does not fit its field
     */
    public Ipv4Header {
        Field.check("type of service", typeOfService, 0xff);
        Field.check("total length", totalLength, 0xffff);
        Field.check("identification", identification, 0xffff);
        Field.check("fragment offset", fragmentOffset, 0x1fff * 8);
        Field.check("ttl", ttl, 0xff);
        Field.check("protocol", protocol, 0xff);
        Field.check("options length", options.length, 40);
        if (options.length % 4 != 0 || fragmentOffset % 8 != 0) {
            throw new IllegalArgumentException("options come in fours of bytes, fragment offsets in eights");
        }
        if (!(source instanceof Inet4Address) || !(destination instanceof Inet4Address)) {
            throw new IllegalArgumentException("both addresses must be IPv4");
        }
        options = options.clone();
    }

    /**
     * Makes the header of an ICMP packet: no options, not fragmented, DF set.
     *
     * @param source who sends it
     * @param destination whom it is sent to
     * @param ttl time to live, 0 to 255
     * @return the header, with a total length of 20 until {@link #packet} knows better
     */
    public static Ipv4Header forIcmp(InetAddress source, InetAddress destination, int ttl) {
        return new Ipv4Header(
                0, SHORTEST, 0, true, false, 0, ttl, Family.IPV4.protocol(), source, destination, new byte[0]);
    }

    /**
     * Decodes a header. Its checksum is not looked at, see {@link #checksumIsRight}.
     *
     * @param bytes a packet, or as much of it as is there
     * @return the header; empty if the version is not 4 or the header does not lie within the bytes
     */
    public static Optional<Ipv4Header> decode(byte[] bytes) {
        return decode(MemorySegment.ofArray(bytes));
    }

    /**
     * Decodes a header. Its checksum is not looked at, see {@link #checksumIsRight}.
     *
     * @param segment a packet, or as much of it as is there
     * @return the header; empty if the version is not 4 or the header does not lie within the segment
     */
    public static Optional<Ipv4Header> decode(MemorySegment segment) {
        if (segment.byteSize() < SHORTEST) {
            return Optional.empty();
        }
        int first = BigEndian.u8(segment, 0);
        int headerLength = (first & 0xf) * 4;
        if (first >>> 4 != 4 || headerLength < SHORTEST || headerLength > segment.byteSize()) {
            return Optional.empty();
        }
        int fragment = BigEndian.u16(segment, 6);
        return Optional.of(new Ipv4Header(
                BigEndian.u8(segment, 1),
                BigEndian.u16(segment, 2),
                BigEndian.u16(segment, 4),
                (fragment & DONT_FRAGMENT) != 0,
                (fragment & MORE_FRAGMENTS) != 0,
                (fragment & 0x1fff) * 8,
                BigEndian.u8(segment, 8),
                BigEndian.u8(segment, 9),
                AddressBits.toInetAddress(0, AddressBits.readIpv4(segment, 12)),
                AddressBits.toInetAddress(0, AddressBits.readIpv4(segment, 16)),
                BigEndian.copyOf(segment, SHORTEST, headerLength - SHORTEST)));
    }

    /**
     * Says whether the checksum of the header at a packet's start is right.
     *
     * @param segment a packet whose header {@link #decode(MemorySegment)} can read
     * @return true if so; false also if the header does not lie within the segment
     */
    public static boolean checksumIsRight(MemorySegment segment) {
        return decode(segment)
                .map(header -> InternetChecksum.isRight(segment, 0, header.headerLength()))
                .orElse(false);
    }

    /**
     * Returns the header's length with its options.
     *
     * @return 20 to 60 bytes
     */
    public int headerLength() {
        return SHORTEST + options.length;
    }

    /**
     * Returns the same header with another time to live, as a router makes it.
     *
     * @param newTtl 0 to 255
     * @return the header
     */
    public Ipv4Header withTtl(int newTtl) {
        return new Ipv4Header(
                typeOfService,
                totalLength,
                identification,
                dontFragment,
                moreFragments,
                fragmentOffset,
                newTtl,
                protocol,
                source,
                destination,
                options);
    }

    /**
     * Encodes the header alone, with its checksum.
     *
     * @return 20 to 60 bytes
     */
    public byte[] encode() {
        return encode(totalLength, new byte[0]);
    }

    /**
     * Encodes a whole packet: this header, with the true total length and the checksum, and the content.
     *
     * @param content what the packet carries
     * @return the bytes
     * @throws IllegalArgumentException if the packet would be longer than 65,535 bytes
     */
    public byte[] packet(byte[] content) {
        int length = headerLength() + content.length;
        Field.check("total length", length, 0xffff);
        return encode(length, content);
    }

    private byte[] encode(int length, byte[] content) {
        ByteBuffer packet = ByteBuffer.allocate(headerLength() + content.length);
        packet.put((byte) (4 << 4 | headerLength() / 4));
        packet.put((byte) typeOfService);
        packet.putShort((short) length);
        packet.putShort((short) identification);
        packet.putShort((short) ((dontFragment ? DONT_FRAGMENT : 0) | (moreFragments ? MORE_FRAGMENTS : 0)
                | fragmentOffset / 8));
        packet.put((byte) ttl);
        packet.put((byte) protocol);
        packet.putShort((short) 0);
        packet.put(source.getAddress());
        packet.put(destination.getAddress());
        packet.put(options);
        packet.put(content);
        MemorySegment bytes = MemorySegment.ofArray(packet.array());
        packet.putShort(CHECKSUM_AT, (short) InternetChecksum.checksum(bytes, 0, headerLength()));
        return packet.array();
    }

    /**
     * Returns the options.
     *
     * @return a copy
     */
    @Override
    public byte[] options() {
        return options.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ipv4Header that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /**
     * Describes the header in one line, in the manner of tcpdump.
     *
     * @return for instance {@code IPv4 192.0.2.1 > 198.51.100.7, ttl 64, protocol 1, length 84}
     */
    public String describe() {
        boolean fragment = moreFragments || fragmentOffset > 0;
        return "IPv4 " + AddressText.of(source) + " > " + AddressText.of(destination) + ", ttl " + ttl + ", protocol "
                + protocol + ", length " + totalLength + (fragment ? ", fragment at " + fragmentOffset : "");
    }
}
