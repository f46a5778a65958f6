package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.TARGET;
import static io.github.icmpffm.packet.Packets.TARGET_6;
import static io.github.icmpffm.packet.Packets.US;
import static io.github.icmpffm.packet.Packets.US_6;
import static io.github.icmpffm.packet.Packets.heap;
import static io.github.icmpffm.packet.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IpHeaderTest {
    private static final Ipv4Header FULL = new Ipv4Header(0xb8, 84, 0xbeef, true, true, 65_528, 7, 1, US, TARGET,
            hex("0701040000000000"));
    private static final Ipv6Header FULL_6 = new Ipv6Header(0xb8, 0xabcde, 64, 58, 7, US_6, TARGET_6);

    @Test
    void anIpv4HeaderComesBackAsItWas() {
        assertThat(Ipv4Header.decode(FULL.encode())).contains(FULL);
        assertThat(Ipv4Header.decode(FULL.encode()).orElseThrow()).hasSameHashCodeAs(FULL);
        assertThat(FULL.headerLength()).isEqualTo(28);
        assertThat(FULL.withTtl(6)).isNotEqualTo(FULL);
        assertThat(FULL.withTtl(6).withTtl(7)).isEqualTo(FULL);
    }

    @Test
    void theIpv4HeaderOfAWellKnownExampleIsEncodedWithItsChecksum() {
        // the example everyone checks against: 192.168.0.1 to 192.168.0.199, UDP, checksum b861
        Ipv4Header header = new Ipv4Header(
                0,
                115,
                0,
                true,
                false,
                0,
                64,
                17,
                Packets.address("192.168.0.1"),
                Packets.address("192.168.0.199"),
                new byte[0]);
        assertThat(header.encode()).isEqualTo(hex("45000073000040004011b861c0a80001c0a800c7"));
    }

    @Test
    void aPacketGetsItsTrueLength() {
        byte[] packet = Ipv4Header.forIcmp(US, TARGET, 64).packet(new byte[10]);
        assertThat(packet).hasSize(30);
        assertThat(Ipv4Header.decode(packet).orElseThrow().totalLength()).isEqualTo(30);
        assertThat(Ipv4Header.checksumIsRight(heap(packet))).isTrue();
        byte[] packet6 = Ipv6Header.forIcmp(US_6, TARGET_6, 64).packet(new byte[10]);
        assertThat(packet6).hasSize(50);
        assertThat(Ipv6Header.decode(packet6).orElseThrow().payloadLength()).isEqualTo(10);
    }

    @Test
    void aFlippedBitMakesTheIpv4ChecksumWrong() {
        byte[] bytes = FULL.encode();
        bytes[8] ^= 1;
        assertThat(Ipv4Header.checksumIsRight(heap(bytes))).isFalse();
        assertThat(Ipv4Header.checksumIsRight(heap(new byte[20]))).isFalse();
    }

    @Test
    void anIpv6HeaderComesBackAsItWas() {
        assertThat(Ipv6Header.decode(FULL_6.encode())).contains(FULL_6);
        assertThat(FULL_6.withHopLimit(6).withHopLimit(7)).isEqualTo(FULL_6);
    }

    @Test
    void whatIsNoHeaderIsEmpty() {
        assertThat(Ipv4Header.decode(new byte[19])).isEmpty();
        assertThat(Ipv4Header.decode(new byte[20])).isEmpty();
        assertThat(Ipv4Header.decode(Arrays.copyOf(FULL.encode(), 27))).isEmpty();
        assertThat(Ipv6Header.decode(new byte[39])).isEmpty();
        assertThat(Ipv6Header.decode(new byte[40])).isEmpty();
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertRefused(() -> Ipv4Header.forIcmp(US, TARGET_6, 64));
        assertRefused(() -> Ipv4Header.forIcmp(US, TARGET, 256));
        assertRefused(() -> ipv4(3, new byte[0], US));
        assertRefused(() -> ipv4(0, new byte[3], US));
        assertRefused(() -> ipv4(0, new byte[44], US));
        assertRefused(() -> Ipv4Header.forIcmp(US, TARGET, 64).packet(new byte[65_516]));
        assertRefused(() -> Ipv6Header.forIcmp(US_6, TARGET_6, -1));
        assertRefused(() -> Ipv6Header.forIcmp(US_6, TARGET_6, 1).packet(new byte[65_536]));
    }

    @Test
    void everyNumberIsChecked() {
        byte[] none = new byte[0];
        assertRefused(() -> new Ipv4Header(256, 20, 0, false, false, 0, 1, 1, US, TARGET, none));
        assertRefused(() -> new Ipv4Header(0, 65_536, 0, false, false, 0, 1, 1, US, TARGET, none));
        assertRefused(() -> new Ipv4Header(0, 20, 65_536, false, false, 0, 1, 1, US, TARGET, none));
        assertRefused(() -> new Ipv4Header(0, 20, 0, false, false, 65_536, 1, 1, US, TARGET, none));
        assertRefused(() -> new Ipv4Header(0, 20, 0, false, false, 0, 1, 256, US, TARGET, none));
        assertRefused(() -> new Ipv6Header(256, 0, 0, 58, 1, US_6, TARGET_6));
        assertRefused(() -> new Ipv6Header(0, 1 << 20, 0, 58, 1, US_6, TARGET_6));
        assertRefused(() -> new Ipv6Header(0, 0, 65_536, 58, 1, US_6, TARGET_6));
        assertRefused(() -> new Ipv6Header(0, 0, 0, 256, 1, US_6, TARGET_6));
    }

    @Test
    void optionsAreCopied() {
        byte[] options = hex("01010101");
        Ipv4Header header = ipv4(8, options, US);
        options[0] = 9;
        header.options()[1] = 9;
        assertThat(header.options()).isEqualTo(hex("01010101"));
        assertThat(Ipv4Header.decode(header.encode()).orElseThrow().fragmentOffset()).isEqualTo(8);
    }

    private static Ipv4Header ipv4(int fragmentOffset, byte[] options, InetAddress source) {
        return new Ipv4Header(0, 20, 0, false, false, fragmentOffset, 1, 1, source, TARGET, options);
    }

    private static void assertRefused(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersAreDescribedInOneLine() {
        assertThat(FULL.describe())
                .isEqualTo("IPv4 192.0.2.1 > 8.8.8.8, ttl 7, protocol 1, length 84, fragment at 65528");
        assertThat(FULL_6.describe())
                .isEqualTo("IPv6 2001:db8::1 > 2001:db8::2, hop limit 7, next header 58, payload length 64");
    }
}
