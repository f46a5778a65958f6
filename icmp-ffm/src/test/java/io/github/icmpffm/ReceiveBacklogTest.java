package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has arrived while the pinger's thread was held up. */
@NeedsNetwork
class ReceiveBacklogTest {

    private static final int PROBES = 4000;

    private final TestNetwork network;

    ReceiveBacklogTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void repliesThatCameInTimeCountHoweverManyWaitedToBeTaken(Way way) throws Exception {
        network.host(way.host).repliesAfter(Duration.ofMillis(300));
        Map<ProbeView.Kind, Integer> outcomes = new EnumMap<>(ProbeView.Kind.class);
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            PingRequest request = PingRequest.to(way.target()).withTimeout(Duration.ofSeconds(1));
            PingPlan plan = PingPlan.flood().outstanding(PROBES).count(PROBES);
            pinger.watch(request, plan, probe -> {
                boolean isFirstReply = probe.kind() == ProbeView.Kind.REPLY
                        && !outcomes.containsKey(ProbeView.Kind.REPLY);
                outcomes.merge(probe.kind(), 1, Integer::sum);
                if (isFirstReply) {
                    sleepUntilAllTimeoutsHavePassed();
                }
            }).await();
        }
        assertThat(outcomes).isEqualTo(Map.of(ProbeView.Kind.SENT, PROBES, ProbeView.Kind.REPLY, PROBES));
    }

    private static void sleepUntilAllTimeoutsHavePassed() {
        try {
            Thread.sleep(1200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
