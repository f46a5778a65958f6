package io.github.icmpffm;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a pinger's sockets are prepared, and those that are opened after the first. */
@NeedsNetwork
class PingerSocketsTest {

    private static final int IDENTIFIER = 4242;

    private final TestNetwork network;

    PingerSocketsTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    private PingerSockets open(PingerOptions options) throws InterruptedException {
        return network.inside(() -> new PingerSockets(options, IDENTIFIER));
    }

    private IcmpSocket another(PingerSockets sockets, Family family) throws InterruptedException {
        return network.inside(() -> sockets.open(family));
    }

    private static PingerOptions of(Way way) {
        return PingerOptions.defaults().socketMode(way.mode).family(way.family);
    }

    private static byte[] request(Way way) {
        return new EchoRequest(way.family, IDENTIFIER, 1, EchoPayload.ofLength(56)).encode();
    }

    private static InetAddress loopback(Way way) {
        return InetAddress.ofLiteral(way.isIpv4() ? "127.0.0.1" : "::1");
    }

    /** Without, a raw IPv4 socket says "sent" of what the host's own queue has dropped. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV4", "DATAGRAM_IPV6"})
    void errorsComeIntoTheErrorQueue(Way way) throws Exception {
        network.host(way.host).answers(request -> request.hostUnreachable().from(way.router()));
        PingerSockets sockets = open(of(way));
        IcmpSocket socket = sockets.opened.getFirst();
        socket.sendTo(way.target(), request(way));
        network.awaitAnswers(way.host, 1);

        assertThat(socket.receiveError()).isPresent();
        sockets.close();
    }

    @ParameterizedTest
    @EnumSource
    void anotherSocketIsOfTheSameKindAndSendsWithTheSameOptions(Way way) throws Exception {
        PingerSockets sockets = open(of(way).hopLimit(9));
        try (IcmpSocket another = another(sockets, way.family)) {
            another.sendTo(way.target(), request(way));

            assertThat(another.kind()).isEqualTo(way.isRaw() ? SocketKind.RAW : SocketKind.DATAGRAM);
            assertThat(network.awaitRequests(way.host, 1).getFirst().ttl()).isEqualTo(9);
        }
        sockets.close();
    }

    @ParameterizedTest
    @EnumSource
    void theReplyToWhatAnotherRawSocketSendsIsReceivedByTheFirstOnly(Way way) throws Exception {
        PingerSockets sockets = open(of(way));
        IcmpSocket first = sockets.opened.getFirst();
        try (IcmpSocket another = another(sockets, way.family)) {
            another.sendTo(loopback(way), request(way));
            if (way.isRaw()) {
                assertThat(first.receiveFrom(ofSeconds(5))).isPresent();
                assertThat(another.receiveFrom(ZERO)).isEmpty();
            } else {
                assertThat(another.receiveFrom(ofSeconds(5))).isPresent();
                assertThat(first.receiveFrom(ZERO)).isEmpty();
            }
        }
        sockets.close();
    }

    @ParameterizedTest
    @EnumSource
    void anIdentifierOfOnesOwnIsForOneDatagramSocket(Way way) throws Exception {
        PingerSockets sockets = open(of(way).identifier(IDENTIFIER));
        if (way.isRaw()) {
            another(sockets, way.family).close();
        } else {
            assertThatThrownBy(() -> another(sockets, way.family))
                    .isInstanceOf(IcmpException.class)
                    .hasMessageContaining("4242");
        }
        sockets.close();
    }

    @ParameterizedTest
    @EnumSource
    void ofAFamilyThatWasRefusedThereIsNoOther(Way way) throws Exception {
        PingerSockets sockets = open(of(way));
        assertThatThrownBy(() -> another(sockets, way.isIpv4() ? Family.IPV6 : Family.IPV4))
                .isInstanceOf(IcmpException.class)
                .hasMessageContaining("other family");
        sockets.close();
    }

    @Test
    void bothDatagramSocketsOfAPingerHaveItsIdentifier() throws Exception {
        PingerSockets sockets = open(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM).identifier(IDENTIFIER));
        assertThat(sockets.opened).extracting(IcmpSocket::identifier).containsExactly(IDENTIFIER, IDENTIFIER);
        sockets.close();
    }

    /** F10. */
    @ParameterizedTest
    @EnumSource
    void aSecondPingerOfAnIdentifierIsRefusedOnDatagramSocketsAlone(Way way) throws Exception {
        network.host(way.host).replies();
        PingerOptions options = of(way).identifier(IDENTIFIER);
        try (Pinger first = network.inside(() -> Pinger.open(options))) {
            if (way.isRaw()) {
                network.inside(() -> Pinger.open(options)).close();
            } else {
                assertThatThrownBy(() -> network.inside(() -> Pinger.open(options)))
                        .isInstanceOf(IcmpException.class)
                        .hasMessageContaining("identifier 4242 (EADDRINUSE)");
            }
            assertThat(first.ping(way.target())).isInstanceOf(Reply.class);
        }
        network.inside(() -> Pinger.open(options)).close();
    }

    @ParameterizedTest
    @EnumSource
    void shardsShareNoIdentifier(SocketMode mode) throws Exception {
        PingerOptions options = PingerOptions.defaults().socketMode(mode).identifier(IDENTIFIER).shards(2);
        Sweep sweep = Sweep.over(List.of(AddressRange.parse("127.0.0.1"))).withShards(2).withOptions(options);
        if (mode == SocketMode.RAW) {
            network.inside(() -> Pinger.open(options)).close();
            for (int i = 0; i < 5; i++) { // which of two would be the first to count it, is chance
                SweepProgress end = network.inside(() -> sweep.withTimeout(ofSeconds(1)).run(event -> {}));
                assertThat(end.answered()).isEqualTo(1);
            }
        } else {
            assertThatThrownBy(() -> network.inside(() -> Pinger.open(options)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 shards")
                    .hasMessageContaining("4242");
            assertThatThrownBy(() -> network.inside(() -> sweep.start(event -> {})))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** 0 leaves it to the kernel, which gives each an identifier of its own. */
    @Test
    void shardsEachHaveAnIdentifierOfTheKernels() throws Exception {
        PingerOptions options = PingerOptions.defaults().socketMode(SocketMode.DATAGRAM).identifier(0).shards(2);
        try (Pinger pinger = network.inside(() -> Pinger.open(options))) {
            assertThat(pinger.shards()).isEqualTo(2);
        }
    }
}
