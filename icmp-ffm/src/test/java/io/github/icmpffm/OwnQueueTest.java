package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.util.List;
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

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV4"})
    void aSweepCountsNoRequestAsSentThatTheKernelDropped(Way way) throws Exception {
        network.openPingGroup().everyOtherHost().replies();
        limitUplink("800kbit", "1600", "2000");
        SweepProgress end = network.inside(() -> Sweep.over(List.of(AddressRange.parse("198.51.100.64/26")))
                .withRate(0)
                .withOptions(PingerOptions.defaults().socketMode(way.mode))
                .run(event -> {}));
        assertThat(end.sent()).isEqualTo(64);
        assertThat(end.answered()).isEqualTo(64);
        assertThat(end.failures()).isZero();
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
