package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * The way through an IPv6 packet's extension headers (RFC 8200 section 4) to what it carries.
 */
final class Ipv6ExtensionHeaders {
    /** The packet ends within an extension header. */
    static final long TRUNCATED = -1;
    /** The packet is a fragment but the first: what follows is no header of anything. */
    static final long LATER_FRAGMENT = -2;

    private static final int HOP_BY_HOP = 0;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;

    private Ipv6ExtensionHeaders() {}

    /**
     * Skips hop-by-hop, destination and (first) fragment headers. Every header is at least eight bytes long, so the walk
     * ends with the packet. A routing header is not skipped: the address in the IP header is then not the target's, and
     * we send none.
     *
     * @param segment where the packet is
     * @param start the first byte after the IPv6 header
     * @param end the end of the packet, within the segment
     * @param nextHeader the IPv6 header's next-header field
     * @return {@code offset << 8 | protocol}, or one of the negative constants
     */
    static long skip(MemorySegment segment, long start, long end, int nextHeader) {
        int next = nextHeader;
        long at = start;
        while (next == HOP_BY_HOP || next == DESTINATION_OPTIONS || next == FRAGMENT) {
            if (end - at < 8) {
                return TRUNCATED;
            }
            long length = 8;
            if (next == FRAGMENT) {
                if (BigEndian.u16(segment, at + 2) >>> 3 != 0) {
                    return LATER_FRAGMENT;
                }
            } else {
                length += 8L * BigEndian.u8(segment, at + 1);
            }
            if (end - at < length) {
                return TRUNCATED;
            }
            next = BigEndian.u8(segment, at);
            at += length;
        }
        return at << 8 | next;
    }

    static long offset(long skipped) {
        return skipped >> 8;
    }

    static int protocol(long skipped) {
        return (int) (skipped & 0xff);
    }
}
