package io.github.icmpffm.testnetwork;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Tells the echo requests among the packets that come out of the kernel. What the kernel sends on its own account
 * (router solicitations, multicast reports) and what is no ICMP is passed over; an ICMP packet that is not as its RFC
 * wants it is {@link MalformedPacket malformed}.
 */
final class PacketReader {

    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;

    private final Fragments fragments = new Fragments();

    /** The echo request that {@code bytes} are, or complete; null if they are something else, or not yet complete. */
    @Nullable
    Request read(byte[] bytes, long arrivedNanos) throws MalformedPacket {
        return switch (WirePackets.version(bytes)) {
            case 4 -> read4(bytes, arrivedNanos);
            case 6 -> read6(bytes, arrivedNanos);
            default -> throw new MalformedPacket("its IP version is " + WirePackets.version(bytes));
        };
    }

    @Nullable
    private Request read4(byte[] bytes, long arrivedNanos) throws MalformedPacket {
        require(bytes.length >= WirePackets.IPV4_HEADER, "shorter than an IPv4 header");
        int header = WirePackets.headerLength4(bytes);
        require(header >= WirePackets.IPV4_HEADER && header <= bytes.length, "header length " + header);
        require(WirePackets.unsignedShort(bytes, 2) == bytes.length, "its total length is not its length");
        require(WirePackets.checksum(bytes, 0, header) == 0, "wrong IPv4 header checksum");
        if (bytes[9] != WirePackets.ICMP) {
            return null;
        }
        Fragments.Whole whole = fragments.add4(bytes);
        return whole == null ? null : echoRequest(whole, header, ECHO_REQUEST, 12, 4, arrivedNanos);
    }

    @Nullable
    private Request read6(byte[] bytes, long arrivedNanos) throws MalformedPacket {
        require(bytes.length >= WirePackets.IPV6_HEADER, "shorter than an IPv6 header");
        require(
                WirePackets.unsignedShort(bytes, 4) == bytes.length - WirePackets.IPV6_HEADER,
                "its payload length is not its payload's length");
        Fragments.Whole whole = fragments.add6(bytes);
        if (whole == null || whole.packet[6] != WirePackets.ICMPV6) {
            return null;
        }
        return echoRequest(whole, WirePackets.IPV6_HEADER, ECHO_REQUEST_V6, 8, 16, arrivedNanos);
    }

    @Nullable
    private static Request echoRequest(
            Fragments.Whole whole, int messageAt, int echoType, int addressAt, int addressLength, long arrivedNanos)
            throws MalformedPacket {
        byte[] packet = whole.packet;
        require(packet.length >= messageAt + WirePackets.ICMP_HEADER, "shorter than an ICMP header");
        if (WirePackets.unsignedByte(packet, messageAt) != echoType) {
            return null;
        }
        InetAddress source = WirePackets.address(packet, addressAt, addressLength);
        InetAddress destination = WirePackets.address(packet, addressAt + addressLength, addressLength);
        Request request = new Request(packet, messageAt, source, destination, whole.largestFragment, arrivedNanos);
        byte[] message = request.message();
        int checksum = WirePackets.unsignedShort(message, 2);
        int expected = WirePackets.icmpChecksum(message, source, destination);
        require(checksum == expected, "its ICMP checksum is %04x and not %04x".formatted(checksum, expected));
        return request;
    }

    private static void require(boolean condition, String complaint) throws MalformedPacket {
        if (!condition) {
            throw new MalformedPacket(complaint);
        }
    }
}
