package io.github.icmpffm.socket;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoReply;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The plain blocking path and the options, on real sockets. */
@NeedsNetwork
class IcmpSocketTest {

    private final TestNetwork network;

    IcmpSocketTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    private IcmpSocket open(Family family, SocketKind kind) throws InterruptedException {
        return network.inside(() -> IcmpSocket.open(family, kind));
    }

    private static InetAddress host(Family family) throws Exception {
        return InetAddress.getByName(family == Family.IPV4 ? "198.51.100.10" : "2001:db8::10");
    }

    private static EchoRequest request(Family family, int sequence) {
        return new EchoRequest(family, 4242, sequence, EchoPayload.ofLength(56));
    }

    private static byte[] encoded(EchoRequest request) {
        return request.encode();
    }

    @ParameterizedTest
    @CsvSource({"IPV4,RAW", "IPV6,RAW", "IPV4,DATAGRAM", "IPV6,DATAGRAM"})
    void aRequestGoesOutAndItsReplyComesIn(Family family, SocketKind kind) throws Exception {
        InetAddress host = host(family);
        network.host(host.getHostAddress()).replies();
        try (IcmpSocket socket = open(family, kind)) {
            socket.options().acceptTypes(family.echoReplyType()).receiveHopLimit(true);
        } catch (IcmpException e) {
            assertThat(kind).as("only raw sockets have a type filter").isEqualTo(SocketKind.DATAGRAM);
        }
        try (IcmpSocket socket = open(family, kind)) {
            socket.options().receiveHopLimit(true);
            socket.sendTo(host, encoded(request(family, 7)));
            ReceivedMessage byRecvfrom = socket.receiveFrom(ofSeconds(2)).orElseThrow();
            assertThat(byRecvfrom.source()).isEqualTo(host);
            assertThat(byRecvfrom.decode()).isInstanceOfSatisfying(EchoReply.class, reply -> {
                assertThat(reply.sequence()).isEqualTo(7);
                assertThat(reply.identifier()).isEqualTo(kind == SocketKind.RAW ? 4242 : socket.identifier());
                assertThat(reply.payload()).isEqualTo(EchoPayload.ofLength(56));
            });
            socket.sendTo(host, encoded(request(family, 8)));
            ReceivedMessage byRecvmsg = socket.receive(ofSeconds(2)).orElseThrow();
            assertThat(byRecvmsg.hopLimit()).hasValue(64);
            assertThat(byRecvmsg.toString()).contains("echo reply").contains("seq 8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOptionsAreSeenOnTheWire(Family family) throws Exception {
        InetAddress host = host(family);
        try (IcmpSocket socket = open(family, SocketKind.RAW)) {
            socket.options()
                    .hopLimit(9)
                    .trafficClass(0x28)
                    .pathMtuDiscovery(PathMtuDiscovery.DO)
                    .mark(5);
            socket.sendTo(host, encoded(request(family, 1)));
            Request seen = network.awaitRequests(host.getHostAddress(), 1).getFirst();
            assertThat(seen.ttl()).isEqualTo(9);
            assertThat(seen.tos()).isEqualTo(0x28);
            if (family == Family.IPV4) {
                assertThat(seen.dontFragment()).isTrue();
                socket.options().pathMtuDiscovery(PathMtuDiscovery.DONT);
                socket.sendTo(host, encoded(request(family, 2)));
                assertThat(network.awaitRequests(host.getHostAddress(), 2).getLast().dontFragment())
                        .isFalse();
            }
        }
    }

    @Test
    void whatIsAskedForLaterComesWithTheNextMessage() throws Exception {
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.DATAGRAM)) {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            socket.sendTo(loopback, encoded(request(Family.IPV4, 1)));
            assertThat(socket.receive(ofSeconds(2)).orElseThrow().hopLimit()).isEmpty();
            socket.options().receiveHopLimit(true);
            socket.sendTo(loopback, encoded(request(Family.IPV4, 2)));
            assertThat(socket.receive(ofSeconds(2)).orElseThrow().hopLimit()).hasValue(64);
        }
    }

    @Test
    void theKernelStampsWhatItReceives() throws Exception {
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.DATAGRAM)) {
            socket.options().stamps(Stamps.RECEIVED);
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            ReceivedMessage received;
            Instant before;
            do { // the kernel switches stamps on a little after it was asked to
                before = Instant.now();
                socket.sendTo(loopback, encoded(request(Family.IPV4, 1)));
                received = socket.receive(ofSeconds(2)).orElseThrow();
            } while (received.stamp().isEmpty());
            assertThat(received.stamp().orElseThrow()).isBetween(before, Instant.now());
        }
    }

    @Test
    void anIcmpErrorIsInTheErrorQueue() throws Exception {
        InetAddress host = host(Family.IPV4);
        network.host(host.getHostAddress())
                .answers(request -> request.hostUnreachable().from("203.0.113.1"));
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.DATAGRAM)) {
            socket.options().receiveErrors(true);
            socket.sendTo(host, encoded(request(Family.IPV4, 3)));
            network.awaitAnswers(host.getHostAddress(), 1);
            assertThat(socket.receiveFrom(ofMillis(50))).isEmpty();
            QueuedError error = socket.receiveError().orElseThrow();
            assertThat(error.destination()).isEqualTo(host);
            assertThat(error.offender()).contains(InetAddress.getByName("203.0.113.1"));
            assertThat(error.type()).isEqualTo(3);
            assertThat(error.code()).isEqualTo(1);
            assertThat(socket.receiveError()).isEmpty();
            socket.sendTo(host, encoded(request(Family.IPV4, 4)));
        }
    }

    @Test
    void aLinkLocalOffenderTellsOfWhichInterface() throws Exception {
        InetAddress host = host(Family.IPV6);
        network.host(host.getHostAddress())
                .answers(request -> request.hostUnreachable().from("fe80::1"));
        try (IcmpSocket socket = open(Family.IPV6, SocketKind.DATAGRAM)) {
            socket.options().receiveErrors(true);
            socket.sendTo(host, encoded(request(Family.IPV6, 3)));
            network.awaitAnswers(host.getHostAddress(), 1);
            assertThat(socket.receiveFrom(ofMillis(50))).isEmpty();
            assertThat(socket.receiveError().orElseThrow().offender().orElseThrow())
                    .isInstanceOfSatisfying(
                            Inet6Address.class,
                            offender -> assertThat(offender.getScopeId()).isGreaterThan(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTypeFilterKeepsOtherMessagesOut(Family family) throws Exception {
        try (IcmpSocket socket = open(family, SocketKind.RAW)) {
            socket.options().acceptTypes(family.echoReplyType());
            InetAddress loopback = InetAddress.getByName(family == Family.IPV4 ? "127.0.0.1" : "::1");
            socket.sendTo(loopback, encoded(request(family, 5)));
            assertThat(socket.receiveFrom(ofSeconds(2)).orElseThrow().decode())
                    .as("not the request, which loopback shows as well")
                    .isInstanceOf(EchoReply.class);
            assertThat(socket.receiveFrom(Duration.ZERO)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIdentifierFilterKeepsOtherProgramsRepliesAndErrorsOut(Family family) throws Exception {
        InetAddress host = host(family);
        String router = family == Family.IPV4 ? "203.0.113.1" : "2001:db8:1::1";
        network.host(host.getHostAddress())
                .onRequest(request -> java.util.List.of(
                        request.reply().withWrongId(),
                        request.hostUnreachable().quotingId(1).from(router),
                        request.hostUnreachable().quotingEightBytes().from(router),
                        request.reply()));
        try (IcmpSocket socket = open(family, SocketKind.RAW)) {
            socket.options()
                    .acceptTypes(family.echoReplyType(), family == Family.IPV4 ? 3 : 1)
                    .acceptIdentifier(4242);
            socket.sendTo(host, encoded(request(family, 6)));
            assertThat(socket.receiveFrom(ofSeconds(2)).orElseThrow().decode().describe())
                    .contains("unreachable")
                    .contains("id 4242");
            assertThat(socket.receiveFrom(ofSeconds(2)).orElseThrow().decode())
                    .isInstanceOfSatisfying(
                            EchoReply.class, reply -> assertThat(reply.identifier()).isEqualTo(4242));
            assertThat(socket.receiveFrom(ofMillis(20))).isEmpty();
        }
    }

    /** Of a request longer than the MTU: the message is behind a fragment header. */
    @Test
    void theIdentifierFilterLooksBehindAFragmentHeader() throws Exception {
        InetAddress host = host(Family.IPV6);
        network.host(host.getHostAddress())
                .onRequest(request -> java.util.List.of(
                        request.hostUnreachable().quotingFirstFragment(), request.reply()));
        try (IcmpSocket socket = open(Family.IPV6, SocketKind.RAW)) {
            socket.options().acceptTypes(1).acceptIdentifier(4242);
            socket.sendTo(host, encoded(request(Family.IPV6, 6)));
            assertThat(socket.receiveFrom(ofSeconds(2))).isPresent();

            socket.options().acceptIdentifier(4243);
            socket.sendTo(host, encoded(request(Family.IPV6, 7)));
            network.awaitAnswers(host.getHostAddress(), 4);
            assertThat(socket.receiveFrom(ofMillis(50))).isEmpty();
        }
    }

    @Test
    void closingEndsTheWaitingOfAnotherThread() throws Exception {
        for (int round = 0; round < 20; round++) {
            IcmpSocket socket = open(Family.IPV4, SocketKind.DATAGRAM);
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread waiting = Thread.ofPlatform().start(() -> {
                try {
                    socket.receiveFrom(ofSeconds(60));
                } catch (Throwable thrown) {
                    ended.complete(thrown);
                }
            });
            if (round % 2 == 0) {
                while (waiting.getState() == Thread.State.NEW) {
                    Thread.onSpinWait();
                }
            }
            socket.close();
            assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> socket.sendTo(InetAddress.getByName("127.0.0.1"), new byte[8]))
                    .isInstanceOf(IllegalStateException.class);
            socket.close();
        }
    }

    @Test
    void noGroupForADatagramSocketIsEaccesWithItsRemedy() {
        network.closePingGroup();
        assertThatThrownBy(() -> open(Family.IPV4, SocketKind.DATAGRAM))
                .isInstanceOfSatisfying(IcmpPermissionException.class, e -> {
                    assertThat(e.errnoName()).isEqualTo("EACCES");
                    assertThat(e).hasMessageContaining("EACCES").hasMessageContaining("net.ipv4.ping_group_range");
                });
    }

    @Test
    void whatTheKernelRefusesHasErrnosName() throws Exception {
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.RAW)) {
            assertThatThrownBy(() -> socket.options().interfaceName("nosuch0"))
                    .isInstanceOf(IcmpException.class)
                    .hasMessageContaining("ENODEV")
                    .hasMessageContaining("nosuch0");
            assertThatThrownBy(() -> socket.bind(InetAddress.getByName("192.0.2.1")))
                    .hasMessageContaining("EADDRNOTAVAIL")
                    .hasMessageContaining("192.0.2.1");
            assertThatThrownBy(() -> socket.sendTo(InetAddress.getByName("127.0.0.1"), new byte[70_000]))
                    .hasMessageContaining("EMSGSIZE");
            assertThatThrownBy(() -> socket.options().hopLimit(256)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theGrantedBufferIsTold() throws Exception {
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.RAW)) {
            assertThat(socket.options().receiveBuffer(1 << 20)).isGreaterThanOrEqualTo(1 << 20);
        }
    }

    @Test
    void aDatagramSocketCanBeGivenItsIdentifier() throws Exception {
        try (IcmpSocket socket = open(Family.IPV4, SocketKind.DATAGRAM)) {
            socket.bind(IcmpSocket.anyAddress(Family.IPV4), 31_337);
            assertThat(socket.identifier()).isEqualTo(31_337);
            socket.sendTo(host(Family.IPV4), encoded(request(Family.IPV4, 0)));
            assertThat(network.awaitRequests("198.51.100.10", 1).getFirst().id()).isEqualTo(31_337);
        }
    }

    /** F10. */
    @ParameterizedTest
    @EnumSource
    void anIdentifierIsOneDatagramSockets(Family family) throws Exception {
        for (Family other : Family.values()) {
            try (IcmpSocket first = open(family, SocketKind.DATAGRAM);
                    IcmpSocket second = open(other, SocketKind.DATAGRAM)) {
                first.bind(IcmpSocket.anyAddress(family), 31_337);
                assertThatThrownBy(() -> second.bind(IcmpSocket.anyAddress(other), 31_337))
                        .isInstanceOfSatisfying(IcmpException.class,
                                e -> assertThat(e.errnoName()).isEqualTo("EADDRINUSE"))
                        .hasMessageContaining("31337");
            }
        }
    }

    /** The kernel's own choice is as safe as one's own: programs that allow sharing do not get it. */
    @ParameterizedTest
    @EnumSource
    void anIdentifierThatTheKernelChoseIsNobodyElses(Family family) throws Exception {
        try (IcmpSocket first = open(family, SocketKind.DATAGRAM);
                IcmpSocket second = open(family, SocketKind.DATAGRAM)) {
            first.bind(IcmpSocket.anyAddress(family));
            second.options().shareIdentifier(true); // as the kernel makes it
            assertThatThrownBy(() -> second.bind(IcmpSocket.anyAddress(family), first.identifier()))
                    .hasMessageContaining("EADDRINUSE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoFamiliesOfOneProgramShareAnIdentifierAndNoThirdSocketGetsIt(Family family) throws Exception {
        Family other = family == Family.IPV4 ? Family.IPV6 : Family.IPV4;
        try (IcmpSocket first = open(family, SocketKind.DATAGRAM);
                IcmpSocket second = open(other, SocketKind.DATAGRAM);
                IcmpSocket third = open(family, SocketKind.DATAGRAM)) {
            first.bind(IcmpSocket.anyAddress(family), 31_337);
            second.bindSharing(IcmpSocket.anyAddress(other), first);
            assertThat(second.identifier()).isEqualTo(31_337);
            third.options().shareIdentifier(true);
            assertThatThrownBy(() -> third.bind(IcmpSocket.anyAddress(family), 31_337))
                    .hasMessageContaining("EADDRINUSE");
        }
    }

    @ParameterizedTest
    @CsvSource({"IPV4,RAW", "IPV6,RAW", "IPV4,DATAGRAM", "IPV6,DATAGRAM"})
    void anIdentifierHas16Bits(Family family, SocketKind kind) throws Exception {
        try (IcmpSocket socket = open(family, kind)) {
            for (int identifier : new int[] {-1, 65_536, 70_000}) {
                assertThatThrownBy(() -> socket.bind(IcmpSocket.anyAddress(family), identifier))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("0 to 65535, not " + identifier);
            }
            socket.bind(IcmpSocket.anyAddress(family), 65_535);
        }
    }
}
