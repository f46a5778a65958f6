package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R9: turns that are closer together than the pinger's thread wakes up. */
@NeedsNetwork
class FastScheduleTest {

    private static final int COUNT = 5000;

    private final TestNetwork network;

    FastScheduleTest(TestNetwork network) {
        this.network = network;
    }

    private static PingStatistics series(Pinger pinger, Way way, Duration interval) throws Exception {
        InetAddress loopback = InetAddress.getByName(way.isIpv4() ? "127.0.0.1" : "::1");
        return pinger.series(
                PingRequest.to(loopback).withTimeout(ofSeconds(1)), PingPlan.every(interval).count(COUNT), event -> {})
                .await();
    }

    /** The best of three: the machine may be busy with other things. */
    @ParameterizedTest
    @EnumSource
    void tenThousandRequestsASecondAreSentWhereThatIsAskedFor(Way way) throws Exception {
        try (Pinger pinger = way.open(network)) {
            Duration best = ofSeconds(60);
            for (int i = 0; i < 3; i++) {
                PingStatistics statistics = series(pinger, way, ofNanos(100_000));
                assertThat(statistics.received()).isEqualTo(COUNT);
                best = best.compareTo(statistics.sendingTime()) < 0 ? best : statistics.sendingTime();
            }
            assertThat(best).isLessThan(ofMillis(COUNT / 10 * 5 / 4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsThatCannotBeKeptAreCounted(Way way) throws Exception {
        try (Pinger pinger = way.open(network)) {
            PingStatistics statistics = series(pinger, way, ofNanos(100));
            long turns = statistics.sendingTime().toNanos() / 100;
            assertThat(statistics.missed()).as("but for those of the last moment").isBetween(turns / 2, turns);
        }
    }
}
