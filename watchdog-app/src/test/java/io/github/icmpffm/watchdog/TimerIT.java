package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** When the timer fires, exactly: so nothing else runs beside these. */
@NeedsNetwork
@Isolated
class TimerIT {
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    @Test
    void theTimerFiresWithinATenthOfASecondAfterTheTimeoutAndBetterPingDiesOfSigint(
            TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Path howItEnded = Programs.compiled("how_it_ended", folder);

        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.prefixed(
                        java.util.List.of(howItEnded.toString()),
                        Programs.betterPing("--timeout", "1.5", "-i", "11", "8.8.8.8")));

        Line reset = betterPing.awaitLine("make the timer zero");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(1500).minus(TOLERANCE), Duration.ofMillis(1600));
        Line dead = betterPing.awaitLine("killed by 2");
        assertThat(dead.since(fired)).isLessThan(Duration.ofSeconds(1));
        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text())
                .contains("server 8.8.8.8 cannot be reached.")
                .contains("1 sent, 1 received, 0 lost (0%), 0 duplicates, 0 errors");
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void onADeadHostTheTimerRunsFromTheStartMessage(TestNetwork network) throws Exception {
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.3", "8.8.8.8"));

        Line start = betterPing.awaitLine("Sent start to watchdog");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(start)).isBetween(Duration.ofSeconds(1).minus(TOLERANCE), Duration.ofMillis(1100));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
    }

    @Test
    void aHostThatStopsAnsweringIsNoticed(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 10);

        network.host("8.8.8.8").silent();

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(betterPing.lastLine("make the timer zero")))
                .isBetween(Duration.ofSeconds(1).minus(TOLERANCE), Duration.ofMillis(1100));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
    }

    @Test
    void aBusyMachineChangesNothing(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            RunningProgram.start(network, java.util.List.of("sh", "-c", "while :; do :; done"));
        }

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "11", "8.8.8.8"));

        Line reset = betterPing.awaitLine("make the timer zero");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofSeconds(1).minus(TOLERANCE), Duration.ofMillis(1100));
    }
}
