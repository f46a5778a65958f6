package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.fromRouter;
import static io.github.icmpffm.packet.Packets.hex;
import static io.github.icmpffm.packet.Packets.request;
import static io.github.icmpffm.packet.Packets.requestPacket;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PacketDumpTest {
    @Test
    void anEchoRequestShowsItsFieldsAndBytes() {
        byte[] message = new EchoRequest(Family.IPV4, 4660, 1, hex("5468697320697320ff")).encode();
        assertThat(PacketDump.of(Family.IPV4, message)).isEqualTo("""
                ICMP echo request, id 4660, seq 1, 9 bytes of payload
                  type        8 (echo request)
                  code        0
                  checksum    0x9564 (right)
                  identifier  4660 (0x1234)
                  sequence    1 (0x0001)
                  payload     9 bytes
                  0000  08 00 95 64 12 34 00 01  54 68 69 73 20 69 73 20  ...d.4..This is\s
                  0010  ff                                                .
                """);
    }

    @Test
    void anErrorShowsWhatItQuotes() {
        ErrorMessage error = ErrorMessage.of(Family.IPV4, 11, 0, 0, requestPacket(Family.IPV4))
                .withExtensions(new MplsLabelStack(List.of(new MplsLabel(16001, 0, true, 1))));
        assertThat(PacketDump.ofPacket(fromRouter(error)))
                .startsWith("IPv4 203.0.113.9 > 192.0.2.1, ttl 60, protocol 1, length 168, header checksum right\n"
                        + "ICMP time exceeded (Time to live exceeded) for echo request to 8.8.8.8, id 4660, seq 1, "
                        + "MPLS label 16001 (tc 0, s 1, ttl 1)\n")
                .contains("  meaning     Time to live exceeded\n")
                .contains("  quotes      echo request to 8.8.8.8, id 4660, seq 1, from 192.0.2.1, ttl 64, length 84\n")
                .contains("  extensions  MPLS label 16001 (tc 0, s 1, ttl 1)\n");
    }

    @Test
    void aWrongChecksumIsSaidAndTheFieldsShownAllTheSame() {
        byte[] message = request(Family.IPV4).encode();
        message[2] ^= 1;
        assertThat(PacketDump.of(Family.IPV4, message)).contains("(wrong)").contains("identifier  4660");
    }

    @Test
    void anIpv6ChecksumIsCheckedOnlyWithItsAddresses() {
        assertThat(PacketDump.of(Family.IPV6, request(Family.IPV6).encode())).contains("0x0000 (not checked");
        assertThat(PacketDump.ofPacket(fromRouter(request(Family.IPV6))))
                .startsWith("IPv6 2001:db8:ffff::9 > 2001:db8::1, hop limit 60")
                .contains("(right)");
    }

    @Test
    void malformedBytesAreSaidToBeAndShown() {
        assertThat(PacketDump.of(Family.IPV4, hex("0800"))).isEqualTo("""
                malformed, because it is shorter than an ICMP header
                  0000  08 00                                             ..
                """);
        assertThat(PacketDump.ofPacket(new byte[0]))
                .isEqualTo("malformed, because it is shorter than an IPv4 header\n");
        assertThat(PacketDump.hex(new byte[0])).isEmpty();
    }

    @Test
    void aMessageOfAnotherTypeShowsItsNumbers() {
        assertThat(PacketDump.of(Family.IPV4, new OtherMessage(Family.IPV4, 200, 7, 0x01020304, hex("05")).encode()))
                .startsWith("ICMP type 200, code 7, 9 bytes\n  type        200 (type 200)\n  code        7\n")
                .contains("  rest        0x0102 0x0304\n  body        1 bytes\n");
        assertThat(PacketDump.hex(hex("41"))).isEqualTo("  0000  41" + " ".repeat(48) + "A\n");
    }

    @Test
    void everyKindOfMessageHasADump() {
        for (IcmpMessage message : Packets.oneOfEach()) {
            assertThat(PacketDump.of(message.family(), message.encode()))
                    .startsWith(message.describe() + "\n")
                    .contains("  type        " + message.type() + " (");
        }
    }
}
