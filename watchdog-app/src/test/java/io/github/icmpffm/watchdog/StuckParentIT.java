package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** better_ping does not go on, or does not want to end: rows 7 to 10 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class StuckParentIT {
    @Test
    void aFrozenBetterPingIsKilledAllTheSame(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 3);
        long stopped = System.nanoTime();

        Signals.send(betterPing.pid(), Signals.SIGSTOP);

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(stopped)).isLessThan(Duration.ofSeconds(2));
        assertThat(betterPing.awaitEnd()).as("died of SIGINT or SIGTERM").isIn(130, 143);
        assertThat(Duration.ofNanos(System.nanoTime() - fired.nanos())).isLessThan(Duration.ofSeconds(6));
        assertThat(betterPing.count(" received, ")).as("the summary, once it went on").isEqualTo(1);
        assertThat(Port.isFree(network)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"INT, 143", "INT TERM, 137"})
    void ignoredSignalsAreFollowedByStrongerOnes(String ignored, int status, TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();

        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("sh", "-c", "trap '' " + ignored + "; exec \"$@\"", "sh"),
                        Programs.betterPing("--timeout", "1", "-i", "11", "8.8.8.8")));

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(betterPing.awaitEnd()).isEqualTo(status);
        assertThat(Duration.ofNanos(System.nanoTime() - fired.nanos()))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
        assertThat(Port.isFree(network)).isTrue();
    }

    /** The pinger's thread stands still, and no other: a debugger has stopped it. No other thread may feed in its place. */
    @Test
    void aBetterPingInADeadlockIsNotFedForByAnotherThread(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Path stuckThread = Programs.compiled("stuck_thread", folder);
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.2", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 3);

        RunningProgram stopping = RunningProgram.start(network,
                List.of(stuckThread.toString(), Long.toString(betterPing.pid()), "icmp-ff"));

        Line stopped = stopping.awaitLine("stopped");
        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(stopped)).isLessThan(Duration.ofMillis(1700));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.count(" received, ")).as("the summary all the same").isEqualTo(1);
        assertThat(stopping.awaitEnd()).isZero();
        assertThat(Port.isFree(network)).isTrue();
    }

    /** The kernel lets no process of a PID namespace signal its first one, unless that handles the signal. */
    @Test
    void aParentThatIsTheFirstOfItsNamespaceAndIgnoresSignalsIsReportedToLiveOn(TestNetwork network) throws Exception {
        RunningProgram parent = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c",
                                "trap '' INT TERM; exec \"$@\"", "sh"),
                        Programs.scriptedParent(List.of("--timeout", "0.5"), "connect", "start", "child")));

        Line fired = parent.awaitLine("Problem in receiving");
        Line ended = parent.awaitLine("watchdog's exit status 5");
        assertThat(ended.since(fired)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6500));
        assertThat(parent.awaitEnd()).isZero();
        assertThat(parent.text()).contains("watchdog: cannot kill process 1: it does not die");
    }

    @Test
    void aPauseShorterThanTheTimeoutIsNoReasonToKill(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "3", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 2);

        Signals.send(betterPing.pid(), Signals.SIGSTOP);
        Thread.sleep(1500);
        Signals.send(betterPing.pid(), Signals.SIGCONT);
        String jcmd = InstalledJava.ours().home().resolve("bin/jcmd").toString();
        assertThat(network.run(jcmd, Long.toString(betterPing.pid()), "GC.run").exitCode()).isZero();
        Signals.send(betterPing.pid(), Signals.SIGSTOP);
        Thread.sleep(1500);
        Signals.send(betterPing.pid(), Signals.SIGCONT);

        Line before = betterPing.lastLine("seq=");
        betterPing.awaitLine("seq=", (int) betterPing.count("seq=") + 20);
        assertThat(betterPing.lastLine("seq=").since(before)).isPositive();
        Signals.send(betterPing.pid(), Signals.SIGINT);
        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0").doesNotContain("Problem in receiving");
    }
}
