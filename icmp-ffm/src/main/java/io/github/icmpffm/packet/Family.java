package io.github.icmpffm.packet;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The two families of the Internet Protocol, with the numbers in which ICMP (RFC 792) and ICMPv6 (RFC 4443) differ.
 */
public enum Family {
    /** IPv4 and ICMP, RFC 791 and RFC 792. */
    IPV4(1, IcmpType.V4_ECHO_REQUEST, IcmpType.V4_ECHO_REPLY, 20, 65_535 - 20 - 8, "ICMP"),

    /** IPv6 and ICMPv6, RFC 8200 and RFC 4443. */
    IPV6(58, IcmpType.V6_ECHO_REQUEST, IcmpType.V6_ECHO_REPLY, 40, 65_535 - 8, "ICMPv6");

    private final int protocol;
    private final int echoRequestType;
    private final int echoReplyType;
    private final int ipHeaderLength;
    private final int maximumPayloadLength;
    private final String protocolName;

    Family(
            int protocol,
            int echoRequestType,
            int echoReplyType,
            int ipHeaderLength,
            int maximumPayloadLength,
            String protocolName) {
        this.protocol = protocol;
        this.echoRequestType = echoRequestType;
        this.echoReplyType = echoReplyType;
        this.ipHeaderLength = ipHeaderLength;
        this.maximumPayloadLength = maximumPayloadLength;
        this.protocolName = protocolName;
    }

    /**
     * Returns the family an address belongs to. The JDK turns an IPv4-mapped IPv6 address into an IPv4 one when it makes
     * the object, so no mapped address arrives here as IPv6.
     *
     * @param address any address
     * @return its family
     */
    public static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /**
     * Returns the number in the IP header's protocol (next header) field.
     *
     * @return 1 for ICMP, 58 for ICMPv6
     */
    public int protocol() {
        return protocol;
    }

    /**
     * Returns the type of an echo request.
     *
     * @return 8 or 128
     */
    public int echoRequestType() {
        return echoRequestType;
    }

    /**
     * Returns the type of an echo reply.
     *
     * @return 0 or 129
     */
    public int echoReplyType() {
        return echoReplyType;
    }

    /**
     * Returns the length of the IP header without options or extension headers.
     *
     * @return 20 or 40 bytes
     */
    public int ipHeaderLength() {
        return ipHeaderLength;
    }

    /**
     * Returns the length of an echo request's packet: IP header without options, ICMP header and payload.
     *
     * @param payloadLength in bytes
     * @return in bytes
     */
    public int packetLength(int payloadLength) {
        return ipHeaderLength + EchoTemplate.HEADER_LENGTH + payloadLength;
    }

    /**
     * Returns the largest payload of an echo request that still fits into one IP packet (without jumbograms).
     *
     * @return 65,507 or 65,527 bytes
     */
    public int maximumPayloadLength() {
        return maximumPayloadLength;
    }

    /**
     * Returns the protocol's name for people.
     *
     * @return {@code ICMP} or {@code ICMPv6}
     */
    public String protocolName() {
        return protocolName;
    }
}
