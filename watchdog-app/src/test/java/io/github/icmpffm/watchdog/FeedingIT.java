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
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Part 3, point 5. */
    @ParameterizedTest
    @CsvSource({
        "reset,                   256 (reset) came before 300 (start)",
        "hex:07000000,            '7 came, which is neither 300 (start) nor 256 (reset) (bytes 07 00 00 00)'",
        "hex:0000012c,            300 came in the wrong byte order (bytes 00 00 01 2c)"
    })
    void whatIsWrongBeforeTheStartIsReportedAndTheStartStillCounts(String wrong, String message, TestNetwork network)
            throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        List.of("--timeout", "1"), "connect", wrong, "sleep:1500", "start", "sleep:1", "stay"));

        Line start = parent.awaitLine("step sleep:1", 2);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(1).plus(A_BIT));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.text())
                .containsSubsequence(wrongMessage(message), "start message received", "Problem in receiving");
        assertThat(Port.isFree(network)).isTrue();
    }

    /** Part 3, point 5. */
    @ParameterizedTest
    @CsvSource({
        "start,                   300 (start) came a second time",
        "hex:07000000,            '7 came, which is neither 300 (start) nor 256 (reset) (bytes 07 00 00 00)'",
        "hex:2c000000,            '44 came, which is neither 300 (start) nor 256 (reset) (bytes 2c 00 00 00)'",
        "hex:00000100,            256 came in the wrong byte order (bytes 00 00 01 00)"
    })
    void whatIsWrongAfterwardsIsReportedAndTheTimerFiresAtItsDeadline(String wrong, String message, TestNetwork network)
            throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "start", "reset", "sleep:1000", wrong, "sleep:700", wrong, "stay"));

        Line reset = parent.awaitLine("step sleep:1000");
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.text()).filteredOn(wrongMessage(message)::equals).hasSize(2);
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void aResetAfterWhatIsWrongCountsHoweverTcpSplitsThem(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "hex:0700", "sleep:50", "hex:00002c01", "sleep:50", "hex:0000",
                        "sleep:1000", "hex:000001", "sleep:50", "hex:00000100", "sleep:50", "hex:00", "sleep:1",
                        "stay"));

        Line reset = parent.awaitLine("step sleep:1", 2);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
        assertThat(parent.text())
                .contains(
                        wrongMessage("7 came, which is neither 300 (start) nor 256 (reset) (bytes 07 00 00 00)"),
                        wrongMessage("256 came in the wrong byte order (bytes 00 00 01 00)"));
    }

    @Test
    void aFloodOfWhatIsWrongIsAFewLinesAndDoesNotPutTheTimerOff(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(network,
                Programs.scriptedParent(TWO_SECONDS, "connect", "start", "flood:60000", "stay"));

        Line start = parent.awaitLine("step flood");
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(start)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
        parent.awaitEnd();
        assertThat(parent.count("watchdog: protocol error: 7 came")).isEqualTo(5);
        assertThat(parent.count(" more wrong messages came")).isEqualTo(1);
    }

    @Test
    void aResetBehindAHeapOfWhatIsWrongCounts(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        TWO_SECONDS, "connect", "start", "sleep:1000", "wrongs:100000", "reset", "sleep:1", "stay"));

        Line reset = parent.awaitLine("step sleep:1", 2);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2).plus(A_BIT));
    }

    @Test
    void whatIsWrongBeforeTheEndOfTheConnectionChangesNothingAboutItsGrace(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        List.of("--timeout", "30"), "connect", "start", "sleep:1500", "hex:07000000", "hex:0001",
                        "close",
                        "stay"));

        Line closed = parent.awaitLine("step stay");
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(closed)).isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.count("watchdog: protocol error: 7 came")).isEqualTo(1);
    }

    private static String wrongMessage(String what) {
        return "watchdog: protocol error: " + what + "; ignored, the timer runs on";
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

    @ParameterizedTest
    @ValueSource(strings = {"sleep:1", "resets:10"})
    void aParentThatConnectsAndDoesNotStartIsGivenUp(String step, TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(network,
                Programs.scriptedParent(TWO_SECONDS, "connect", step, "hex:2c01", "child"));

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
