package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of the IP header in front of a received message: checks it, and says where the message is.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class IpEnvelope {
    private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3fff;

    private String malformation = "";
    private long contentOffset;
    private long contentLength;
    private int ttl = -1;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    /** Forgets everything, as if there had been no header. */
    void clear() {
        malformation = "";
        contentOffset = 0;
        contentLength = 0;
        ttl = -1;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
    }

    /**
     * Opens an IPv4 packet that carries ICMP.
     *
     * @param segment where the packet is
     * @param offset its first byte
     * @param length the number of bytes received, within the segment
     * @param cut whether the packet was longer: its content then ends where the bytes do
     * @return false if it does not, see {@link #malformation()}
     */
    boolean openIpv4(MemorySegment segment, long offset, long length, boolean cut) {
        clear();
        if (length < Ipv4Header.SHORTEST) {
            return malformed("it is shorter than an IPv4 header");
        }
        int first = BigEndian.u8(segment, offset);
        if (first >>> 4 != 4) {
            return malformed("its IP version is not 4");
        }
        long headerLength = (first & 0xf) * 4L;
        if (headerLength < Ipv4Header.SHORTEST) {
            return malformed("its IPv4 header length is below 20");
        }
        int totalLength = BigEndian.u16(segment, offset + 2);
        if (totalLength < headerLength) {
            return malformed("its IPv4 total length is below its header length");
        }
        if (totalLength > length && !cut) {
            return malformed("its IPv4 total length is beyond what was received");
        }
        if ((BigEndian.u16(segment, offset + 6) & MORE_FRAGMENTS_OR_OFFSET) != 0) {
            return malformed("it is a fragment");
        }
        if (BigEndian.u8(segment, offset + 9) != Family.IPV4.protocol()) {
            return malformed("its protocol is not ICMP");
        }
        contentOffset = offset + headerLength;
        contentLength = Math.min(totalLength, length) - headerLength;
        if (contentLength < 0) {
            return malformed("it was cut within its IPv4 header");
        }
        ttl = BigEndian.u8(segment, offset + 8);
        sourceLow = AddressBits.readIpv4(segment, offset + 12);
        destinationLow = AddressBits.readIpv4(segment, offset + 16);
        return true;
    }

    /**
     * Opens an IPv6 packet that carries ICMPv6.
     *
     * @param segment where the packet is
     * @param offset its first byte
     * @param length the number of bytes received, within the segment
     * @return false if it does not, see {@link #malformation()}
     */
    boolean openIpv6(MemorySegment segment, long offset, long length) {
        clear();
        if (length < Ipv6Header.LENGTH) {
            return malformed("it is shorter than an IPv6 header");
        }
        if (BigEndian.u8(segment, offset) >>> 4 != 6) {
            return malformed("its IP version is not 6");
        }
        long content = offset + Ipv6Header.LENGTH;
        long end = content + BigEndian.u16(segment, offset + 4);
        if (end > offset + length) {
            return malformed("its IPv6 payload length is beyond what was received");
        }
        long skipped = Ipv6ExtensionHeaders.skip(segment, content, end, BigEndian.u8(segment, offset + 6));
        if (skipped == Ipv6ExtensionHeaders.TRUNCATED) {
            return malformed("it ends within an IPv6 extension header");
        }
        if (skipped == Ipv6ExtensionHeaders.LATER_FRAGMENT) {
            return malformed("it is a fragment");
        }
        if (Ipv6ExtensionHeaders.protocol(skipped) != Family.IPV6.protocol()) {
            return malformed("its next header is not ICMPv6");
        }
        contentOffset = Ipv6ExtensionHeaders.offset(skipped);
        contentLength = end - contentOffset;
        ttl = BigEndian.u8(segment, offset + 7);
        sourceHigh = BigEndian.i64(segment, offset + 8);
        sourceLow = BigEndian.i64(segment, offset + 16);
        destinationHigh = BigEndian.i64(segment, offset + 24);
        destinationLow = BigEndian.i64(segment, offset + 32);
        return true;
    }

    private boolean malformed(String reason) {
        malformation = reason;
        return false;
    }

    String malformation() {
        return malformation;
    }

    long contentOffset() {
        return contentOffset;
    }

    long contentLength() {
        return contentLength;
    }

    int ttl() {
        return ttl;
    }

    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    long destinationHigh() {
        return destinationHigh;
    }

    long destinationLow() {
        return destinationLow;
    }
}
