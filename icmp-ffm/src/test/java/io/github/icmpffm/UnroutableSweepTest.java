package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Part 3, point 13: a sweep of addresses to none of which there is a route. */
@NeedsNetwork
class UnroutableSweepTest {

    private static final long ADDRESSES = 1 << 15;

    private final TestNetwork network;

    UnroutableSweepTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    private SweepProgress sweep(Way way, String range) throws Exception {
        return network.inside(() -> Sweep.over(List.of(AddressRange.parse(range)))
                .withRate(0)
                .withTimeout(ofMillis(500))
                .withOptions(PingerOptions.defaults().socketMode(way.mode))
                .run(event -> {}));
    }

    /** The best of three each, in turns: the machine may be busy with other things. */
    @ParameterizedTest
    @EnumSource
    void whatHasNoRouteTakesNoLongerThanWhatAnswersAndTheReasonIsKnown(Way way) throws Exception {
        network.exec("ip", way.isIpv4() ? "-4" : "-6", "route", "del", "default");
        long unroutable = Long.MAX_VALUE;
        long answering = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            SweepProgress answered = sweep(way, "127.1.0.0/17");
            assertThat(answered.answered()).isEqualTo(ADDRESSES);
            answering = Math.min(answering, answered.elapsed().toNanos());

            SweepProgress refused = sweep(way, way.isIpv4() ? "10.0.0.0/17" : "fd91::/113");
            assertThat(refused.sent()).isZero();
            assertThat(refused.failureReasons()).containsExactlyEntriesOf(
                    Map.of("Network is unreachable (ENETUNREACH)", ADDRESSES));
            unroutable = Math.min(unroutable, refused.elapsed().toNanos());
        }
        assertThat(unroutable / ADDRESSES).as("ns an address").isLessThan(answering / ADDRESSES * 3 / 2);
    }
}
