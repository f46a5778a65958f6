package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each half works with the other half in C. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class CProgramsIT {
    /** By the launcher, which must become the JVM: a shell in between would be the parent. */
    @Test
    void ourWatchdogGuardsABetterPingInC(TestNetwork network, @TempDir Path folder) throws Exception {
        Path betterPing = Programs.compiled("better_ping", folder);
        Files.createSymbolicLink(folder.resolve("watchdog"), Path.of("bin/watchdog").toAbsolutePath());
        ProcessBuilder command = new ProcessBuilder(betterPing.toString(), "8.8.8.8", "5").directory(folder.toFile());
        command.environment().put("JAVA_HOME", InstalledJava.ours().home().toString());

        RunningProgram parent = RunningProgram.start(network, command);

        Line last = parent.awaitLine("make the timer zero", 5);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(last)).isBetween(Duration.ofMillis(9900), Duration.ofMillis(11_000));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.text())
                .containsSubsequence("Hello im watchdog", "server is binding", "start message received")
                .contains("server 8.8.8.8 cannot be reached.")
                .noneMatch(line -> line.startsWith("watchdog: "));
        assertThat(Port.isFree(network)).isTrue();
    }

    /** 256 with its bytes swapped: what a parent sends that uses network byte order. */
    @Test
    void aBetterPingInCThatSpeaksInTheWrongByteOrderStaysGuarded(TestNetwork network, @TempDir Path folder)
            throws Exception {
        Path betterPing = Programs.compiled("better_ping", folder);
        Programs.script(folder.resolve("watchdog"), Programs.watchdog("--timeout", "2"));
        ProcessBuilder command = new ProcessBuilder(
                betterPing.toString(), "8.8.8.8", "3", Integer.toString(Integer.reverseBytes(256)))
                .directory(folder.toFile());

        RunningProgram parent = RunningProgram.start(network, command);

        Line last = parent.awaitLine("make the timer zero", 3);
        Line fired = parent.awaitLine("Problem in receiving");
        assertThat(fired.since(last)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(3));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(parent.count("watchdog: protocol error: 256 came in the wrong byte order")).isEqualTo(5);
        assertThat(parent.count(" more wrong messages came")).isEqualTo(1);
    }

    @Test
    void aWatchdogInCGuardsOurBetterPing(TestNetwork network, @TempDir Path folder) throws Exception {
        Path watchdog = Programs.compiled("watchdog", folder, "-DSECONDS=2", "-DDELAY=3");
        network.host("8.8.8.8").onRequest(request -> request.sequence() < 5 ? List.of(request.reply()) : List.of());

        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.betterPing("-i", "0.2", "--watchdog-command", watchdog.toString(), "8.8.8.8"));

        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text())
                .containsSubsequence("in child", "Hello im watchdog", "got 300", "got 256", "Problem in receiving")
                .anyMatch(line -> line.contains(" sent, 5 received, "));
        assertThat(betterPing.count("got 300")).isEqualTo(1);
        assertThat(betterPing.count("got 256")).isEqualTo(5);
    }

    @Test
    void ctrlCEndsOurBetterPingInOrderUnderAWatchdogInC(TestNetwork network, @TempDir Path folder) throws Exception {
        Path watchdog = Programs.compiled("watchdog", folder);
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("setsid"),
                        Programs.betterPing("-i", "0.1", "--watchdog-command", watchdog.toString(), "8.8.8.8")));
        betterPing.awaitLine("make the timer zero", 3);

        Signals.sendToGroup(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 130");
        assertThat(network.processesInside()).isEmpty();
    }
}
