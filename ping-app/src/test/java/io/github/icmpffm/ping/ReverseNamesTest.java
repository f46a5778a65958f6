package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReverseNamesTest {
    @Test
    void theNameIsTheSystemsWhateverTheAddressWasResolvedFrom() throws Exception {
        byte[] loopback = {127, 0, 0, 1};
        assertThat(ReverseNames.of(InetAddress.getByAddress("other.example", loopback))).isEqualTo("localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\033[2J", "a\n", "\u00e4"})
    void whatATerminalMightTakeForACommandIsNoName(String name) {
        assertThat(ReverseNames.isName(name)).isFalse();
        assertThat(ReverseNames.isName("a".repeat(254))).isFalse();
        assertThat(ReverseNames.isName("router-1.example.")).isTrue();
    }
}
