package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * A reusable view of one received ICMP or ICMPv6 message: no copy, no object, no exception. The receiving loop wraps one
 * message after the other with the same view and reads the fields it needs.
 *
 * <pre>{@code
 * if (!view.wrapIpv4(buffer, 0, received)) {
 *     return;                                     // view.malformation() says why
 * }
 * if (view.isEchoReply() && view.checksumIsRight()) {
 *     … view.identifier(), view.sequence(), view.payloadOffset(), view.payloadLength()
 * } else if (view.isError() && view.quotesEchoRequest()) {
 *     … view.quoted().destinationLow(), view.quoted().identifier(), view.quoted().sequence()
 * }
 * }</pre>
 *
 * <p>Whatever bytes arrive, wrapping answers true or false and reads nothing outside the given range. A message that
 * cannot be read gives false; its type is then -1, so that it is neither reply nor error. An error whose <em>quote</em>
 * cannot be read is well formed, it only does not {@linkplain #quotesEchoRequest() quote an echo request}.
 *
 * <p>The view refers to the wrapped segment until the next {@code wrap}; when the bytes change, what it says is
 * undefined. Offsets it returns are offsets in that segment. Not thread-safe.
 */
public final class IcmpView {
    private static final int HEADER_LENGTH = 8;

    private final IpEnvelope envelope = new IpEnvelope();
    private final QuotedView quoted = new QuotedView();

    private Family family = Family.IPV4;
    private MemorySegment segment = MemorySegment.NULL;
    private String malformation = "nothing has been wrapped yet";
    private long start;
    private long length;
    private int type = -1;
    private int code = -1;
    private int restOfHeader;
    private long extensionsOffset;

    /** Makes a view of nothing. */
    public IcmpView() {}

    /**
     * Looks at a message that begins with its ICMP header: from a datagram socket, from a raw IPv6 socket, or one's own
     * request as the error queue gives it back.
     *
     * @param family the family; bytes alone do not tell
     * @param segment where the message is
     * @param offset its first byte
     * @param length its length in bytes
     * @return true if it is well formed; otherwise {@link #malformation()} says why
     */
    public boolean wrap(Family family, MemorySegment segment, long offset, long length) {
        forget(family, segment);
        if (!BigEndian.contains(segment, offset, length)) {
            return malformed("it does not lie within its buffer");
        }
        return wrapMessage(offset, length);
    }

    /**
     * Looks at an IPv4 packet with an ICMP message in it, as raw IPv4 sockets deliver it. Bytes beyond the header's
     * total length are cut away. The IP header's checksum is not looked at: the kernel has done so.
     *
     * @param segment where the packet is
     * @param offset its first byte
     * @param length the number of bytes received
     * @return true if it is well formed; otherwise {@link #malformation()} says why
     */
    public boolean wrapIpv4(MemorySegment segment, long offset, long length) {
        return wrapIpv4(segment, offset, length, false);
    }

    /**
     * Looks at the beginning of an IPv4 packet that was longer than the buffer it was received in: what it is can be
     * told, but its checksum and payload are not whole.
     *
     * @param segment where the packet is
     * @param offset its first byte
     * @param length the number of bytes kept
     * @return true if it is well formed as far as it goes; otherwise {@link #malformation()} says why
     */
    public boolean wrapCutIpv4(MemorySegment segment, long offset, long length) {
        return wrapIpv4(segment, offset, length, true);
    }

    private boolean wrapIpv4(MemorySegment segment, long offset, long length, boolean cut) {
        forget(Family.IPV4, segment);
        if (!BigEndian.contains(segment, offset, length)) {
            return malformed("it does not lie within its buffer");
        }
        return envelope.openIpv4(segment, offset, length, cut)
                ? wrapMessage(envelope.contentOffset(), envelope.contentLength())
                : malformed(envelope.malformation());
    }

    /**
     * Looks at an IPv6 packet with an ICMPv6 message in it. Sockets never deliver those, but TUN devices and captures
     * do. Hop-by-hop, destination and first-fragment headers are skipped; bytes beyond the payload length are cut away.
     *
     * @param segment where the packet is
     * @param offset its first byte
     * @param length the number of bytes received
     * @return true if it is well formed; otherwise {@link #malformation()} says why
     */
    public boolean wrapIpv6(MemorySegment segment, long offset, long length) {
        forget(Family.IPV6, segment);
        if (!BigEndian.contains(segment, offset, length)) {
            return malformed("it does not lie within its buffer");
        }
        return envelope.openIpv6(segment, offset, length)
                ? wrapMessage(envelope.contentOffset(), envelope.contentLength())
                : malformed(envelope.malformation());
    }

    private void forget(Family family, MemorySegment segment) {
        this.family = family;
        this.segment = segment;
        malformation = "";
        start = 0;
        length = 0;
        type = -1;
        code = -1;
        restOfHeader = 0;
        extensionsOffset = 0;
        envelope.clear();
        quoted.clear();
    }

    private boolean malformed(String reason) {
        malformation = reason;
        return false;
    }

    private boolean wrapMessage(long offset, long length) {
        if (length < HEADER_LENGTH) {
            return malformed("it is shorter than an ICMP header");
        }
        this.start = offset;
        this.length = length;
        type = BigEndian.u8(segment, offset);
        code = BigEndian.u8(segment, offset + 1);
        restOfHeader = BigEndian.i32(segment, offset + 4);
        extensionsOffset = start + length;
        if (type == IcmpType.V6_REDIRECT && family == Family.IPV6) {
            wrapRedirectedHeader();
        } else if (isError() || isNotice()) {
            long datagram = ExtensionSplit.datagramLength(family, type, segment, start, length);
            quoted.wrap(family, segment, start + HEADER_LENGTH, datagram);
            extensionsOffset = start + HEADER_LENGTH + datagram;
        }
        return true;
    }

    /**
     * An ICMPv6 redirect quotes in an option behind two addresses: RFC 4861 sections 4.5 and 4.6.3. Options count their
     * length in units of eight bytes.
     */
    private void wrapRedirectedHeader() {
        long end = start + length;
        long at = start + HEADER_LENGTH + 32;
        while (end - at >= 8) {
            long optionLength = 8L * BigEndian.u8(segment, at + 1);
            if (optionLength == 0 || optionLength > end - at) {
                return;
            }
            if (BigEndian.u8(segment, at) == 4) {
                quoted.wrap(family, segment, at + 8, optionLength - 8);
                return;
            }
            at += optionLength;
        }
    }

    /**
     * Says why the last {@code wrap} answered false.
     *
     * @return a constant that continues "malformed, because "; empty if the message is well formed
     */
    public String malformation() {
        return malformation;
    }

    /**
     * Returns the wrapped message's family.
     *
     * @return the family
     */
    public Family family() {
        return family;
    }

    /**
     * Returns the wrapped segment.
     *
     * @return what was given to {@code wrap}
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Returns where the ICMP header begins.
     *
     * @return an offset in the segment
     */
    public long offset() {
        return start;
    }

    /**
     * Returns the message's length from its ICMP header on.
     *
     * @return in bytes, at least 8; 0 if malformed
     */
    public long length() {
        return length;
    }

    /**
     * Returns the message's type.
     *
     * @return 0 to 255; -1 if malformed
     */
    public int type() {
        return type;
    }

    /**
     * Returns the message's code.
     *
     * @return 0 to 255; -1 if malformed
     */
    public int code() {
        return code;
    }

    /**
     * Returns the header's last 32 bits as they are on the wire: id and sequence, gateway, MTU or pointer.
     *
     * @return the bits; {@link ErrorText} knows what they mean
     */
    public int restOfHeader() {
        return restOfHeader;
    }

    /**
     * Returns the message's checksum, right or wrong.
     *
     * @return 0 to 65,535; 0 if the message is malformed
     */
    public int checksum() {
        return type < 0 ? 0 : BigEndian.u16(segment, start + 2);
    }

    /**
     * Says whether the message's checksum is right. Without an IPv6 header there is nothing to check an ICMPv6 message
     * against; this then answers true, since the kernel drops those with a wrong one before any socket sees them.
     *
     * @return false if the message is malformed or its checksum wrong
     */
    public boolean checksumIsRight() {
        if (type < 0) {
            return false;
        }
        if (family == Family.IPV4) {
            return InternetChecksum.isRight(segment, start, length);
        }
        if (!hasIpHeader()) {
            return true;
        }
        long pseudoHeader = InternetChecksum.sumOfPseudoHeader(
                sourceHigh(), sourceLow(), destinationHigh(), destinationLow(), length);
        return InternetChecksum.fold(pseudoHeader + InternetChecksum.sum(segment, start, length)) == 0xffff;
    }

    /**
     * Returns an echo message's identifier.
     *
     * @return 0 to 65,535; meaningless for other types
     */
    public int identifier() {
        return restOfHeader >>> 16;
    }

    /**
     * Returns an echo message's sequence.
     *
     * @return 0 to 65,535; meaningless for other types
     */
    public int sequence() {
        return restOfHeader & 0xffff;
    }

    /**
     * Returns where the bytes after the 8-byte ICMP header begin.
     *
     * @return an offset in the segment
     */
    public long payloadOffset() {
        return start + HEADER_LENGTH;
    }

    /**
     * Returns the number of bytes after the 8-byte ICMP header.
     *
     * @return 0 or more; 0 if malformed
     */
    public long payloadLength() {
        return Math.max(0, length - HEADER_LENGTH);
    }

    /**
     * Says whether the message came in an IP header, from which the TTL and the addresses are.
     *
     * @return true after {@code wrapIpv4} or {@code wrapIpv6} on a packet whose IP header is well formed
     */
    public boolean hasIpHeader() {
        return envelope.ttl() >= 0;
    }

    /**
     * Returns the IP header's time to live or hop limit.
     *
     * @return 0 to 255; -1 without an IP header
     */
    public int ttl() {
        return envelope.ttl();
    }

    /**
     * Returns the IP header's source address, first half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long sourceHigh() {
        return envelope.sourceHigh();
    }

    /**
     * Returns the IP header's source address, last half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long sourceLow() {
        return envelope.sourceLow();
    }

    /**
     * Returns the IP header's destination address, first half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long destinationHigh() {
        return envelope.destinationHigh();
    }

    /**
     * Returns the IP header's destination address, last half.
     *
     * @return bits as in {@link AddressBits}; 0 without an IP header
     */
    public long destinationLow() {
        return envelope.destinationLow();
    }

    /**
     * Says whether this is an echo reply, of whatever code.
     *
     * @return true for ICMP 0 and ICMPv6 129
     */
    public boolean isEchoReply() {
        return type == family.echoReplyType();
    }

    /**
     * Says whether this is an echo request, of whatever code.
     *
     * @return true for ICMP 8 and ICMPv6 128
     */
    public boolean isEchoRequest() {
        return type == family.echoRequestType();
    }

    /**
     * Says whether this reports a lost packet.
     *
     * @return true for the types of {@link IcmpType#isError}
     */
    public boolean isError() {
        return IcmpType.isError(family, type);
    }

    /**
     * Says whether this speaks of a packet that was not lost. The ICMPv6 redirect counts: its quote, in an option, is
     * found like that of the others.
     *
     * @return true for the types of {@link IcmpType#isNotice}
     */
    public boolean isNotice() {
        return IcmpType.isNotice(family, type);
    }

    /**
     * Says whether this error or notice quotes an echo request of the same family: code 0, with at least the eight bytes
     * of its ICMP header, not a later fragment.
     *
     * @return true if so; {@link #quoted()} then has its fields
     */
    public boolean quotesEchoRequest() {
        return quoted.isEchoRequest();
    }

    /**
     * Returns what this error or notice quotes.
     *
     * @return always the same object, about the message wrapped last; empty where nothing is quoted
     */
    public QuotedView quoted() {
        return quoted;
    }

    /**
     * Returns where the extension structure behind the quoted packet begins (RFC 4884).
     *
     * @return an offset in the segment, for {@link IcmpExtensions#read}
     */
    public long extensionsOffset() {
        return extensionsOffset;
    }

    /**
     * Returns how long the extension structure is.
     *
     * @return in bytes; 0 if there is none
     */
    public long extensionsLength() {
        return start + length - extensionsOffset;
    }
}
