package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ICMP error says of the packet it quotes, as a value. {@link QuotedView} says the same without objects.
 *
 * @param source who sent the packet
 * @param destination whom it was sent to
 * @param protocol what it carried, 0 to 255, behind IPv6 extension headers if there are any
 * @param ttl the time to live or hop limit it had left, 0 to 255
 * @param length its length by its own header, with that header, in bytes
 * @param icmp the ICMP header in it; null if it carried something else, or the quote ends before
 */
public record QuotedPacket(
        InetAddress source,
        InetAddress destination,
        int protocol,
        int ttl,
        long length,
        @Nullable QuotedIcmp icmp) {

    /**
     * The header of a quoted ICMP message.
     *
     * @param type 0 to 255
     * @param code 0 to 255
     * @param identifier of an echo message, 0 to 65,535
     * @param sequence of an echo message, 0 to 65,535
     * @param payloadLength how much of the payload was quoted, in bytes
     */
    public record QuotedIcmp(int type, int code, int identifier, int sequence, long payloadLength) {}

    /**
     * Decodes a quote.
     *
     * @param family of the message that quotes
     * @param datagram the quoted bytes
     * @return the packet; empty if they do not begin with a whole IP header of that family
     */
    static Optional<QuotedPacket> decode(Family family, byte[] datagram) {
        QuotedView view = new QuotedView();
        view.wrap(family, MemorySegment.ofArray(datagram), 0, datagram.length);
        return view.hasIpHeader() ? Optional.of(of(view)) : Optional.empty();
    }

    private static QuotedPacket of(QuotedView view) {
        return new QuotedPacket(
                AddressBits.toInetAddress(view.sourceHigh(), view.sourceLow()),
                AddressBits.toInetAddress(view.destinationHigh(), view.destinationLow()),
                view.protocol(),
                view.ttl(),
                view.packetLength(),
                view.hasIcmpHeader()
                        ? new QuotedIcmp(
                                view.type(), view.code(), view.identifier(), view.sequence(), view.payloadLength())
                        : null);
    }

    /**
     * Describes the packet in a few words.
     *
     * @return for instance {@code echo request to 8.8.8.8, id 4660, seq 1} or {@code UDP packet to 8.8.8.8}
     */
    public String describe() {
        String to = " to " + AddressText.of(destination);
        if (icmp == null) {
            return protocolName() + " packet" + to;
        }
        // An ICMP header is only ever quoted with its own family's protocol number.
        Family family = protocol == Family.IPV4.protocol() ? Family.IPV4 : Family.IPV6;
        boolean echo = icmp.type == family.echoRequestType() || icmp.type == family.echoReplyType();
        return IcmpType.nameOf(family, icmp.type)
                + to
                + (echo ? ", id " + icmp.identifier + ", seq " + icmp.sequence : "");
    }

    private String protocolName() {
        return switch (protocol) {
            case 1 -> "ICMP";
            case 6 -> "TCP";
            case 17 -> "UDP";
            case 58 -> "ICMPv6";
            default -> "protocol " + protocol;
        };
    }
}
