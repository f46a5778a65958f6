package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.MplsLabel;
import io.github.icmpffm.testnetwork.ErrorAnswer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ICMP errors and notices: who said what about which probe. */
@NeedsNetwork
class ErrorScenarioTest {

    private final TestNetwork network;

    ErrorScenarioTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void anErrorFromARouterEndsItsProbeAndIsNoReply(Way way) throws Exception {
        network.host(way.host).answers(request -> request.hostUnreachable().from(way.router()));
        theErrorIsOurs(way, Collected.pings(network, way, 2));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatQuotesNoMoreThanItMustIsMatchedToo(Way way) throws Exception {
        int least = way.isIpv4() ? 8 : 128 - 40; // RFC 792, RFC 4884 section 4.4
        network.host(way.host)
                .answers(request -> request.hostUnreachable().quotingBytes(least).from(way.router()));
        theErrorIsOurs(way, Collected.pings(network, way, 2));
    }

    private static void theErrorIsOurs(Way way, Collected pings) throws Exception {
        assertThat(pings.sequences(IcmpError.class)).containsExactly(0, 1);
        assertThat(pings.all(IcmpError.class)).allSatisfy(error -> {
            assertThat(error.target()).isEqualTo(way.target());
            assertThat(error.from()).isEqualTo(InetAddress.getByName(way.router()));
            assertThat(error.category()).isEqualTo(ErrorCategory.UNREACHABLE);
            assertThat(error.reason())
                    .isEqualTo(
                            way.isIpv4()
                                    ? "Destination Host Unreachable"
                                    : "Destination unreachable: Address unreachable");
        });
        assertThat(pings.statistics().errors()).isEqualTo(2);
        assertThat(pings.statistics().received()).isZero();
        assertThat(pings.statistics().timeouts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void timeExceededNamesTheRouter(Way way) throws Exception {
        network.host(way.host).replies().behind(way.router());
        try (Pinger pinger = way.open(network)) {
            PingResult result = pinger.ping(
                    PingRequest.to(way.target()).withHopLimit(1).withTimeout(ofMillis(500)));
            assertThat(result).isInstanceOfSatisfying(IcmpError.class, error -> {
                assertThat(error.category()).isEqualTo(ErrorCategory.TIME_EXCEEDED);
                assertThat(error.from().getHostAddress())
                        .isEqualTo(way.isIpv4() ? "203.0.113.1" : "2001:db8:1:0:0:0:0:1");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV6", "DATAGRAM_IPV6"})
    void aLinkLocalRoutersAddressTellsOfWhichInterface(Way way) throws Exception {
        network.host(way.host).answers(request -> request.timeExceeded().from("fe80::1"));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.all(IcmpError.class).getFirst().from())
                .isInstanceOfSatisfying(
                        Inet6Address.class,
                        from -> assertThat(from.getScopeId()).as("not loopback's").isGreaterThan(1));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorTellsItsRoundTripAndItsMplsLabels(Way way) throws Exception {
        network.tapped()
                .host(way.host)
                .answers(request -> request.hostUnreachable()
                        .from(way.router())
                        .withMpls(16001, 5, 1)
                        .withMpls(3, 0, 2)
                        .after(ofMillis(20)));
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            long start = System.nanoTime();
            IcmpError error = (IcmpError) pinger.ping(way.target());
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(error.mplsLabels())
                    .containsExactly(new MplsLabel(16001, 5, false, 1), new MplsLabel(3, 0, true, 2));
            assertThat(error.roundTrip()).isBetween(ofMillis(20), took);
            assertThat(error.timing()).isEqualTo(Timing.KERNEL);
        }
    }

    /** As routers tell them that know MPLS but not RFC 4884. */
    @ParameterizedTest
    @EnumSource
    void labelsAreFoundAlsoWhereTheErrorDoesNotSayThatThereAreSome(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable()
                        .from(way.router())
                        .withMpls(16001, 5, 1)
                        .withoutLengthField());
        try (Pinger pinger = way.open(network)) {
            IcmpError error = (IcmpError) pinger.ping(way.target());
            assertThat(error.mplsLabels()).containsExactly(new MplsLabel(16001, 5, true, 1));
        }
    }

    /** RFC 4884 section 3: what is quoted with extensions has at least 128 bytes. */
    @ParameterizedTest
    @EnumSource
    void aLengthThatCannotBeLosesNoError(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable().from(way.router()).withLengthField(1));
        try (Pinger pinger = way.open(network)) {
            assertThat(pinger.ping(way.target())).isInstanceOf(IcmpError.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV6", "DATAGRAM_IPV6"})
    void anErrorAboutTheFirstFragmentIsAboutTheRequest(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable().from(way.router()).quotingFirstFragment());
        try (Pinger pinger = way.open(network)) {
            assertThat(pinger.ping(way.target())).isInstanceOf(IcmpError.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithBrokenExtensionsIsAnErrorWithoutLabels(Way way) throws Exception {
        byte[] wrongChecksum = {0x20, 0, 1, 2, 0, 8, 1, 1, 3, (byte) 0xe8, 0x11, 1};
        network.host(way.host)
                .answers(request -> request.hostUnreachable().from(way.router()).withExtensions(wrongChecksum));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.all(IcmpError.class).getFirst().mplsLabels()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tooBigTellsTheMtu(Way way) throws Exception {
        network.host(way.host).answers(request -> request.tooBig(1280).from(way.router()));
        Collected pings = Collected.pings(network, way, 1);
        IcmpError error = pings.all(IcmpError.class).getFirst();
        assertThat(error.category()).isEqualTo(ErrorCategory.TOO_BIG);
        assertThat(error.reason()).contains("1280");
        assertThat(error.mtu()).hasValue(1280);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAboutSomebodyElsesPacketIsNotOurs(Way way) throws Exception {
        List<Changed> changes = List.of(
                (request, error) -> error.quotingId((request.id() + 1) & 0xffff),
                (request, error) -> error.quotingSequence(request.sequence() + 100),
                (request, error) -> error.quotingDestination(way.otherHost()));
        for (Changed change : changes) {
            network.host(way.host)
                    .answers(request -> change.apply(request, request.hostUnreachable()).from(way.router()));
            Collected pings = Collected.pings(network, way, 1);
            assertThat(pings.sequences(Timeout.class)).containsExactly(0);
            assertThat(pings.statistics().errors()).isZero();
        }
    }

    private interface Changed {
        ErrorAnswer apply(Request request, ErrorAnswer error);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithAWrongChecksumIsNoOutcome(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable().withBadChecksum().from(way.router()));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.sequences(Timeout.class)).containsExactly(0);
    }

    /** F4. */
    @ParameterizedTest
    @EnumSource
    void aReplyInTimeCountsAfterAnError(Way way) throws Exception {
        network.host(way.host)
                .onRequest(request -> request.sequence() == 0
                        ? List.of(
                                request.hostUnreachable().from(way.router()),
                                request.reply().after(ofMillis(20)))
                        : List.of(request.reply()));
        try (Pinger pinger = way.open(network)) {
            Collected pings = Collected.pings(pinger, way, PingPlan.every(ofMillis(400)).count(2));
            assertThat(pings.sequences(ErrorHint.class)).containsExactly(0);
            assertThat(pings.sequences(Reply.class)).containsExactly(0, 1);
            assertThat(pings.sequences(IcmpError.class)).isEmpty();
            assertThat(pings.statistics().received()).isEqualTo(2);
            assertThat(pings.statistics().errors()).isZero();
            assertThat(pings.statistics().errorMessages()).isEqualTo(1);
            assertThat(pings.statistics().lossPercent()).hasValue(0);
        }
    }

    /** Part 3, point 2. */
    @ParameterizedTest
    @EnumSource
    void anErrorAfterTheReplyChangesNothing(Way way) throws Exception {
        network.host(way.host)
                .onRequest(request -> List.of(request.reply(), request.hostUnreachable().from(way.router())));
        Collected pings = Collected.pings(network, way, 20);
        assertThat(pings.all(Reply.class)).hasSize(20);
        assertThat(pings.all(ErrorHint.class)).isEmpty();
        assertThat(pings.statistics().errorMessages()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorWithoutAReplyIsReportedAtOnceAndIsTheOutcomeAtTheTimeout(Way way) throws Exception {
        network.host(way.host).answers(request -> request.hostUnreachable().from(way.router()));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.events()).extracting(Object::getClass).containsExactly(
                Sent.class, ErrorHint.class, IcmpError.class);
        assertThat(pings.all(IcmpError.class)).containsExactly(pings.all(ErrorHint.class).getFirst().error());
        assertThat(pings.statistics().errors()).isEqualTo(1);
        assertThat(pings.statistics().timeouts()).isZero();
        assertThat(pings.statistics().lossPercent()).hasValue(100);
    }

    /** Part 3, point 9. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV4"})
    void redirectAndSourceQuenchAreToldAndNoOutcome(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .delayedBy(ofMillis(20))
                .preceding(request -> List.of(
                        request.redirectTo("198.51.100.77").from("198.51.100.254"),
                        request.sourceQuench().from(way.router())));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.all(Notice.class)).extracting(Notice::type).containsExactlyInAnyOrder(5, 4);
        assertThat(pings.sequences(Notice.class)).as("the request they are about").containsOnly(0);
        assertThat(pings.all(Notice.class)).extracting(Notice::reason).contains("Redirect Host", "Source Quench");
        assertThat(pings.sequences(Reply.class)).containsExactly(0);
        assertThat(pings.statistics().errors()).isZero();
        assertThat(pings.statistics().notices()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTargetThatErrsDoesNotDisturbItsNeighbour(Way way) throws Exception {
        network.host(way.host).replies();
        network.host(way.otherHost()).answers(request -> request.hostUnreachable().from(way.router()));
        try (Pinger pinger = way.open(network)) {
            InetAddress other = InetAddress.getByName(way.otherHost());
            for (int i = 0; i < 20; i++) {
                var erring = pinger.pingAsync(PingRequest.to(other).withTimeout(ofMillis(500)));
                assertThat(pinger.ping(PingRequest.to(way.target()).withTimeout(ofMillis(500))))
                        .isInstanceOf(Reply.class);
                assertThat(erring.get()).isInstanceOf(IcmpError.class);
            }
        }
    }
}
