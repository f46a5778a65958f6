package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parent goes, or only seems to: rows 11 to 13 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class EndOfParentIT {
    private static final List<String> LONG = List.of("--timeout", "30");

    @Test
    void whenBetterPingIsKilledTheWatchdogEndsWithinASecond(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 5);
        long watchdog = betterPing.watchdogPid();

        Signals.send(betterPing.pid(), Signals.SIGKILL);

        assertThat(RunningProgram.awaitEndOf(watchdog)).isLessThan(Duration.ofSeconds(1));
        assertThat(betterPing.awaitEnd()).isEqualTo(137);
        assertThat(betterPing.text()).doesNotContain("Problem in receiving");
        assertThat(Port.isFree(network)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "abort"})
    void aParentThatClosesItsConnectionAndLivesIsKilledAfterAGrace(String how, TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network, Programs.scriptedParent(LONG, "connect", "start", "reset", "sleep:1500", how, "stay"));

        Line closed = parent.awaitLine("step stay");
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(closed)).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.text()).contains("better_ping closed its connection and goes on");
        assertThat(Port.isFree(network)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "abort"})
    void aParentThatClosesItsConnectionAndEndsIsNot(String how, TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network, Programs.scriptedParent(LONG, "connect", "start", "reset", "sleep:1500", how, "sleep:300"));

        assertThat(parent.awaitEnd()).isZero();
        assertThat(parent.text()).doesNotContain("Problem in receiving");
        assertThat(Port.isFree(network)).isTrue();
    }

    /**
     * As if the number had gone to another process: it is not the parent's, so there is nobody to guard or to signal.
     */
    @Test
    void aNumberThatIsNotTheParentsIsNeverSignalled(TestNetwork network) throws Exception {
        Process bystander = network.start("sleep", "60");

        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        List.of("--timeout", "0.3", "--parent", Long.toString(bystander.pid())), "child"));

        assertThat(parent.awaitEnd()).isZero();
        assertThat(parent.text())
                .contains("watchdog: process " + bystander.pid() + " is not the parent of this one, or no longer")
                .contains("watchdog's exit status 0");
        assertThat(bystander.isAlive()).isTrue();
    }

    @Test
    void aWatchdogThatLostItsParentBeforeItCouldHoldItEnds(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("sh", "-c", "\"$@\" --parent $$ & exec sleep 0.05", "sh"),
                        Programs.watchdog("--timeout", "1", "--peer-port", "1")));

        assertThat(parent.awaitEnd()).isZero();
        assertThat(parent.text()).anyMatch(line -> line.endsWith("is not the parent of this one, or no longer"));
        assertThat(Port.isFree(network)).isTrue();
    }
}
