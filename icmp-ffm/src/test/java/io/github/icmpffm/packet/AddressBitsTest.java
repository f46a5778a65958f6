package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "8.8.8.8", "127.0.0.1", "255.255.255.255", "::", "::1", "2001:db8::1",
        "fe80::1"})
    void anAddressComesBackAsItWas(String literal) {
        InetAddress address = address(literal);
        long high = AddressBits.high(address);
        long low = AddressBits.low(address);
        assertThat(AddressBits.toInetAddress(high, low)).isEqualTo(address);
        assertThat(AddressBits.isIpv4(high, low)).isEqualTo(address instanceof Inet4Address);
        assertThat(AddressBits.family(high, low)).isEqualTo(Family.of(address));
    }

    @Test
    void ipv4IsHeldAsAMappedAddress() {
        InetAddress address = address("200.1.2.3");
        assertThat(AddressBits.high(address)).isZero();
        assertThat(AddressBits.low(address)).isEqualTo(0x0000_ffff_c801_0203L);
        assertThat(AddressBits.ofIpv4(0xc801_0203)).isEqualTo(AddressBits.low(address));
    }

    @Test
    void ipv6IsHeldInNetworkOrder() {
        InetAddress address = address("2001:db8:1:2:3:4:5:6");
        assertThat(AddressBits.high(address)).isEqualTo(0x2001_0db8_0001_0002L);
        assertThat(AddressBits.low(address)).isEqualTo(0x0003_0004_0005_0006L);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // RFC 5952 section 4.2.2: one group is not shortened
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // section 4.2.3: the longest
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // and of equals the first
        "fe80:0:0:0:a0b:0:0:0, fe80::a0b:0:0:0",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "203.0.113.9, 203.0.113.9",
    })
    void textIsCanonical(String literal, String text) {
        InetAddress address = address(literal);
        assertThat(AddressText.of(address)).isEqualTo(text);
        assertThat(AddressText.of(AddressBits.high(address), AddressBits.low(address)))
                .isEqualTo(text);
    }

    @Test
    void textIsReadBackAsTheSameAddress() {
        Random random = new Random(5952);
        for (int i = 0; i < 20_000; i++) {
            long high = random.nextLong() & mask(random);
            long low = random.nextLong() & mask(random);
            assertThat(address(AddressText.of(high, low))).isEqualTo(AddressBits.toInetAddress(high, low));
        }
    }

    @Test
    void aScopeIsPartOfTheText() throws Exception {
        InetAddress scoped = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 7);
        assertThat(AddressText.of(scoped)).isEqualTo("fe80::1%7");
    }

    /** Leaves each of four groups standing or makes it zero. */
    private static long mask(Random random) {
        long mask = 0;
        for (int i = 0; i < 4; i++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return mask;
    }
}
