package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsNetwork
class PingStatisticsTest {

    @Test
    void sendingTimeIsFromTheFirstRequestToTheLast(TestNetwork network) throws Exception {
        network.host(Way.RAW_IPV4.host).repliesAfter(ofMillis(150));
        try (Pinger pinger = Way.RAW_IPV4.open(network)) {
            PingStatistics statistics = Collected.pings(pinger, Way.RAW_IPV4, PingPlan.every(ofMillis(20)).count(6))
                    .statistics();

            assertThat(statistics.sendingTime()).isBetween(ofMillis(90), ofMillis(145));
            assertThat(statistics.lastSendNanos())
                    .isCloseTo(System.currentTimeMillis() * 1_000_000, within(5_000_000_000L));
        }
    }

    /** The first answer comes when six more have been sent; what is never answered says nothing. */
    @Test
    void mostUnderWayIsByAnswersAsInIputils(TestNetwork network) throws Exception {
        network.host(Way.RAW_IPV4.host)
                .onRequest(request -> request.sequence() == 3
                        ? List.of(request.hostUnreachable().from("198.51.100.254").after(ofMillis(110)))
                        : List.of());
        try (Pinger pinger = Way.RAW_IPV4.open(network)) {
            PingStatistics statistics = Collected.pings(pinger, Way.RAW_IPV4, PingPlan.every(ofMillis(20)).count(12))
                    .statistics();

            assertThat(statistics.mostUnderWay()).isBetween(4, 8);
        }
    }

    @Test
    void withoutAnswersNothingWasUnderWayAndNothingTookTime(TestNetwork network) throws Exception {
        network.host(Way.RAW_IPV4.host).silent();

        PingStatistics statistics = Collected.pings(network, Way.RAW_IPV4, 1).statistics();

        assertThat(statistics.mostUnderWay()).isZero();
        assertThat(statistics.sendingTime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void combinedCountsAddUp() {
        PingStatistics one = new PingStatistics(10, 5, 1, 2, 3, 4, 1, 2, 3, 2, 5, 1_000, 5_000, 2,
                RoundTripSummary.of(5, 7));
        PingStatistics other = new PingStatistics(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 500, 600, 0, RoundTripSummary.of());
        PingStatistics unsent = new PingStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, RoundTripSummary.of());

        PingStatistics all = PingStatistics.combined(List.of(one, other, unsent));

        assertThat(all).usingRecursiveComparison()
                .ignoringFields("roundTrips")
                .isEqualTo(new PingStatistics(11, 5, 1, 3, 3, 4, 1, 2, 3, 2, 5, 500, 5_000, 2, RoundTripSummary.of()));
        assertThat(all.roundTrips().count()).isEqualTo(2);
        assertThat(all.sendingTime()).isEqualTo(Duration.ofNanos(4_500));
        assertThat(PingStatistics.combined(List.of()).transmitted()).isZero();
    }
}
