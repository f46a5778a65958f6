package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7, 1",
        "198.51.100.0/24, 198.51.100.0-198.51.100.255, 256",
        "198.51.100.77/24, 198.51.100.0-198.51.100.255, 256",
        "198.51.100.7/32, 198.51.100.7, 1",
        "0.0.0.0/0, 0.0.0.0-255.255.255.255, 4294967296",
        "198.51.100.250-198.51.101.5, 198.51.100.250-198.51.101.5, 12",
        "2001:db8::/112, 2001:db8::-2001:db8::ffff, 65536",
        "::1, ::1, 1"
    })
    void itReadsWhatPeopleWrite(String text, String range, long size) {
        assertThat(AddressRange.parse(text)).hasToString(range);
        assertThat(AddressRange.parse(text).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "localhost", "198.51.100.0/33", "198.51.100.0/-1", "198.51.100.0/x", "198.51.100.9-198.51.100.1",
        "198.51.100.1-::1", "::/0", "::/64", "198.51.100/24/3",
        "10.77.4/24", "10.77.4.1-2", "10", "10.77.4.0x100/24"
    })
    void itRefusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** It would be lost: the bits have no room for it. */
    @Test
    void itRefusesAnAddressWithAZone() throws Exception {
        Inet6Address scoped = Inet6Address.getByAddress(null, InetAddress.ofLiteral("fe80::1").getAddress(), 1);
        assertThatThrownBy(() -> AddressRange.of(scoped)).hasMessageContaining("has a zone");
        assertThatThrownBy(() -> AddressRange.of(scoped, scoped)).hasMessageContaining("has a zone");
        assertThatThrownBy(() -> AddressRange.parse("fe80::1%1/127")).hasMessageContaining("has a zone");
    }

    @Test
    void itsAddressesAreCountedFromZero() {
        AddressRange range = AddressRange.parse("198.51.100.254-198.51.101.1");
        assertThat(range.address(0)).isEqualTo(range.first());
        assertThat(range.address(2).getHostAddress()).isEqualTo("198.51.101.0");
        assertThat(range.address(3)).isEqualTo(range.last());
        assertThatThrownBy(() -> range.address(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equalRangesAreEqual() {
        assertThat(AddressRange.parse("10.0.0.0/30")).isEqualTo(AddressRange.parse("10.0.0.0-10.0.0.3"));
    }
}
