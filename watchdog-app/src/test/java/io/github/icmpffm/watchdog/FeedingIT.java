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
import org.junit.jupiter.params.provider.CsvSource;

/** What the watchdog makes of what its parent sends: rows 2 to 6 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class FeedingIT {
    private static final List<String> TWO_SECONDS = List.of("--timeout", "2");
    private static final Duration A_BIT = Duration.ofMillis(700);

    @Test
    void aBacklogIsDrainedAndTheTimerRunsFromTheLastOfIt(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "start", "resets:100000", "sleep:1000", "resets:20000", "sleep:1",
                        "stay"));

        Line last = parent.awaitLine("step sleep:1", 2);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(last)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
        assertThat(parent.awaitEnd()).isEqualTo(130);
    }

    @Test
    void intsThatTcpSplitsOrJoinsAreThoseThatWereSent(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "hex:2c", "sleep:50", "hex:0100", "sleep:50", "hex:00000100",
                        "sleep:1500", "hex:0000010000", "sleep:50", "hex:000100", "sleep:1500", "hex:00", "sleep:1",
                        "stay"));

        Line last = parent.awaitLine("step sleep:1500", 2);
        Line completed = parent.awaitLine("step hex:00", 4);
        assertThat(completed.since(last)).isGreaterThan(Duration.ofSeconds(1));
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(completed)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
    }

    /** It is asleep when the timeout passes, for less than what would give it a grace, and finds both. */
    @Test
    void aMessageThatIsThereWhenTheTimeoutPassesIsReadFirst(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "sleep:1500", "start", "sleep:1800", "reset", "sleep:1", "stay"));
        Line start = parent.awaitLine("step sleep:1800");
        long watchdog = parent.watchdogPid();
        Thread.sleep(Math.max(0, 1600 - (System.nanoTime() - start.nanos()) / 1_000_000));
        Signals.send(watchdog, Signals.SIGSTOP);
        Line reset = parent.awaitLine("step sleep:1", 3);
        Thread.sleep(Math.max(0, 2300 - (System.nanoTime() - start.nanos()) / 1_000_000));

        Signals.send(watchdog, Signals.SIGCONT);

        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(start)).isGreaterThan(Duration.ofMillis(3900));
        assertThat(fired.since(reset)).isLessThan(Duration.ofMillis(3500));
    }

    @ParameterizedTest
    @CsvSource({
        "reset,                   256 (reset) came before 300 (start)",
        "hex:07000000,            '7 came, which is neither 300 (start) nor 256 (reset) (bytes 07 00 00 00)'",
        "hex:0000012c,            300 came in the wrong byte order (bytes 00 00 01 2c)",
        "hex:2c0100002c010000,    300 (start) came a second time",
        "hex:2c01000000000100,    256 came in the wrong byte order (bytes 00 00 01 00)"
    })
    void whatTheProtocolDoesNotHaveEndsTheWatchdogWithoutASignal(String step, String message, TestNetwork network)
            throws Exception {
        RunningProgram parent = RunningProgram.start(network,
                Programs.scriptedParent(TWO_SECONDS, "connect", step, "child"));

        assertThat(parent.awaitEnd()).as("the parent's own end").isZero();
        assertThat(parent.text())
                .contains("watchdog: protocol error: " + message, "watchdog's exit status 4")
                .doesNotContain("Problem in receiving");
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void aParentThatDoesNotConnectIsGivenUp(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(network, Programs.scriptedParent(TWO_SECONDS, "child"));

        Line ended = parent.awaitLine("watchdog's exit status 4");
        assertThat(ended.since(parent.awaitLine("server is binding")))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
        assertThat(parent.text()).contains("watchdog: the parent did not connect in time");
        assertThat(parent.awaitEnd()).isZero();
    }

    @Test
    void aParentThatConnectsAndDoesNotStartIsGivenUp(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(network,
                Programs.scriptedParent(TWO_SECONDS, "connect", "hex:2c01", "child"));

        Line ended = parent.awaitLine("watchdog's exit status 4");
        assertThat(ended.since(parent.awaitLine("server is binding")))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
        assertThat(parent.text()).contains("watchdog: the parent connected, but did not send 300 (start) in time");
        assertThat(parent.awaitEnd()).isZero();
    }

    @Test
    void aParentThatWentBeforeItStartedMayComeAgain(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "hex:2c", "abort", "connect", "close", "connect", "start", "reset",
                        "stay"));

        parent.awaitLine("start message received");
        parent.awaitLine("Problem in receiving");
        assertThat(parent.awaitEnd()).isEqualTo(130);
    }
}
