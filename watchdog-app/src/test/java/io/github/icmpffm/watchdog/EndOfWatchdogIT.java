package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog goes, sleeps, or its clocks do strange things: rows 14 to 17 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class EndOfWatchdogIT {
    @ParameterizedTest
    @ValueSource(ints = {Signals.SIGKILL, Signals.SIGTERM})
    void betterPingEndsWithinASecondWhenItsWatchdogIsKilled(int signal, TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 5);

        Signals.send(betterPing.watchdogPid(), signal);

        assertThat(betterPing.awaitExit(Duration.ofMillis(1500))).isEqualTo(4);
        assertThat(betterPing.awaitEnd()).isEqualTo(4);
        assertThat(betterPing.text())
                .contains("better_ping: the watchdog has gone; nothing is pinged without it")
                .contains("child exit status is: " + (128 + signal));
        assertThat(betterPing.count(" received, ")).isEqualTo(1);
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void aWatchdogThatWasFrozenReadsWhatHasArrivedFirst(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 3);
        long watchdog = betterPing.watchdogPid();

        Signals.send(watchdog, Signals.SIGSTOP);
        Thread.sleep(2500);
        Signals.send(watchdog, Signals.SIGCONT);

        betterPing.awaitLine("make the timer zero", (int) betterPing.count("make the timer zero") + 15);
        Signals.send(betterPing.pid(), Signals.SIGINT);
        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0").doesNotContain("Problem in receiving");
    }

    @Test
    void aWatchdogThatWasFrozenGrantsOneGraceAndNoMore(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "60", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero");
        long watchdog = betterPing.watchdogPid();

        Signals.send(watchdog, Signals.SIGSTOP);
        Thread.sleep(2500);
        long continued = System.nanoTime();
        Signals.send(watchdog, Signals.SIGCONT);

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(continued)).isBetween(Duration.ofMillis(900), Duration.ofMillis(2000));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
    }

    @Test
    void aSuspensionOfTheMachineStartsTheTimerOver(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x")); // the watchdog is nobody
        Path suspended = folder.resolve("suspended");
        Path watchdog = Programs.script(folder.resolve("watchdog"), withSuspendedClock(folder, suspended));
        RunningProgram betterPing = RunningProgram.start(
                network, Programs.betterPing("-i", "60", "--watchdog-command", watchdog.toString(), "8.8.8.8"));
        Line reset = betterPing.awaitLine("make the timer zero");
        Thread.sleep(1000);

        Files.createFile(suspended);

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(2900), Duration.ofMillis(4000));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
    }

    /** The real watchdog, but for the class that reads the clock of suspensions. */
    private static List<String> withSuspendedClock(Path folder, Path suspended) {
        Path classes = folder.resolve("classes");
        FinishedProcess compiler = FinishedProcess.of(List.of(
                InstalledJava.ours().home().resolve("bin/javac").toString(), "-d", classes.toString(),
                "src/test/clock/SuspendClock.java"));
        assertThat(compiler.exitCode()).as("%s", compiler).isZero();
        List<String> command = new ArrayList<>(Programs.watchdog("--timeout", "2"));
        int classPath = command.indexOf(Programs.JAR.toString());
        command.set(classPath, classes + ":" + Programs.JAR);
        command.add(1, "-Dsuspended.file=" + suspended);
        return command;
    }

    @Test
    void aStepOfTheWallClockChangesNothing(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Path clock = Programs.compiled("stepping_clock", folder, "-shared", "-fPIC");
        Path step = folder.resolve("step");
        ProcessBuilder builder = new ProcessBuilder(Programs.betterPing("--timeout", "2", "-i", "60", "8.8.8.8"));
        builder.environment().put("LD_PRELOAD", clock.toString());
        builder.environment().put("STEP_FILE", step.toString());
        RunningProgram betterPing = RunningProgram.start(network, builder);
        Line reset = betterPing.awaitLine("make the timer zero");
        Thread.sleep(500);

        Files.createFile(step);

        Line fired = betterPing.awaitLine("Problem in receiving");
        assertThat(fired.since(reset)).isBetween(Duration.ofMillis(1900), Duration.ofMillis(3000));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(secondsIn(clock, step) - System.currentTimeMillis() / 1000).as("a clock that steps")
                .isGreaterThan(3600);
    }

    private static long secondsIn(Path clock, Path step) {
        ProcessBuilder date = new ProcessBuilder("date", "+%s");
        date.environment().put("LD_PRELOAD", clock.toString());
        date.environment().put("STEP_FILE", step.toString());
        return Long.parseLong(FinishedProcess.of(date).output().getFirst());
    }
}
