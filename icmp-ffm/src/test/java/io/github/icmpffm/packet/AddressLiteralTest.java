package io.github.icmpffm.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "0, 0.0.0.0",
        "127.1, 127.0.0.1",
        "127.0.257, 127.0.1.1",
        "127.0.0.0x1, 127.0.0.1",
        "0177.0.0.1, 127.0.0.1",
        "010.3.0.1, 8.3.0.1",
        "0x7F000001, 127.0.0.1",
        "0X7f.1, 127.0.0.1",
        "4294967295, 255.255.255.255",
        "1.16777215, 1.255.255.255",
        "1.2.65535, 1.2.255.255",
        "255.255.255.255, 255.255.255.255",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "::ffff:127.0.0.1, 127.0.0.1"
    })
    void itIsTheAddressThatTheCLibraryReads(String text, String address) {
        assertThat(AddressLiteral.parse(text)).isEqualTo(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "1.", ".1", "1..2", "1.2.3.4.5", "256.0.0.1", "1.2.3.256", "1.2.65536", "1.16777216", "4294967296",
        "99999999999999999999", "127.0.0.09", "08", "0x", "0xg", "-1", "+1", " 1", "1 ", "1.2.3.4%lo", "a", ":",
        "1:2:3", "::g", "fe80::1%nosuchdevice", "٣"
    })
    void whatTheCLibraryDoesNotReadIsRefused(String text) {
        assertThatThrownBy(() -> AddressLiteral.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not an address");
    }
}
