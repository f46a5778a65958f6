package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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

    /** Nobody reads its output, so its pinging thread is stuck in a write; no other thread may feed in its place. */
    @Test
    void aBetterPingInADeadlockIsNotFedForByAnotherThread(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        Process betterPing = network.start(
                new ProcessBuilder(Programs.betterPing("--timeout", "1", "-i", "0.001", "8.8.8.8"))
                        .redirectErrorStream(true));
        network.awaitRequests("8.8.8.8", 200);
        long watchdog = betterPing.children().findFirst().orElseThrow().pid();

        assertThat(betterPing.waitFor(20, TimeUnit.SECONDS)).as("it was killed").isTrue();

        assertThat(betterPing.exitValue()).isEqualTo(137);
        RunningProgram.awaitEndOf(watchdog);
        assertThat(Port.isFree(network)).isTrue();
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
