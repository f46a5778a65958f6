package io.github.icmpffm.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket on an interface that vanishes and comes back, as those of VPNs do. */
@NeedsNetwork
class InterfaceBindingTest {

    private final TestNetwork network;

    InterfaceBindingTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    private void makeInterface() throws InterruptedException {
        network.exec("ip", "link", "add", "vpn0", "type", "veth", "peer", "name", "vpn1");
        network.exec("ip", "link", "set", "vpn1", "up");
        network.exec("ip", "link", "set", "vpn0", "up");
        network.exec("ip", "addr", "add", "192.0.2.1/24", "dev", "vpn0");
        network.exec("ip", "addr", "add", "2001:db8:2::1/64", "dev", "vpn0", "nodad");
    }

    private static void send(IcmpSocket socket) {
        Family family = socket.family();
        socket.sendTo(
                InetAddress.ofLiteral(family == Family.IPV4 ? "192.0.2.9" : "2001:db8:2::9"),
                new EchoRequest(family, 1, 1, EchoPayload.ofLength(56)).encode());
    }

    /** F11. */
    @ParameterizedTest
    @CsvSource({"IPV4,RAW", "IPV6,RAW", "IPV4,DATAGRAM", "IPV6,DATAGRAM"})
    void itIsBoundAgainByNameOnceTheInterfaceIsBack(Family family, SocketKind kind) throws Exception {
        makeInterface();
        try (IcmpSocket socket = network.inside(() -> IcmpSocket.open(family, kind))) {
            socket.options().interfaceName("vpn0");
            send(socket);
            assertThat(socket.rebindInterface()).as("while it is there").isFalse();

            network.exec("ip", "link", "del", "vpn0");
            assertThatThrownBy(() -> send(socket)).isInstanceOf(IcmpException.class);
            assertThat(socket.rebindInterface()).as("while it is not there").isFalse();

            makeInterface();
            assertThatThrownBy(() -> send(socket)).as("it has another number").isInstanceOf(IcmpException.class);
            assertThat(socket.rebindInterface()).isTrue();
            assertThatCode(() -> send(socket)).doesNotThrowAnyException();
            assertThat(socket.rebindInterface()).as("twice").isFalse();
        }
    }

    /** Who was bound to nothing would be bound to the wrong thing. */
    @Test
    void aSocketOnNoInterfaceStaysOnNone() throws Exception {
        try (IcmpSocket socket = network.inside(() -> IcmpSocket.open(Family.IPV4, SocketKind.RAW))) {
            assertThat(socket.rebindInterface()).isFalse();
        }
    }

    /** The kernel takes the empty name for any interface, and cuts a long one: here to that of an interface there is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters+1", "f\0"})
    void whatCannotBeANameIsRefused(String name) throws Exception {
        network.exec("ip", "link", "add", "fifteen-letters", "type", "veth", "peer", "name", "f");
        try (IcmpSocket socket = network.inside(() -> IcmpSocket.open(Family.IPV4, SocketKind.RAW))) {
            assertThatThrownBy(() -> socket.options().interfaceName(name)).isInstanceOf(IllegalArgumentException.class);
        }
        if (name.isEmpty()) {
            assertThatThrownBy(() -> PingerOptions.defaults().interfaceName(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
