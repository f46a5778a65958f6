package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.MplsLabel;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routers on the way, whatever they do, over both kinds of socket and both families. */
@NeedsNetwork
class TracerouteTest {

    private static final Duration WAIT = ofMillis(300);

    private final TestNetwork network;
    private final List<Hop> told = new ArrayList<>();

    TracerouteTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void oneToTwelveHopsAreToldInOrder(Way way) throws Exception {
        try (Pinger pinger = way.open(network)) {
            for (int length = 1; length <= 12; length++) {
                String host = address(way, 100 + length);
                String[] routers = routers(way, length - 1);
                network.host(host).replies().behind(routers);
                told.clear();

                Route route = Traceroute.to(InetAddress.ofLiteral(host)).run(pinger, told::add);

                assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
                assertThat(route.hops()).hasSize(length).isEqualTo(told);
                for (int i = 0; i < length; i++) {
                    Hop hop = route.hops().get(i);
                    assertThat(hop.hopLimit()).isEqualTo(i + 1);
                    assertThat(hop.probes()).hasSize(3);
                    assertThat(hop.responders())
                            .containsExactly(InetAddress.ofLiteral(i < length - 1 ? routers[i] : host));
                    assertThat(hop.isSilent()).isFalse();
                    assertThat(hop.isPartlySilent()).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void identifierAndChecksumAreTheSameInAllProbes(Way way) throws Exception {
        network.host(way.host).replies().behind(routers(way, 9));

        assertThat(trace(way, usual(way)).end()).isEqualTo(RouteEnd.REACHED);

        List<Request> requests = network.requests(way.host);
        assertThat(requests).hasSizeGreaterThanOrEqualTo(30);
        assertThat(requests).extracting(Request::id).containsOnly(requests.getFirst().id());
        assertThat(requests).extracting(Request::checksum).containsOnly(requests.getFirst().checksum());
        assertThat(requests).extracting(Request::tos).containsOnly(0);
        assertThat(requests).extracting(Request::sequence).doesNotHaveDuplicates();
        if (!way.isIpv4()) {
            assertThat(requests)
                    .as("flow label")
                    .extracting(request -> List.of(request.packet()[1], request.packet()[2], request.packet()[3]))
                    .hasSameElementsAs(List.of(List.of(
                            requests.getFirst().packet()[1],
                            requests.getFirst().packet()[2],
                            requests.getFirst().packet()[3])));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aForgedReplyDoesNotReachTheTarget(Way way) throws Exception {
        network.host(way.host).answers(request -> request.reply().withForgedPayload());
        assertThat(trace(way, usual(way).withMaxHops(2)).end()).isEqualTo(RouteEnd.MAX_HOPS);
    }

    @ParameterizedTest
    @EnumSource
    void aSilentHopIsAHopAndTheRouteGoesOn(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(Router.at(router(way, 1)), Router.silent(), Router.at(router(way, 3)));

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
        assertThat(route.hops()).hasSize(4);
        assertThat(route.hops()).extracting(Hop::isSilent).containsExactly(false, true, false, false);
        assertThat(route.hops().get(1).probes()).hasSize(3).hasOnlyElementsOfType(Timeout.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRouterThatLimitsItsErrorsIsPartlySilent(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.at(router(way, 1)).answeringEvery(3));

        Route route = trace(way, usual(way));

        Hop first = route.hops().getFirst();
        assertThat(first.isPartlySilent()).isTrue();
        assertThat(first.isSilent()).isFalse();
        assertThat(first.responders()).containsExactly(InetAddress.ofLiteral(router(way, 1)));
        assertThat(first.probes()).filteredOn(Timeout.class::isInstance).hasSize(2);
        assertThat(route.hops()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aHopMayHaveSeveralRouters(Way way) throws Exception {
        int[] asked = {0};
        network.host(way.host)
                .replies()
                .behind(Router.at(router(way, 1)).saying(error -> error.from(router(way, 1 + asked[0]++ % 2))));

        Hop first = trace(way, usual(way)).hops().getFirst();

        assertThat(first.responders())
                .containsExactlyInAnyOrder(
                        InetAddress.ofLiteral(router(way, 1)), InetAddress.ofLiteral(router(way, 2)));
    }

    @ParameterizedTest
    @EnumSource
    void mplsLabelsAreOfTheAnswersThatCarryThem(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(
                        Router.at(router(way, 1)),
                        Router.at(router(way, 2)).saying(error -> error.withMpls(16001, 0, 1)));

        List<Hop> hops = trace(way, usual(way)).hops();

        assertThat(hops.get(0).probes())
                .allSatisfy(probe -> assertThat(((IcmpError) probe).mplsLabels()).isEmpty());
        assertThat(hops.get(1).probes())
                .allSatisfy(probe -> assertThat(((IcmpError) probe).mplsLabels())
                        .containsExactly(new MplsLabel(16001, 0, true, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void unreachableOnTheWayEndsTheRoute(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable().from(router(way, 2)))
                .behind(routers(way, 2));

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.UNREACHABLE);
        assertThat(route.hops()).hasSize(3);
        assertThat(route.hops().getLast().responders()).containsExactly(InetAddress.ofLiteral(router(way, 2)));
    }

    /** F4: anyone on the link can send such an error. */
    @ParameterizedTest
    @EnumSource
    void aReplyAfterAFalseErrorReachesTheTarget(Way way) throws Exception {
        network.host(way.host)
                .repliesAfter(ofMillis(50))
                .preceding(request -> List.of(request.hostUnreachable().from(router(way, 99))))
                .behind(routers(way, 1));

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
        assertThat(route.hops()).hasSize(2);
        assertThat(route.hops().getLast().probes()).hasSize(3).hasOnlyElementsOfType(Reply.class);
    }

    @ParameterizedTest
    @EnumSource
    void falseErrorsAtEveryHopDoNotKeepTheTargetFromBeingReached(Way way) throws Exception {
        network.host(way.host)
                .onRequest(request -> List.of(
                        request.hostUnreachable().from(router(way, 99)),
                        request.ttl() < 3
                                ? request.timeExceeded().from(router(way, request.ttl())).after(ofMillis(10))
                                : request.reply().after(ofMillis(10))));

        Route route = trace(way, usual(way).withTimeout(ofSeconds(1)));

        assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
        assertThat(route.hops()).hasSize(3);
    }

    /** It may have been so for a moment, or be forged. */
    @ParameterizedTest
    @EnumSource
    void unreachableDoesNotEndItWhereTheTargetHasReplied(Way way) throws Exception {
        AtomicInteger lost = new AtomicInteger();
        network.host(way.host)
                .onRequest(request -> switch (request.ttl()) {
                    case 1 -> List.of(request.timeExceeded().from(router(way, 1)));
                    case 2 -> lost.getAndIncrement() == 0
                            ? List.of(request.hostUnreachable().from(router(way, 2)))
                            : List.of();
                    default -> List.of(request.reply());
                });

        Route route = trace(way, usual(way).withTimeout(ofSeconds(1)));

        assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
        assertThat(route.hops()).hasSize(3);
        assertThat(route.hops().get(1).responders()).containsExactly(InetAddress.ofLiteral(router(way, 2)));
    }

    @ParameterizedTest
    @EnumSource
    void aTargetThatDoesNotAnswerEndsAtTheLastHop(Way way) throws Exception {
        network.host(way.host).silent().behind(routers(way, 2));

        Route route = trace(way, usual(way).withMaxHops(7).withProbesPerHop(2));

        assertThat(route.end()).isEqualTo(RouteEnd.MAX_HOPS);
        assertThat(route.hops()).hasSize(7);
        assertThat(route.hops()).extracting(Hop::isSilent).containsExactly(false, false, true, true, true, true, true);
        assertThat(network.requests(way.host)).hasSize(14);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKernelDoesNotSendEndsTheRoute(Way way) throws Exception {
        network.exec("ip", way.isIpv4() ? "-4" : "-6", "route", "add", "blackhole", way.host);

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.NOT_SENT);
        assertThat(route.hops()).hasSize(1);
        assertThat(route.hops().getFirst().probes()).hasOnlyElementsOfType(SendFailure.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void stoppedItTellsWhatIsKnown(Way way) throws Exception {
        network.host(way.host)
                .silent()
                .behind(Router.silent(), Router.at(router(way, 2)).answeringEvery(3), Router.at(router(way, 3)));
        try (Pinger pinger = way.open(network)) {
            TracerouteRun run = usual(way).withTimeout(ofSeconds(60)).start(pinger, told::add);
            network.awaitAnswers(way.host, 4);
            assertThat(pinger.ping(PingRequest.to(way.target()).withTimeout(WAIT))).isInstanceOf(Timeout.class);
            run.stop();

            Route route = run.await();

            assertThat(route.end()).isEqualTo(RouteEnd.STOPPED);
            assertThat(route.hops()).isEqualTo(told);
            assertThat(told).extracting(hop -> hop.probes().size()).containsExactly(0, 1, 3);
        }
    }

    /** Each makes the datagram socket's next send fail. */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "DATAGRAM_IPV6"})
    void errorsThatStreamInAreNoSendFailures(Way way) throws Exception {
        network.host(way.host).replies().behind(routers(way, 9));
        try (Pinger pinger = way.open(network)) {
            for (int i = 0; i < 300; i++) {
                Route route = usual(way).withProbeInterval(Duration.ZERO).run(pinger, hop -> {});
                assertThat(route.hops())
                        .hasSize(10)
                        .allSatisfy(hop -> assertThat(hop.probes()).noneMatch(SendFailure.class::isInstance));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4"})
    void whatTheListenerThrowsEndsIt(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            assertThatThrownBy(() -> usual(way).run(pinger, hop -> {
                throw new IllegalArgumentException("enough");
            })).isInstanceOf(CompletionException.class).hasMessageContaining("enough");
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
        }
    }

    // ---- pace

    @ParameterizedTest
    @EnumSource
    void noHopBeyondTheTargetIsAsked(Way way) throws Exception {
        network.host(way.host).repliesAfter(ofMillis(20)).behind(routers(way, 3));

        assertThat(trace(way, usual(way)).end()).isEqualTo(RouteEnd.REACHED);

        assertThat(network.requests(way.host))
                .extracting(Request::ttl)
                .containsExactlyInAnyOrder(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
    }

    @ParameterizedTest
    @EnumSource
    void noHopBeyondATargetBehindSilentRoutersIsAsked(Way way) throws Exception {
        network.host(way.host)
                .repliesAfter(ofMillis(20))
                .behind(Router.silent(), Router.at(router(way, 2)), Router.silent(), Router.silent());

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.REACHED);
        assertThat(route.hops()).extracting(Hop::isSilent).containsExactly(true, false, true, true, false);
        assertThat(network.requests(way.host)).hasSize(15);
    }

    /** The first router shows how long it takes; it would be half a second otherwise. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aTargetIsWaitedForThreeTimesTheLongestRoundTripBeforeTheNextHopIsAsked(Way way) throws Exception {
        network.host(way.host)
                .repliesAfter(ofMillis(700))
                .behind(Router.at(router(way, 1)).saying(error -> error.after(ofMillis(350))));

        assertThat(trace(way, usual(way).withTimeout(ofSeconds(10))).end()).isEqualTo(RouteEnd.REACHED);

        assertThat(network.requests(way.host)).hasSize(6);
    }

    /** As a firewall does. */
    @ParameterizedTest
    @EnumSource
    void noHopBeyondATargetThatRefusesIsAsked(Way way) throws Exception {
        network.host(way.host).answers(Request::prohibited).behind(routers(way, 1));

        Route route = trace(way, usual(way));

        assertThat(route.end()).isEqualTo(RouteEnd.UNREACHABLE);
        assertThat(route.hops().getLast().responders()).containsExactly(way.target());
        assertThat(network.requests(way.host)).hasSize(6);
    }

    /** P5: as Linux and others limit errors and, if so told, replies. */
    @ParameterizedTest
    @EnumSource
    void aLimitOfOneAnswerIn25MillisecondsIsNotMet(Way way) throws Exception {
        Map<Integer, Long> answered = new HashMap<>();
        network.host(way.host)
                .onRequest(request -> {
                    long sinceLast = request.arrivedNanos() - answered.getOrDefault(request.ttl(), Long.MIN_VALUE / 2);
                    if (sinceLast < ofMillis(25).toNanos()) {
                        return List.of();
                    }
                    answered.put(request.ttl(), request.arrivedNanos());
                    return List.of(
                            request.ttl() < 4
                                    ? request.timeExceeded().from(router(way, request.ttl()))
                                    : request.reply());
                });

        Route route = trace(way, usual(way));

        assertThat(route.hops()).hasSize(4).noneMatch(Hop::isSilent).noneMatch(Hop::isPartlySilent);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void theProbesOfAHopAreAsFarApartAsIsAskedFor(Way way) throws Exception {
        network.host(way.host).replies().behind(routers(way, 2));

        trace(way, usual(way).withProbeInterval(ofMillis(200)));

        for (int hop = 1; hop <= 3; hop++) {
            int ttl = hop;
            assertThat(span(network.requests(way.host).stream()
                    .filter(request -> request.ttl() == ttl)
                    .toList())).isBetween(ofMillis(390), ofMillis(800));
        }
        assertThat(span(network.requests(way.host))).as("hops do not wait for each other").isLessThan(ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void theProbesOfAllHopsKeepToTheRate(Way way) throws Exception {
        network.host(way.host).replies().behind(routers(way, 2));

        Route route = trace(way, usual(way).withProbeInterval(Duration.ZERO).withRate(20));

        assertThat(route.hops()).hasSize(3).allSatisfy(hop -> assertThat(hop.probes()).hasSize(3));
        assertThat(span(network.requests(way.host))).isGreaterThan(ofMillis(8 * 50 - 10));
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aPaceMustBePossible(Way way) throws Exception {
        Traceroute usual = usual(way);
        for (Duration interval : List.of(ofMillis(-1), Duration.ofHours(1).plusNanos(1))) {
            assertThatThrownBy(() -> usual.withProbeInterval(interval))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("zero to an hour");
        }
        assertThatThrownBy(() -> usual.withRate(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of 60 seconds. */
    @ParameterizedTest
    @EnumSource
    @org.junit.jupiter.api.Timeout(30)
    void noTimeoutIsWaitedForWhereAllHaveAnswered(Way way) throws Exception {
        network.host(way.host).replies().behind(routers(way, 3));
        assertThat(trace(way, usual(way).withTimeout(ofSeconds(60))).hops()).hasSize(4);
    }

    private static Duration span(List<Request> requests) {
        return Duration.ofNanos(requests.getLast().arrivedNanos() - requests.getFirst().arrivedNanos());
    }

    // ---- ends

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4"})
    void theEndOfThePingerEndsIt(Way way) throws Exception {
        network.host(way.host).silent();
        TracerouteRun run;
        try (Pinger pinger = way.open(network)) {
            run = usual(way).withTimeout(ofSeconds(60)).start(pinger, told::add);
            network.awaitRequests(way.host, 3);
        }
        assertThatThrownBy(() -> run.completion().get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4"})
    void interruptedItIsStopped(Way way) throws Exception {
        network.host(way.host).repliesAfter(ofMillis(400));
        try (Pinger pinger = way.open(network)) {
            FutureTask<Route> tracing = new FutureTask<>(
                    () -> usual(way).withTimeout(ofSeconds(60)).run(pinger, told::add));
            Thread thread = Thread.ofPlatform().start(tracing);
            network.awaitRequests(way.host, 3);
            thread.interrupt();
            assertThatThrownBy(tracing::get).hasCauseInstanceOf(InterruptedException.class);
            network.awaitAnswers(way.host, 3);
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            assertThat(told).as("what came later is not told").isEmpty();
        }
    }

    private Route trace(Way way, Traceroute traceroute) throws Exception {
        try (Pinger pinger = way.open(network)) {
            return traceroute.run(pinger, told::add);
        }
    }

    private static Traceroute usual(Way way) throws Exception {
        return Traceroute.to(way.target()).withTimeout(WAIT);
    }

    private static String[] routers(Way way, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> router(way, i)).toArray(String[]::new);
    }

    private static String router(Way way, int number) {
        return way.isIpv4() ? "203.0.113." + number : "2001:db8:1::" + number;
    }

    private static String address(Way way, int number) {
        return way.isIpv4() ? "198.51.100." + number : "2001:db8::" + number;
    }
}
