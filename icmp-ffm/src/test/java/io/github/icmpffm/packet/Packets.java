package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes the tests of this package share. */
final class Packets {
    static final InetAddress US = address("192.0.2.1");
    static final InetAddress TARGET = address("8.8.8.8");
    static final InetAddress ROUTER = address("203.0.113.9");
    static final InetAddress US_6 = address("2001:db8::1");
    static final InetAddress TARGET_6 = address("2001:db8::2");
    static final InetAddress ROUTER_6 = address("2001:db8:ffff::9");

    static final int ID = 4660;

    private Packets() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    static MemorySegment heap(byte[] bytes) {
        return MemorySegment.ofArray(bytes);
    }

    static EchoRequest request(Family family) {
        return new EchoRequest(family, ID, 1, EchoPayload.ofLength(56));
    }

    /** Our echo request as it travels. */
    static byte[] requestPacket(Family family) {
        return switch (family) {
            case IPV4 ->
                Ipv4Header.forIcmp(US, TARGET, 64).packet(request(family).encode());
            case IPV6 ->
                Ipv6Header.forIcmp(US_6, TARGET_6, 64).packet(request(family).encode(US_6, TARGET_6));
        };
    }

    /** A packet from a router to us. */
    static byte[] fromRouter(IcmpMessage message) {
        return switch (message.family()) {
            case IPV4 -> Ipv4Header.forIcmp(ROUTER, US, 60).packet(message.encode());
            case IPV6 -> Ipv6Header.forIcmp(ROUTER_6, US_6, 60).packet(message.encode(ROUTER_6, US_6));
        };
    }

    /** An ICMPv6 redirect that quotes a packet, with another option before the quote. */
    static byte[] redirect6(byte[] datagram) {
        int padded = (datagram.length + 7) / 8 * 8;
        return ByteBuffer.allocate(40 + 8 + 8 + padded)
                .put((byte) IcmpType.V6_REDIRECT)
                .position(8)
                .put(ROUTER_6.getAddress())
                .put(TARGET_6.getAddress())
                .put(hex("0201 020304050607")) // target link-layer address
                .put((byte) 4)
                .put((byte) (1 + padded / 8))
                .position(56)
                .put(datagram)
                .array();
    }

    /** One message of each kind and family. */
    static List<IcmpMessage> oneOfEach() {
        MplsLabelStack labels = new MplsLabelStack(
                List.of(new MplsLabel(16001, 0, false, 1), new MplsLabel(1_048_575, 7, true, 255)));
        UnknownExtension unknown = new UnknownExtension(2, 8, hex("00000001"));
        List<IcmpMessage> all = new ArrayList<>();
        for (Family family : Family.values()) {
            byte[] quoted = requestPacket(family);
            all.add(request(family));
            all.add(request(family).reply());
            all.add(new EchoReply(family, 0, 0, new byte[0]));
            all.add(new EchoRequest(family, 3, 0xffff, 0xffff, hex("01")));
            for (int type = 0; type < 256; type++) {
                if (ErrorMessage.quotes(family, type)) {
                    ErrorMessage error = ErrorMessage.of(family, type, 1, 0x0000_0500, quoted);
                    all.add(error);
                    if (IcmpType.mayCarryExtensions(family, type)) {
                        all.add(error.withExtensions(labels, unknown));
                        all.add(error.withExtensions(unknown));
                    }
                }
            }
            all.add(new OtherMessage(family, 200, 7, 0x01020304, hex("0506070809")));
        }
        all.add(IcmpMessage.decode(Family.IPV6, redirect6(requestPacket(Family.IPV6))));
        return all;
    }
}
