package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of the packet an ICMP error quotes: its IP header and, if it is there, the beginning of an ICMP
 * message. The quote may end anywhere (RFC 1122 section 3.2.2 promises the IP header and eight bytes), and nothing in it
 * can be trusted: it went through whatever caused the error, and anyone can make one up.
 *
 * <p>An {@link IcmpView} owns one and fills it; what is said there of reuse and threads holds here.
 */
public final class QuotedView {
    private static final int ICMP_HEADER_LENGTH = 8;
    private static final int FRAGMENT_OFFSET_MASK = 0x1fff;

    private Family family = Family.IPV4;
    private boolean hasIpHeader;
    private boolean hasIcmpHeader;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int protocol;
    private int ttl;
    private long packetLength;
    private long payloadOffset;
    private long payloadLength;
    private int type;
    private int code;
    private int checksum;
    private int identifier;
    private int sequence;

    QuotedView() {
        clear();
    }

    /** Forgets everything, as if nothing had been quoted. */
    void clear() {
        hasIpHeader = false;
        hasIcmpHeader = false;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        protocol = -1;
        ttl = -1;
        packetLength = 0;
        payloadOffset = 0;
        payloadLength = 0;
        type = -1;
        code = -1;
        checksum = 0;
        identifier = -1;
        sequence = -1;
    }

    /**
     * Looks at a quote.
     *
     * @param family of the message that quotes; the quote must be of the same
     * @param segment where it is
     * @param offset its first byte
     * @param length its length in bytes, within the segment
     */
    void wrap(Family family, MemorySegment segment, long offset, long length) {
        clear();
        this.family = family;
        switch (family) {
            case IPV4 -> readIpv4(segment, offset, length);
            case IPV6 -> readIpv6(segment, offset, length);
        }
    }

    private void readIpv4(MemorySegment segment, long offset, long length) {
        if (length < Ipv4Header.SHORTEST) {
            return;
        }
        int first = BigEndian.u8(segment, offset);
        long headerLength = (first & 0xf) * 4L;
        if (first >>> 4 != 4 || headerLength < Ipv4Header.SHORTEST || headerLength > length) {
            return;
        }
        hasIpHeader = true;
        packetLength = BigEndian.u16(segment, offset + 2);
        ttl = BigEndian.u8(segment, offset + 8);
        protocol = BigEndian.u8(segment, offset + 9);
        sourceLow = AddressBits.readIpv4(segment, offset + 12);
        destinationLow = AddressBits.readIpv4(segment, offset + 16);
        boolean laterFragment = (BigEndian.u16(segment, offset + 6) & FRAGMENT_OFFSET_MASK) != 0;
        if (!laterFragment) {
            readIcmp(segment, offset, offset + headerLength, length - headerLength);
        }
    }

    private void readIpv6(MemorySegment segment, long offset, long length) {
        if (length < Ipv6Header.LENGTH || BigEndian.u8(segment, offset) >>> 4 != 6) {
            return;
        }
        hasIpHeader = true;
        packetLength = Ipv6Header.LENGTH + (long) BigEndian.u16(segment, offset + 4);
        protocol = BigEndian.u8(segment, offset + 6);
        ttl = BigEndian.u8(segment, offset + 7);
        sourceHigh = BigEndian.i64(segment, offset + 8);
        sourceLow = BigEndian.i64(segment, offset + 16);
        destinationHigh = BigEndian.i64(segment, offset + 24);
        destinationLow = BigEndian.i64(segment, offset + 32);
        long end = offset + length;
        long skipped = Ipv6ExtensionHeaders.skip(segment, offset + Ipv6Header.LENGTH, end, protocol);
        if (skipped < 0) {
            return;
        }
        protocol = Ipv6ExtensionHeaders.protocol(skipped);
        long upper = Ipv6ExtensionHeaders.offset(skipped);
        readIcmp(segment, offset, upper, end - upper);
    }

    private void readIcmp(MemorySegment segment, long packetOffset, long icmpOffset, long available) {
        if (protocol != family.protocol() || available < ICMP_HEADER_LENGTH) {
            return;
        }
        hasIcmpHeader = true;
        type = BigEndian.u8(segment, icmpOffset);
        code = BigEndian.u8(segment, icmpOffset + 1);
        checksum = BigEndian.u16(segment, icmpOffset + 2);
        identifier = BigEndian.u16(segment, icmpOffset + 4);
        sequence = BigEndian.u16(segment, icmpOffset + 6);
        payloadOffset = icmpOffset + ICMP_HEADER_LENGTH;
        // RFC 4884 pads a short quote with zeros up to 128 bytes: the packet ends where its own header says. A header
        // that claims less than was read is one of those old routers that garble the field, and is not believed.
        long claimed = packetLength - (payloadOffset - packetOffset);
        payloadLength = available - ICMP_HEADER_LENGTH;
        if (claimed >= 0 && claimed < payloadLength) {
            payloadLength = claimed;
        }
    }

    /**
     * Says whether a whole IP header of the quoting message's family is there.
     *
     * @return true if addresses, protocol and TTL have been read
     */
    public boolean hasIpHeader() {
        return hasIpHeader;
    }

    /**
     * Says whether the quoted packet is an ICMP one of the same family and its eight header bytes are there.
     *
     * @return true if type, code, identifier and sequence have been read
     */
    public boolean hasIcmpHeader() {
        return hasIcmpHeader;
    }

    /**
     * Says whether an echo request with code 0 is quoted.
     *
     * @return true if identifier and sequence are those of an echo request
     */
    public boolean isEchoRequest() {
        return hasIcmpHeader && type == family.echoRequestType() && code == 0;
    }

    /**
     * Returns who sent the quoted packet, first half. Behind a NAT that is not always one's own address.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long sourceHigh() {
        return sourceHigh;
    }

    /**
     * Returns who sent the quoted packet, last half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long sourceLow() {
        return sourceLow;
    }

    /**
     * Returns whom the quoted packet was sent to, first half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long destinationHigh() {
        return destinationHigh;
    }

    /**
     * Returns whom the quoted packet was sent to, last half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long destinationLow() {
        return destinationLow;
    }

    /**
     * Returns the protocol the quoted packet carries, behind IPv6 extension headers if there are any.
     *
     * @return 0 to 255; -1 without an IP header
     */
    public int protocol() {
        return protocol;
    }

    /**
     * Returns the time to live or hop limit the quoted packet had left.
     *
     * @return 0 to 255; -1 without an IP header
     */
    public int ttl() {
        return ttl;
    }

    /**
     * Returns the quoted packet's length as its own header has it, with that header.
     *
     * @return in bytes; 0 without an IP header
     */
    public long packetLength() {
        return packetLength;
    }

    /**
     * Returns the quoted ICMP message's type.
     *
     * @return 0 to 255; -1 without an ICMP header
     */
    public int type() {
        return type;
    }

    /**
     * Returns the quoted ICMP message's code.
     *
     * @return 0 to 255; -1 without an ICMP header
     */
    public int code() {
        return code;
    }

    /**
     * Returns the quoted ICMP checksum, which may be wrong.
     *
     * @return 0 to 65,535; meaningless without an ICMP header
     */
    public int checksum() {
        return checksum;
    }

    /**
     * Returns the quoted echo message's identifier.
     *
     * @return 0 to 65,535; -1 without an ICMP header
     */
    public int identifier() {
        return identifier;
    }

    /**
     * Returns the quoted echo message's sequence.
     *
     * @return 0 to 65,535; -1 without an ICMP header
     */
    public int sequence() {
        return sequence;
    }

    /**
     * Returns where the quoted ICMP message's payload begins.
     *
     * @return an offset in the wrapped segment; 0 without an ICMP header
     */
    public long payloadOffset() {
        return payloadOffset;
    }

    /**
     * Returns how much of the quoted ICMP message's payload is there, without padding and extensions.
     *
     * @return in bytes, often 0
     */
    public long payloadLength() {
        return payloadLength;
    }
}
