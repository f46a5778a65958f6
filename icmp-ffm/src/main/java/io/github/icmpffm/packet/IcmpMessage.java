package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;

/**
 * One ICMP or ICMPv6 message as a value, for people, tools and tests. It copies, where {@link IcmpView} does not.
 *
 * <pre>{@code
 * switch (IcmpMessage.decode(Family.IPV4, bytes)) {
 *     case EchoRequest request -> …
 *     case EchoReply reply -> …
 *     case ErrorMessage error -> error.quoted().ifPresent(packet -> …);
 *     case OtherMessage other -> …
 *     case Malformed malformed -> print(malformed.reason());
 * }
 * }</pre>
 *
 * <p>All messages are immutable and compare by content.
 */
public sealed interface IcmpMessage permits EchoRequest, EchoReply, ErrorMessage, OtherMessage, Malformed {
    /**
     * Decodes a message that begins with its ICMP header. The checksum of an ICMP message must be right; that of an
     * ICMPv6 message covers addresses that are not here, so it is not looked at.
     *
     * @param family the family; bytes alone do not tell
     * @param bytes the whole message
     * @return the message; {@link Malformed}, never an exception, if the bytes are none
     */
    static IcmpMessage decode(Family family, byte[] bytes) {
        return decode(family, MemorySegment.ofArray(bytes));
    }

    /**
     * Decodes a message that begins with its ICMP header, as {@link #decode(Family, byte[])} does.
     *
     * @param family the family
     * @param segment the whole message; copied
     * @return the message; {@link Malformed}, never an exception, if the bytes are none
     */
    static IcmpMessage decode(Family family, MemorySegment segment) {
        return MessageDecoder.decode(family, segment);
    }

    /**
     * Decodes an IPv4 or IPv6 packet with a message in it. All its checksums must be right.
     *
     * @param bytes the packet from its IP header on; what is beyond the length in that header is ignored
     * @return the message; {@link Malformed}, never an exception, if the bytes are none
     */
    static IcmpMessage decodePacket(byte[] bytes) {
        return decodePacket(MemorySegment.ofArray(bytes));
    }

    /**
     * Decodes an IPv4 or IPv6 packet with a message in it, as {@link #decodePacket(byte[])} does.
     *
     * @param segment the packet; copied
     * @return the message; {@link Malformed}, never an exception, if the bytes are none
     */
    static IcmpMessage decodePacket(MemorySegment segment) {
        return MessageDecoder.decodePacket(segment);
    }

    /**
     * Returns the family.
     *
     * @return the family
     */
    Family family();

    /**
     * Returns the type.
     *
     * @return 0 to 255, see {@link IcmpType}; -1 for {@link Malformed}
     */
    int type();

    /**
     * Returns the code.
     *
     * @return 0 to 255; -1 for {@link Malformed}
     */
    int code();

    /**
     * Describes the message in one line, in the manner of tcpdump.
     *
     * @return for instance {@code ICMP echo request, id 4660, seq 1, 56 bytes of payload}
     */
    String describe();

    /**
     * Encodes the message from its ICMP header on: with the right checksum for IPv4, with 0 for IPv6, as one hands it to
     * a raw ICMPv6 socket. {@link Malformed} gives back its bytes.
     *
     * @return the bytes
     */
    default byte[] encode() {
        return MessageEncoder.encode(this);
    }

    /**
     * Encodes the message with the right checksum for a packet between these addresses. For IPv4 they do not matter.
     *
     * @param source the packet's source
     * @param destination the packet's destination
     * @return the bytes
     */
    default byte[] encode(InetAddress source, InetAddress destination) {
        return MessageEncoder.encode(this, source, destination);
    }
}
