package io.github.icmpffm.testnetwork;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Packets as bytes, built the plain and slow way. Nothing here uses the library's own {@code packet} package: a fixture
 * that checked the library's bytes with the library's code would prove that the code agrees with itself.
 */
final class WirePackets {

    static final int ICMP = 1;
    static final int ICMPV6 = 58;

    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;
    static final int ICMP_HEADER = 8;

    private WirePackets() {}

    /** The RFC 1071 checksum of {@code bytes[from, to)}: word by word, the carry folded at every step. */
    static int checksum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i += 2) {
            int high = bytes[i] & 0xff;
            int low = i + 1 < to ? bytes[i + 1] & 0xff : 0;
            sum += high << 8 | low;
            if (sum > 0xffff) {
                sum = (sum & 0xffff) + 1;
            }
        }
        return ~sum & 0xffff;
    }

    /** An ICMP message; its checksum is still zero. {@code rest} is the header's second half. */
    static byte[] message(int type, int code, int rest, byte[] body) {
        return ByteBuffer.allocate(ICMP_HEADER + body.length)
                .put((byte) type)
                .put((byte) code)
                .putShort((short) 0)
                .putInt(rest)
                .put(body)
                .array();
    }

    /** The checksum {@code message} ought to carry: ICMPv6 includes a pseudo-header (RFC 4443 section 2.3). */
    static int icmpChecksum(byte[] message, InetAddress source, InetAddress destination) {
        byte[] zeroed = message.clone();
        zeroed[2] = 0;
        zeroed[3] = 0;
        if (source instanceof Inet4Address) {
            return checksum(zeroed, 0, zeroed.length);
        }
        byte[] summed = ByteBuffer.allocate(40 + zeroed.length)
                .put(source.getAddress())
                .put(destination.getAddress())
                .putInt(zeroed.length)
                .putInt(ICMPV6)
                .put(zeroed)
                .array();
        return checksum(summed, 0, summed.length);
    }

    /** Puts {@code checksum} into a message. */
    static void setChecksum(byte[] message, int checksum) {
        ByteBuffer.wrap(message).putShort(2, (short) checksum);
    }

    /** An IP packet around an ICMP message, of the addresses' family. */
    static byte[] packet(InetAddress source, InetAddress destination, int ttl, int tos, byte[] message) {
        return source instanceof Inet4Address
                ? packet4(source, destination, ttl, tos, message)
                : packet6(source, destination, ttl, tos, message);
    }

    private static byte[] packet4(InetAddress source, InetAddress destination, int ttl, int tos, byte[] message) {
        int length = IPV4_HEADER + message.length;
        if (length > 0xffff) {
            throw new IllegalArgumentException("an IPv4 packet cannot be " + length + " bytes long");
        }
        byte[] packet = ByteBuffer.allocate(length)
                .put((byte) 0x45)
                .put((byte) tos)
                .putShort((short) length)
                .putInt(0)
                .put((byte) ttl)
                .put((byte) ICMP)
                .putShort((short) 0)
                .put(source.getAddress())
                .put(destination.getAddress())
                .put(message)
                .array();
        sealHeader4(packet);
        return packet;
    }

    private static byte[] packet6(InetAddress source, InetAddress destination, int ttl, int tos, byte[] message) {
        if (message.length > 0xffff) {
            throw new IllegalArgumentException("an IPv6 payload cannot be " + message.length + " bytes long");
        }
        return ByteBuffer.allocate(IPV6_HEADER + message.length)
                .putInt(6 << 28 | (tos & 0xff) << 20)
                .putShort((short) message.length)
                .put((byte) ICMPV6)
                .put((byte) ttl)
                .put(source.getAddress())
                .put(destination.getAddress())
                .put(message)
                .array();
    }

    /** Sets an IPv4 header's checksum anew. */
    static void sealHeader4(byte[] packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        bytes.putShort(10, (short) 0);
        bytes.putShort(10, (short) checksum(packet, 0, headerLength4(packet)));
    }

    static int headerLength4(byte[] packet) {
        return (packet[0] & 0x0f) * 4;
    }

    static int version(byte[] packet) {
        return packet.length == 0 ? 0 : packet[0] >> 4 & 0x0f;
    }

    static int unsignedByte(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** The address at {@code from}. */
    static InetAddress address(byte[] packet, int from, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(packet, from, from + length));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(length + " bytes are no address", e);
        }
    }
}
