package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.Family;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {
    @Test
    void anAddressIsItsOwn() {
        assertThat(Resolver.resolve("198.51.100.7", null)).containsExactly(InetAddress.ofLiteral("198.51.100.7"));
        assertThat(Resolver.resolve("2001:db8::7", Family.IPV6)).containsExactly(InetAddress.ofLiteral("2001:db8::7"));
    }

    @ParameterizedTest
    @CsvSource({"0177.0.0.1", "0x7f000001", "0x7f.1", "127.1", "2130706433", "127.0.0.0x1", "0", "0.0.0.0"})
    void ipv4HasTheFormsThatTheCLibraryKnows(String word) {
        assertThat(Resolver.isLiteral(word)).isTrue();
        assertThat(Resolver.resolve(word, null)).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    /** Java knows none of an interface that is down or has no link-local address itself, as the loopback interface. */
    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%lo", "fe80::1%1"})
    void aZoneIsAnInterfaceWhateverItsState(String word) {
        InetAddress address = Resolver.resolve(word, null).getFirst();
        assertThat(((Inet6Address) address).getScopeId()).isEqualTo(1);
        assertThat(ZonedAddress.text(address)).isEqualTo("fe80::1%lo");
    }

    @Test
    void noAddressInParticularIsThisHost() {
        assertThat(Resolver.resolve("::", null)).containsExactly(InetAddress.ofLiteral("::1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0xa.de", "beef", "0x", "example.org", "10-20.example.org", "bücher.example"})
    void whatIsNoAddressIsAName(String word) {
        assertThat(Resolver.isLiteral(word)).isFalse();
    }

    @Test
    void anAddressOfTheOtherFamilyIsRefused() {
        assertThatThrownBy(() -> Resolver.resolve("::1", Family.IPV4))
                .isInstanceOf(FatalException.class)
                .hasMessage("::1: Address family for hostname not supported");
        assertThatThrownBy(() -> Resolver.resolve("127.0.0.1", Family.IPV6))
                .isInstanceOf(FatalException.class)
                .hasMessage("127.0.0.1: Address family for hostname not supported");
    }

    /** Java takes the empty name for this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3.4.5:6", "1:2:3", "fe80::1%nosuchdevice", "127.0.0.09", "1.2.3.4.5"})
    void whatIsNoAddressIsRefusedByName(String name) {
        assertThatThrownBy(() -> Resolver.resolve(name, null))
                .isInstanceOf(FatalException.class)
                .hasMessageStartingWith(name + ": ");
    }
}
