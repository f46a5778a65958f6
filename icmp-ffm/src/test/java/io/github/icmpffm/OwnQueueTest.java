package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that wait in a queue of this host, or are dropped there. */
@NeedsNetwork
class OwnQueueTest {

    private final TestNetwork network;

    OwnQueueTest(TestNetwork network) {
        this.network = network;
    }

    private void limitUplink(String rate, String burst, String limitBytes) throws InterruptedException {
        network.exec("tc", "qdisc", "add", "dev", TestNetwork.DEVICE, "root", "tbf", "rate", rate, "burst", burst,
                "limit", limitBytes);
    }

    /** F1: the send stamp is taken where a request leaves the queue. */
    @ParameterizedTest
    @EnumSource
    void theRoundTripBeginsWhenTheRequestIsHandedToTheKernel(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            limitUplink("400kbit", "3000", "100000");
            for (int i = 0; i < 32; i++) { // 32 × 1,248 bytes and more: 0.8 s of that uplink
                InetAddress silent = InetAddress
                        .getByName(way.isIpv4() ? "198.51.100." + (100 + i) : "2001:db8::1" + i);
                var _ = pinger.pingAsync(PingRequest.to(silent).withPayloadLength(1200).withTimeout(ofSeconds(5)));
            }
            assertThat(pinger.ping(PingRequest.to(way.target()).withTimeout(ofSeconds(5))))
                    .isInstanceOfSatisfying(Reply.class, reply -> {
                        assertThat(reply.roundTrip()).isGreaterThan(ofMillis(500));
                        assertThat(reply.queuedNanos()).isBetween(500_000_000L, reply.roundTripNanos());
                        assertThat(reply.timing()).isEqualTo(Timing.KERNEL);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAnIdlePathNothingWaits(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            for (int i = 0; i < 20; i++) {
                assertThat(pinger.ping(way.target())).isInstanceOfSatisfying(Reply.class,
                        reply -> assertThat(reply.queuedNanos()).isLessThan(2_000_000));
            }
        }
    }

    /** F3: the kernel reports such a drop on every socket but IPv6 datagram ones, whose share of the queue is bounded. */
    @ParameterizedTest
    @EnumSource
    void whatTheOwnQueueHasNoRoomForIsSentLater(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            limitUplink("400kbit", "1600", "2000");
            PingStatistics statistics = pinger.series(
                    PingRequest.to(way.target()).withTimeout(ofSeconds(4)),
                    PingPlan.every(ofMillis(1)).count(300),
                    event -> {})
                    .await();
            assertThat(statistics.received()).isEqualTo(300);
            assertThat(statistics.lossPercent()).hasValue(0);
        }
    }

    /** F3, for sweeps. */
    @ParameterizedTest
    @EnumSource
    void aSweepCountsNoRequestAsSentThatTheKernelDropped(Way way) throws Exception {
        network.openPingGroup().everyOtherHost().replies();
        limitUplink("800kbit", "1600", "2000");
        SweepProgress end = network.inside(() -> sweep(way, "198.51.100.64/26", "2001:db8::40/122").run(event -> {}));
        assertThat(end.sent()).isEqualTo(64);
        assertThat(end.answered()).isEqualTo(64);
        assertThat(end.failures()).isZero();
    }

    /** Where stamps never come, as of requests to neighbours that are not there. */
    @ParameterizedTest
    @EnumSource
    void aSweepEndsThoughRequestsNeverLeaveThisHost(Way way) throws Exception {
        network.openPingGroup();
        network.exec("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
        network.exec("ip", "addr", "add", "10.77.0.1/24", "dev", "v0");
        network.exec("ip", "addr", "add", "fd77::1/64", "dev", "v0", "nodad");
        network.exec("ip", "link", "set", "v0", "up");
        network.exec("ip", "link", "set", "v1", "addrgenmode", "none", "up");
        network.host(way.host).replies();
        SweepProgress end = network.inside(() -> Sweep
                .over(Stream.of(way.isIpv4() ? "10.77.0.64/26" : "fd77::40/122", way.host)
                        .map(AddressRange::parse)
                        .toList())
                .withRate(0)
                .withTimeout(ofMillis(300))
                .withOptions(PingerOptions.defaults().socketMode(way.mode))
                .run(event -> {}));
        assertThat(end.sent()).isEqualTo(65);
        assertThat(end.answered()).isEqualTo(1);
        assertThat(end.elapsed()).isLessThan(ofSeconds(3));
    }

    /** F1, for sweeps: sixteen requests of a kilobyte are a third of a second of that uplink. */
    @ParameterizedTest
    @EnumSource
    void theRoundTripOfASweepBeginsWhenTheRequestIsHandedToTheKernelToo(Way way) throws Exception {
        network.openPingGroup().everyOtherHost().replies();
        limitUplink("400kbit", "1600", "100000");
        List<Reply> replies = new CopyOnWriteArrayList<>();
        network.inside(() -> sweep(way, "198.51.100.64/28", "2001:db8::40/124")
                .withPayloadLength(1000)
                .withTimeout(ofSeconds(3))
                .run(event -> replies.add((Reply) event)));
        assertThat(replies).hasSize(16);
        Reply last = Collections.max(replies, comparingLong(Reply::roundTripNanos));
        assertThat(last.roundTrip()).isBetween(ofMillis(200), ofSeconds(2));
        assertThat(last.queuedNanos()).isBetween(200_000_000L, last.roundTripNanos());
    }

    private static Sweep sweep(Way way, String ipv4, String ipv6) {
        return Sweep.over(List.of(AddressRange.parse(way.isIpv4() ? ipv4 : ipv6)))
                .withRate(0)
                .withOptions(PingerOptions.defaults().socketMode(way.mode));
    }

    @Test
    void aTimeoutSaysThatTheRequestHasNotLeftThisHost() throws Exception {
        Way way = Way.DATAGRAM_IPV6; // which is not told of a drop in any other way
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            PingRequest request = PingRequest.to(way.target()).withTimeout(ofMillis(200));
            assertThat(pinger.ping(request)).isInstanceOf(Reply.class);
            EgressFilter.drops(network, way);
            assertThat(pinger.ping(request))
                    .isInstanceOfSatisfying(Timeout.class, timeout -> assertThat(timeout.leftHost()).isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfARequestThatWasSentSaysNothingOfThisHost(Way way) throws Exception {
        network.host(way.host).onRequest(request -> request.sequence() == 0 ? List.of(request.reply()) : List.of());
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            PingRequest request = PingRequest.to(way.target()).withTimeout(ofMillis(200));
            assertThat(pinger.ping(request)).isInstanceOf(Reply.class);
            assertThat(pinger.ping(request))
                    .isInstanceOfSatisfying(Timeout.class, timeout -> assertThat(timeout.leftHost()).isTrue());
        }
    }
}
