package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * Where in an ICMP message the quoted packet ends and the extension structure of RFC 4884 begins. Allocates nothing.
 */
final class ExtensionSplit {
    /** Header of every message that quotes. */
    static final int HEADER_LENGTH = 8;
    /** What RFC 4884 section 3 pads the quoted packet to, and where older routers put extensions unannounced. */
    static final int SHORTEST_DATAGRAM = 128;
    /** A structure's own header: version, checksum. */
    static final int STRUCTURE_HEADER_LENGTH = 4;

    static final int VERSION = 2;

    private ExtensionSplit() {}

    /** The length field's bits in the rest of the header: ICMP offset 5, ICMPv6 offset 4. */
    static int lengthFieldMask(Family family) {
        return family == Family.IPV4 ? 0x00ff_0000 : 0xff00_0000;
    }

    /** What the length field counts in, in bytes. */
    static int wordLength(Family family) {
        return family == Family.IPV4 ? 4 : 8;
    }

    /**
     * The quoted packet's length by the message's length field, in bytes; 0 where the message does not say, or says less than it can
     * be, which the kernel does not believe either.
     */
    static int announcedLength(Family family, int type, MemorySegment segment, long start) {
        if (!IcmpType.mayCarryExtensions(family, type)) {
            return 0;
        }
        int bytes = BigEndian.u8(segment, start + (family == Family.IPV4 ? 5 : 4)) * wordLength(family);
        return bytes < SHORTEST_DATAGRAM ? 0 : bytes;
    }

    /**
     * Returns the quoted packet's length with its padding; what the message has beyond that is an extension structure.
     *
     * @param family the message's family
     * @param type its type
     * @param segment where it is
     * @param start its first byte
     * @param length its length in bytes, at least 8, within the segment
     * @return 0 to {@code length - 8} bytes
     */
    static long datagramLength(Family family, int type, MemorySegment segment, long start, long length) {
        long rest = length - HEADER_LENGTH;
        int announced = announcedLength(family, type, segment, start);
        if (announced > 0) {
            return Math.min(announced, rest);
        }
        boolean unannounced = isUnannounced(
                family, type, segment, start + HEADER_LENGTH + SHORTEST_DATAGRAM, rest - SHORTEST_DATAGRAM);
        return unannounced ? SHORTEST_DATAGRAM : rest;
    }

    /** Whether there is an extension structure that no length field tells of, in so many bytes from there on. */
    static boolean isUnannounced(Family family, int type, MemorySegment segment, long offset, long length) {
        return IcmpType.mayCarryExtensions(family, type)
                && length > STRUCTURE_HEADER_LENGTH
                && isSealedStructure(segment, offset, length);
    }

    /**
     * Unannounced, a structure is only believed with a checksum that is there and right: what lies at offset 128 is
     * otherwise more of the quoted packet (RFC 4884 section 5.5).
     */
    private static boolean isSealedStructure(MemorySegment segment, long offset, long length) {
        return BigEndian.u8(segment, offset) >>> 4 == VERSION
                && BigEndian.u16(segment, offset + 2) != 0
                && InternetChecksum.isRight(segment, offset, length);
    }
}
