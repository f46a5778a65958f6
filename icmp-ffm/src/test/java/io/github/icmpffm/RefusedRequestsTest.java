package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that the kernel does not take: they end by their own timeout, and nobody waits for them. */
@NeedsNetwork
class RefusedRequestsTest {

    private static final Duration SOON = ofMillis(300);

    private final TestNetwork network;

    RefusedRequestsTest(TestNetwork network) {
        this.network = network;
    }

    /** F2, on every kind of socket that is told of it. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "RAW_IPV6", "DATAGRAM_IPV4"})
    void aTargetThatIsRefusedForGoodIsASendFailureAfterItsTimeout(Way way) throws Exception {
        EgressFilter.drops(network, way);
        network.host(way.otherHost()).replies();
        try (Pinger pinger = way.open(network)) {
            InetAddress healthy = InetAddress.getByName(way.otherHost());
            PingSeries refused = pinger.series(
                    PingRequest.to(way.target()).withTimeout(SOON), PingPlan.every(ofMillis(20)).count(20),
                    event -> {});
            PingSeries beside = pinger.series(
                    PingRequest.to(healthy).withTimeout(ofSeconds(2)),
                    PingPlan.every(ofMillis(20)).count(20),
                    event -> {});
            assertThat(beside.await().received()).isEqualTo(20);
            assertThat(beside.statistics().sendingTime()).isLessThan(ofSeconds(2));
            PingStatistics statistics = refused.completion().get(5, TimeUnit.SECONDS);
            assertThat(statistics.sendFailures()).isEqualTo(20);
            assertThat(statistics.transmitted()).isZero();
            assertThat(statistics.lossPercent()).hasValue(100);
            assertThat(pinger.ping(PingRequest.to(way.target()).withTimeout(SOON)))
                    .isInstanceOfSatisfying(SendFailure.class,
                            failure -> assertThat(failure.errnoName()).isEqualTo("ENOBUFS"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "RAW_IPV6", "DATAGRAM_IPV4"})
    void everyCommandEndsThoughItsTargetIsRefused(Way way) throws Exception {
        EgressFilter.drops(network, way);
        network.host(way.otherHost()).replies();
        try (Pinger pinger = way.open(network)) {
            List<ProbeView.Kind> kinds = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> failed = new CompletableFuture<>();
            try (PingMonitor monitor = pinger.monitor(
                    PingRequest.to(way.target()).withTimeout(SOON), ofMillis(50), probe -> {
                        kinds.add(probe.kind());
                        failed.complete(null);
                    })) {
                monitor.add(way.target());
                failed.get(5, TimeUnit.SECONDS);
            }
            assertThat(kinds).containsOnly(ProbeView.Kind.SEND_FAILURE);

            Route route = Traceroute.to(way.target()).withTimeout(SOON).withMaxHops(2).run(pinger, hop -> {});
            assertThat(route.end()).isEqualTo(RouteEnd.NOT_SENT);
        }
        PingerOptions options = PingerOptions.defaults().socketMode(way.mode);
        assertThat(network.inside(() -> PathMtu.to(way.target())
                .withTimeout(SOON)
                .withRetries(0)
                .withOptions(options)
                .run())
                .reason())
                .get()
                .isInstanceOf(SendFailure.class);
        SweepProgress end = network.inside(() -> Sweep.over(
                List.of(AddressRange.parse(way.host), AddressRange.parse(way.otherHost())))
                .withTimeout(SOON)
                .withOptions(options)
                .run(event -> {}));
        assertThat(end.answered()).isEqualTo(1);
        assertThat(end.failureReasons()).containsExactlyEntriesOf(
                Map.of("No buffer space available (ENOBUFS)", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aSweepOfWhatIsRefusedForGoodEnds(Way way) throws Exception {
        network.openPingGroup();
        network.exec("tc", "qdisc", "add", "dev", TestNetwork.DEVICE, "root", "tbf", "rate", "8bit", "burst", "1600",
                "limit", "1");
        String range = way.isIpv4() ? "198.51.100.0/22" : "2001:db8::400/118";
        SweepProgress end = network.inside(() -> Sweep.over(List.of(AddressRange.parse(range)))
                .withRate(0)
                .withTimeout(SOON)
                .withOptions(PingerOptions.defaults().socketMode(way.mode))
                .run(event -> {}));
        assertThat(end.sent() + end.failures()).isEqualTo(1024);
        assertThat(end.elapsed()).isLessThan(ofSeconds(10));
    }

    /** R1: the kernel refuses to send, and puts an error about it into the error queue as well. */
    @ParameterizedTest
    @EnumSource
    void aRequestThatAFirewallRejectsHasOneOutcome(Way way) throws Exception {
        network.exec(way.isIpv4() ? "iptables" : "ip6tables", "-A", "OUTPUT", "-d", way.host, "-j", "REJECT");
        try (Pinger pinger = way.open(network)) {
            List<PingEvent> seen = new CopyOnWriteArrayList<>();
            PingStatistics statistics = pinger.series(
                    PingRequest.to(way.target()).withTimeout(SOON),
                    PingPlan.every(ofMillis(10)).count(20),
                    seen::add)
                    .completion()
                    .get(10, TimeUnit.SECONDS);
            assertThat(outcomes(seen)).doesNotHaveDuplicates().hasSize(20);
            assertThat(statistics.lost()).isEqualTo(20);
            assertThat(statistics.open()).isZero();
            assertThat(statistics.tried()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFirewallThatRejectsNowAndThenLeavesEachProbeOneOutcome(Way way) throws Exception {
        String[] rule = way.isIpv4()
                ? new String[] {"iptables", "-A", "OUTPUT", "-p", "icmp", "--icmp-type", "echo-request", "-j", "REJECT"}
                : new String[] {"ip6tables", "-A", "OUTPUT", "-p", "icmpv6", "--icmpv6-type", "echo-request", "-j",
                    "REJECT"};
        String[] end = rule.clone();
        end[1] = "-D";
        eachProbeHasOneOutcomeWhile(way, rule, end);
    }

    @ParameterizedTest
    @EnumSource
    void aRouteThatRejectsNowAndThenLeavesEachProbeOneOutcome(Way way) throws Exception {
        String[] route = {"ip", way.isIpv4() ? "-4" : "-6", "route", "add", "unreachable", way.host};
        String[] end = route.clone();
        end[3] = "del";
        eachProbeHasOneOutcomeWhile(way, route, end);
    }

    /** R1, with what rejects coming and going, in turns, until the series is over. */
    private void eachProbeHasOneOutcomeWhile(Way way, String[] begin, String[] end) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            List<PingEvent> seen = new CopyOnWriteArrayList<>();
            CompletableFuture<PingStatistics> completion = pinger.series(
                    PingRequest.to(way.target()).withTimeout(SOON), PingPlan.every(ofMillis(2)).count(500), seen::add)
                    .completion();
            long deadline = System.nanoTime() + ofSeconds(20).toNanos();
            while (!completion.isDone() && System.nanoTime() < deadline) {
                network.exec(begin);
                network.exec(end);
            }
            assertThat(completion).as("outcomes: %s", outcomes(seen).size()).isDone();
            assertThat(outcomes(seen)).doesNotHaveDuplicates().hasSize(500);
            PingStatistics statistics = completion.get();
            assertThat(statistics.open()).isZero();
            assertThat(statistics.received()).as("some are let pass").isPositive();
            assertThat(statistics.sendFailures() + statistics.errors()).as("some are rejected").isPositive();
            assertThat(statistics.tried()).isEqualTo(500);
        }
    }

    private static List<Integer> outcomes(List<PingEvent> events) {
        return events.stream().filter(PingResult.class::isInstance).map(PingEvent::sequence).toList();
    }

    /** F9: what waits behind a stalled interface counts against the socket that all share. */
    @ParameterizedTest
    @EnumSource
    void aStalledInterfaceKeepsNoOtherTargetWaiting(Way way) throws Exception {
        network.host(way.host).replies();
        String prefix = way.isIpv4() ? "10.77.0." : "fd77::";
        network.exec("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
        if (way.isIpv4()) {
            network.exec("ip", "addr", "add", "10.77.0.1/24", "dev", "v0");
        } else {
            network.exec("ip", "addr", "add", "fd77::1/64", "dev", "v0", "nodad");
        }
        network.exec("ip", "link", "set", "v0", "up");
        network.exec("ip", "link", "set", "v1", "up");
        network.exec("tc", "qdisc", "add", "dev", "v0", "root", "tbf", "rate", "8bit", "burst", "3000", "limit",
                "100000000");
        PingerOptions options = PingerOptions.defaults().bufferBytes(400_000);
        try (Pinger pinger = way.open(network, options)) {
            List<PingSeries> stalled = new ArrayList<>();
            for (int i = 2; i < 22; i++) {
                network.exec("ip", "neigh", "add", prefix + i, "lladdr", "02:00:00:00:00:99", "dev", "v0", "nud",
                        "permanent");
                stalled.add(pinger.series(
                        PingRequest.to(InetAddress.getByName(prefix + i))
                                .withPayloadLength(60_000)
                                .withTimeout(ofSeconds(1)),
                        PingPlan.every(ofMillis(200)),
                        event -> {}));
            }
            PingStatistics healthy = pinger.series(
                    PingRequest.to(way.target()).withTimeout(ofSeconds(1)),
                    PingPlan.every(ofMillis(50)).count(40),
                    event -> {})
                    .await();
            assertThat(healthy.received()).isEqualTo(40);
            assertThat(healthy.sendingTime()).isLessThan(ofMillis(2500));
            for (PingSeries series : stalled) {
                assertThat(series.statistics().decided()).as("timeouts and send failures go on").isPositive();
                series.stop();
            }
        }
    }

    /** F5, D8. */
    @ParameterizedTest
    @EnumSource
    void aTargetWithoutAFreeSequenceNumberWaitsByItself(Way way) throws Exception {
        network.host(way.host).replies();
        InetAddress silent = InetAddress.getByName(way.otherHost());
        try (Pinger pinger = way.open(network)) {
            PingSeries full = pinger.series(
                    PingRequest.to(silent).withTimeout(ofSeconds(20)),
                    PingPlan.every(ofMillis(1)).outstanding(65_536).deadline(ofSeconds(6)),
                    event -> {});
            PingRequest patient = PingRequest.to(silent).withTimeout(ofSeconds(20));
            for (int i = 0; i < 65_536; i++) {
                var _ = pinger.pingAsync(patient);
            }
            PingResult none = pinger.ping(PingRequest.to(silent).withTimeout(SOON));
            assertThat(none).isInstanceOfSatisfying(SendFailure.class,
                    failure -> assertThat(failure.errnoName()).isEqualTo("EAGAIN"));
            PingStatistics healthy = pinger.series(
                    PingRequest.to(way.target()).withTimeout(ofSeconds(1)),
                    PingPlan.every(ofMillis(20)).count(20),
                    event -> {})
                    .await();
            assertThat(healthy.received()).isEqualTo(20);
            PingStatistics statistics = full.completion().get(20, TimeUnit.SECONDS);
            assertThat(statistics.transmitted()).isEqualTo(65_536);
            assertThat(statistics.missed()).isPositive();
            assertThat(statistics.open()).isEqualTo(65_536);
        }
    }
}
