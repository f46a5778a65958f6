package io.github.icmpffm.testnetwork;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An ICMP error, or a notice, with the packet it quotes: the request as it was when it reached the one who complains.
 */
public final class ErrorAnswer extends Answer {

    /** RFC 1812 section 4.3.2.3: an error's packet should not exceed 576 bytes. */
    private static final int LONGEST_IPV4_ERROR = 576;

    /** RFC 4443 section 2.4 (c): nor the minimum IPv6 MTU. */
    private static final int LONGEST_IPV6_ERROR = 1280;

    /** RFC 4884 section 5.1: with extensions the quoted packet is padded to at least so many bytes. */
    private static final int SHORTEST_EXTENDED_QUOTE = 128;

    /** Of the length field: what it should be. */
    private static final int TRUE_LENGTH = -1;

    private final int type;
    private final int code;
    private int rest;
    private byte[] quoted;
    private int quotedAfterHeader = Integer.MAX_VALUE;
    private byte[] extensions = {};
    private int lengthField = TRUE_LENGTH;
    private boolean badChecksum;

    ErrorAnswer(Request request, int type, int code) {
        super(request);
        this.type = type;
        this.code = code;
        this.quoted = request.packetAsItArrived();
    }

    /** The second half of the ICMP header: the MTU, pointer or gateway, as one big-endian word. */
    public ErrorAnswer withRest(int rest) {
        return changed(copy -> copy.rest = rest);
    }

    /** Quotes the IP header and 8 bytes more, all that RFC 792 asks for, and not the whole packet. */
    public ErrorAnswer quotingEightBytes() {
        return quotingBytes(8);
    }

    /** Quotes the IP header and {@code count} bytes after it. */
    public ErrorAnswer quotingBytes(int count) {
        return changed(copy -> copy.quotedAfterHeader = count);
    }

    /** Quotes somebody else's packet: the request's but for the id. */
    public ErrorAnswer quotingId(int id) {
        return requoting(id, request().sequence(), request().destination());
    }

    /** Quotes a packet that was never sent: the request's but for the sequence. */
    public ErrorAnswer quotingSequence(int sequence) {
        return requoting(request().id(), sequence, request().destination());
    }

    /** Quotes a packet to somebody else: the request's but for the destination. */
    public ErrorAnswer quotingDestination(String address) {
        return requoting(request().id(), request().sequence(), InetAddress.ofLiteral(address));
    }

    /** Quotes these bytes and no others. */
    public ErrorAnswer quotingPacket(byte[] packet) {
        return changed(copy -> copy.quoted = packet.clone());
    }

    /**
     * Appends an entry to the error's MPLS label stack (RFC 4950), as a router on a label-switched path does. The last
     * one appended gets the bottom-of-stack bit.
     */
    public ErrorAnswer withMpls(int label, int trafficClass, int ttl) {
        return changed(copy -> copy.extensions = Extensions.withLabel(extensions, label, trafficClass, ttl));
    }

    /** Appends this extension structure (RFC 4884 section 7), header included, as it is. */
    public ErrorAnswer withExtensions(byte[] structure) {
        return changed(copy -> copy.extensions = structure.clone());
    }

    /** Says nothing of how long the quoted packet is, as routers did before RFC 4884. */
    public ErrorAnswer withoutLengthField() {
        return withLengthField(0);
    }

    /** Says so of how long the quoted packet is, in words of 4 (IPv4) or 8 (IPv6) bytes, whatever it is. */
    public ErrorAnswer withLengthField(int words) {
        return changed(copy -> copy.lengthField = words);
    }

    /** Quotes the first fragment of a request, as if that (IPv6) had been too long for one packet: with a fragment header. */
    public ErrorAnswer quotingFirstFragment() {
        byte[] packet = request().packetAsItArrived();
        byte[] fragment = ByteBuffer.allocate(packet.length + 8)
                .put(packet, 0, WirePackets.IPV6_HEADER)
                .put(new byte[] {(byte) WirePackets.ICMPV6, 0, 0, 1, 1, 2, 3, 4}) // at 0, with more to come
                .put(packet, WirePackets.IPV6_HEADER, packet.length - WirePackets.IPV6_HEADER)
                .array();
        ByteBuffer.wrap(fragment).putShort(4, (short) (fragment.length - WirePackets.IPV6_HEADER)).put(6, (byte) 44);
        return quotingPacket(fragment);
    }

    /** Right in everything but the ICMP checksum. */
    public ErrorAnswer withBadChecksum() {
        return changed(copy -> copy.badChecksum = true);
    }

    @Override
    public ErrorAnswer after(Duration delay) {
        return (ErrorAnswer) super.after(delay);
    }

    @Override
    public ErrorAnswer from(String address) {
        return (ErrorAnswer) super.from(address);
    }

    @Override
    public ErrorAnswer withTtl(int ttl) {
        return (ErrorAnswer) super.withTtl(ttl);
    }

    @Override
    public ErrorAnswer withTos(int tos) {
        return (ErrorAnswer) super.withTos(tos);
    }

    @Override
    byte[] message() {
        byte[] quote = quote();
        int word = rest;
        if (extensions.length > 0 || lengthField != TRUE_LENGTH) {
            // RFC 4884 section 4: IPv4 counts words of 4 bytes in the header's sixth byte, IPv6 of 8 in its fifth.
            boolean ipv4 = request().isIpv4();
            int words = lengthField == TRUE_LENGTH ? quote.length / (ipv4 ? 4 : 8) : lengthField;
            word |= words << (ipv4 ? 16 : 24);
        }
        byte[] body = ByteBuffer.allocate(quote.length + extensions.length)
                .put(quote)
                .put(extensions)
                .array();
        byte[] message = sealed(WirePackets.message(type, code, word, body));
        if (badChecksum) {
            message[3] ^= 1;
        }
        return message;
    }

    private byte[] quote() {
        boolean ipv4 = request().isIpv4();
        int header = ipv4 ? WirePackets.IPV4_HEADER : WirePackets.IPV6_HEADER;
        int room = (ipv4 ? LONGEST_IPV4_ERROR : LONGEST_IPV6_ERROR) - header - WirePackets.ICMP_HEADER
                - extensions.length;
        long wanted = Math.min(request().messageAt() + (long) quotedAfterHeader, room);
        int length = (int) Math.min(wanted, quoted.length);
        if (extensions.length == 0) {
            return Arrays.copyOf(quoted, length);
        }
        int padded = Math.max(SHORTEST_EXTENDED_QUOTE, (length + 7) / 8 * 8);
        return Arrays.copyOf(Arrays.copyOf(quoted, length), Math.min(padded, room / 8 * 8));
    }

    /** Checksums in the quoted packet are set right again: it is a packet that somebody could have sent. */
    private ErrorAnswer requoting(int id, int sequence, InetAddress destination) {
        byte[] packet = request().packetAsItArrived();
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        int messageAt = request().messageAt();
        bytes.putShort(messageAt + 4, (short) id);
        bytes.putShort(messageAt + 6, (short) sequence);
        byte[] message = Arrays.copyOfRange(packet, messageAt, packet.length);
        bytes.putShort(messageAt + 2, (short) WirePackets.icmpChecksum(message, request().source(), destination));
        if (request().isIpv4()) {
            bytes.put(16, destination.getAddress());
            WirePackets.sealHeader4(packet);
        } else {
            bytes.put(24, destination.getAddress());
        }
        return quotingPacket(packet);
    }

    private ErrorAnswer changed(Consumer<ErrorAnswer> change) {
        ErrorAnswer copy = (ErrorAnswer) copy();
        change.accept(copy);
        return copy;
    }
}
