package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.ROUTER_6;
import static io.github.icmpffm.packet.Packets.TARGET;
import static io.github.icmpffm.packet.Packets.US;
import static io.github.icmpffm.packet.Packets.US_6;
import static io.github.icmpffm.packet.Packets.fromRouter;
import static io.github.icmpffm.packet.Packets.hex;
import static io.github.icmpffm.packet.Packets.oneOfEach;
import static io.github.icmpffm.packet.Packets.request;
import static io.github.icmpffm.packet.Packets.requestPacket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IcmpMessageTest {
    static List<IcmpMessage> messages() {
        return oneOfEach();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsEncodedIsDecodedAsTheSame(IcmpMessage message) {
        assertThat(message).isNotInstanceOf(Malformed.class);
        IcmpMessage decoded = IcmpMessage.decode(message.family(), message.encode());
        assertThat(decoded).isEqualTo(message).hasSameHashCodeAs(message).hasToString(message.toString());
        assertThat(decoded.encode()).isEqualTo(message.encode());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aWholePacketIsDecodedAsTheSame(IcmpMessage message) {
        assertThat(IcmpMessage.decodePacket(fromRouter(message))).isEqualTo(message);
    }

    @Test
    void messagesOfDifferentContentDiffer() {
        List<IcmpMessage> all = oneOfEach();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                assertThat(all.get(i).equals(all.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void theEncodedChecksumsAreThoseOfTheVectors() {
        byte[] payload = hex("0001020304050607");
        assertThat(new EchoRequest(Family.IPV4, 0x1234, 1, payload).encode())
                .isEqualTo(hex("0800d9ba12340001 0001020304050607"));
        assertThat(new EchoRequest(Family.IPV6, 0x1234, 1, payload).encode(US_6, Packets.TARGET_6))
                .isEqualTo(hex("800005fb12340001 0001020304050607"));
        assertThat(new EchoRequest(Family.IPV6, 0x1234, 1, payload).encode())
                .isEqualTo(hex("8000000012340001 0001020304050607"));
        assertThat(new EchoReply(Family.IPV4, 0, 0, new byte[0]).encode()).isEqualTo(hex("0000ffff00000000"));
    }

    @Test
    void aMessageIsDescribedInOneLine() {
        assertThat(request(Family.IPV4).describe()).isEqualTo("ICMP echo request, id 4660, seq 1, 56 bytes of payload");
        assertThat(new EchoReply(Family.IPV6, 3, 1, 2, new byte[0]))
                .hasToString("ICMPv6 echo reply with code 3, id 1, seq 2, 0 bytes of payload");
        assertThat(ErrorMessage.of(Family.IPV4, 3, 1, 0, requestPacket(Family.IPV4))
                .describe())
                .isEqualTo("ICMP destination unreachable (Destination Host Unreachable) for echo request to 8.8.8.8, "
                        + "id 4660, seq 1");
        assertThat(ErrorMessage.of(Family.IPV6, 2, 0, 1280, requestPacket(Family.IPV6)))
                .hasToString("ICMPv6 packet too big (Packet too big: mtu=1280) for echo request to 2001:db8::2, "
                        + "id 4660, seq 1");
        assertThat(ErrorMessage.of(Family.IPV4, 11, 0, 0, hex("4500")).describe())
                .isEqualTo("ICMP time exceeded (Time to live exceeded), quoting 2 bytes that are no IP packet");
        assertThat(new OtherMessage(Family.IPV6, 135, 0, 0, new byte[16]))
                .hasToString("ICMPv6 neighbour solicitation, code 0, 24 bytes");
        assertThat(IcmpMessage.decode(Family.IPV4, hex("0800")))
                .hasToString("ICMP malformed, because it is shorter than an ICMP header (2 bytes)");
    }

    @Test
    void aQuoteOfSomethingElseIsDescribedByItsProtocol() {
        byte[] udp = new Ipv4Header(0, 28, 0, false, false, 0, 1, 17, US, TARGET, new byte[0]).encode();
        assertThat(ErrorMessage.of(Family.IPV4, 3, 3, 0, udp).describe())
                .isEqualTo("ICMP destination unreachable (Destination Port Unreachable) for UDP packet to 8.8.8.8");
    }

    @Test
    void anErrorSaysWhatItQuotes() {
        QuotedPacket quoted = ErrorMessage.of(Family.IPV4, 11, 0, 0, requestPacket(Family.IPV4))
                .quoted()
                .orElseThrow();
        assertThat(quoted)
                .isEqualTo(new QuotedPacket(US, TARGET, 1, 64, 84, new QuotedPacket.QuotedIcmp(8, 0, 4660, 1, 56)));
        byte[] cut = Arrays.copyOf(requestPacket(Family.IPV4), 27);
        assertThat(ErrorMessage.of(Family.IPV4, 11, 0, 0, cut)
                .quoted()
                .orElseThrow()
                .icmp())
                .isNull();
        assertThat(ErrorMessage.of(Family.IPV4, 11, 0, 0, new byte[0]).quoted()).isEmpty();
    }

    @Test
    void aWrongChecksumIsMalformed() {
        byte[] message = request(Family.IPV4).encode();
        message[2] ^= 1;
        assertThat(IcmpMessage.decode(Family.IPV4, message))
                .isEqualTo(new Malformed(Family.IPV4, "its checksum is wrong", message));

        byte[] packet6 = fromRouter(request(Family.IPV6));
        packet6[packet6.length - 1] ^= 1;
        assertThat(IcmpMessage.decodePacket(packet6))
                .isEqualTo(new Malformed(Family.IPV6, "its checksum is wrong", packet6));

        byte[] packet = fromRouter(request(Family.IPV4));
        packet[8]--;
        assertThat(IcmpMessage.decodePacket(packet))
                .isEqualTo(new Malformed(Family.IPV4, "its IPv4 header's checksum is wrong", packet));
    }

    @Test
    void malformedBytesAreKeptAndEncodedAsTheyWere() {
        byte[] bytes = hex("0800");
        IcmpMessage malformed = IcmpMessage.decode(Family.IPV4, bytes);
        assertThat(malformed.type()).isEqualTo(-1);
        assertThat(malformed.code()).isEqualTo(-1);
        assertThat(malformed.encode()).isEqualTo(bytes);
        assertThat(malformed.encode(US, TARGET)).isEqualTo(bytes);
        assertThat(IcmpMessage.decodePacket(new byte[0]).describe())
                .isEqualTo("ICMP malformed, because it is empty (0 bytes)");
        assertThat(IcmpMessage.decodePacket(new byte[1]).describe())
                .isEqualTo("ICMP malformed, because its IP version is neither 4 nor 6 (1 bytes)");
    }

    @Test
    void noArrayIsShared() {
        byte[] bytes = hex("0102");
        EchoRequest request = new EchoRequest(Family.IPV4, 1, 1, bytes);
        EchoReply reply = request.reply();
        ErrorMessage error = ErrorMessage.of(Family.IPV4, 3, 0, 0, bytes);
        OtherMessage other = new OtherMessage(Family.IPV4, 200, 0, 0, bytes);
        Malformed malformed = new Malformed(Family.IPV4, "", bytes);
        UnknownExtension extension = new UnknownExtension(1, 2, bytes);
        bytes[0] = 9;
        for (int i = 0; i < 2; i++) {
            for (byte[] copy : List.of(
                    request.payload(),
                    reply.payload(),
                    error.datagram(),
                    other.body(),
                    malformed.bytes(),
                    extension.content())) {
                assertThat(copy).isEqualTo(hex("0102"));
                copy[0] = 9;
            }
        }
    }

    @Test
    void valuesThatDoNotFitTheirFieldsAreRefused() {
        byte[] none = new byte[0];
        assertRefused(
                () -> new EchoRequest(Family.IPV4, 0x10000, 0, none), "identifier 65536 is not within 0 to 65535");
        assertRefused(() -> new EchoReply(Family.IPV4, 0, -1, none), "sequence -1 is not within 0 to 65535");
        assertRefused(() -> new EchoReply(Family.IPV4, 256, 0, 0, none), "code 256 is not within 0 to 255");
        assertRefused(() -> new OtherMessage(Family.IPV4, 256, 0, 0, none), "type 256 is not within 0 to 255");
        assertRefused(() -> ErrorMessage.of(Family.IPV4, 8, 0, 0, none), "ICMP type 8 quotes no packet");
        assertRefused(
                () -> ErrorMessage.of(Family.IPV6, 2, 0, 0, none).withExtensions(new UnknownExtension(1, 2, none)),
                "ICMPv6 type 2 carries no extensions");
        assertRefused(() -> new MplsLabel(1 << 20, 0, true, 0), "label 1048576 is not within 0 to 1048575");
    }

    @Test
    void everyNumberOfEveryMessageIsChecked() {
        byte[] none = new byte[0];
        assertRefused(() -> new EchoRequest(Family.IPV4, 256, 0, 0, none), "code 256 is not within 0 to 255");
        assertRefused(() -> new EchoRequest(Family.IPV4, 0, 0x10000, none), "sequence 65536 is not within 0 to 65535");
        assertRefused(() -> new EchoReply(Family.IPV4, -1, 0, none), "identifier -1 is not within 0 to 65535");
        assertRefused(() -> ErrorMessage.of(Family.IPV4, 3, 256, 0, none), "code 256 is not within 0 to 255");
        assertRefused(() -> new OtherMessage(Family.IPV4, 9, -1, 0, none), "code -1 is not within 0 to 255");
        assertRefused(() -> new MplsLabel(0, 8, true, 0), "traffic class 8 is not within 0 to 7");
        assertRefused(() -> new MplsLabel(0, 0, true, 256), "ttl 256 is not within 0 to 255");
        assertRefused(() -> new UnknownExtension(256, 0, none), "class number 256 is not within 0 to 255");
        assertRefused(() -> new UnknownExtension(0, -1, none), "class type -1 is not within 0 to 255");
    }

    @Test
    void paddingThatIsNotZeroIsKept() {
        byte[] quoted = Arrays.copyOf(requestPacket(Family.IPV4), 128);
        quoted[127] = 1;
        ErrorMessage error = ErrorMessage.of(Family.IPV4, 11, 0, 0, quoted)
                .withExtensions(new UnknownExtension(2, 0, hex("00000000")));
        assertThat(IcmpMessage.decode(Family.IPV4, error.encode())).isEqualTo(error);
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void aQuotedPacketTooLongForTheLengthFieldIsRefused(Family family) {
        int most = 255 * (family == Family.IPV4 ? 4 : 8);
        UnknownExtension extension = new UnknownExtension(2, 0, hex("00000000"));
        ErrorMessage fits = ErrorMessage.of(family, 3, 0, 0, new byte[most]).withExtensions(extension);
        assertThat(IcmpMessage.decode(family, fits.encode())).isEqualTo(fits);
        ErrorMessage tooLong = ErrorMessage.of(family, 3, 0, 0, new byte[most + 1]).withExtensions(extension);
        assertThatThrownBy(tooLong::encode).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ipv6ChecksumsDependOnTheAddresses() {
        byte[] message = request(Family.IPV6).encode(ROUTER_6, US_6);
        byte[] packet = Ipv6Header.forIcmp(Packets.TARGET_6, US_6, 3).packet(message);
        assertThat(IcmpMessage.decodePacket(packet)).isInstanceOf(Malformed.class);
    }
}
