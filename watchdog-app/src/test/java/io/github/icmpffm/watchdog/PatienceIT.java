package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The report's edge cases: who waits longer, the interval, the round trip or the watchdog. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class PatienceIT {
    @Test
    void elevenSecondsBetweenPingsAreTooManyForTenSecondsOfPatience(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();

        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "11", "8.8.8.8"));

        Line reset = betterPing.awaitLine("make the timer zero");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(9900), Duration.ofMillis(11_000));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text())
                .contains("server 8.8.8.8 cannot be reached.")
                .contains("1 sent, 1 received, 0 lost (0%), 0 duplicates, 0 errors");
    }

    /** Nine tenths of the timeout, as 9 s are of 10. */
    @Test
    void aRoundTripJustBelowTheTimeoutIsFine(TestNetwork network) throws Exception {
        network.host("8.8.8.8").repliesAfter(Duration.ofMillis(2700));

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "3", "-c", "3", "8.8.8.8"));

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0").doesNotContain("Problem in receiving");
        assertThat(betterPing.count("3 sent, 3 received")).isEqualTo(1);
    }

    @Test
    void aRoundTripAboveTheTimeoutIsNot(TestNetwork network) throws Exception {
        network.host("8.8.8.8").repliesAfter(Duration.ofMillis(2500));

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "2", "-i", "0.5", "8.8.8.8"));

        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text()).contains("Problem in receiving");
        assertThat(betterPing.count("make the timer zero")).isZero();
    }

    @Test
    void duplicatesDoNotFeed(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies().duplicatingAfter(Duration.ofMillis(900));

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1.5", "-i", "11", "8.8.8.8"));

        Line reset = betterPing.awaitLine("make the timer zero");
        betterPing.awaitLine("duplicate");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isLessThan(Duration.ofMillis(2300));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
    }
}
