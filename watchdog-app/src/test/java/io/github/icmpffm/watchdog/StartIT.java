package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** It cannot begin as it should: rows 18, 20 and 23 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class StartIT {
    @Test
    void aPortInUseIsToldAndNothingIsPingedUnguarded(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        try (ServerSocket squatter = Port.taken(network)) {
            RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("8.8.8.8"));

            assertThat(betterPing.awaitEnd()).isEqualTo(3);
            assertThat(betterPing.text())
                    .contains("watchdog: cannot listen on port 3000 (Address already in use); end the process that has"
                            + " it, or take another with --port N (0: any free one)")
                    .contains("child exit status is: 3");
            assertThat(squatter.isBound()).isTrue();
        }
        assertThat(network.requests()).isEmpty();
        assertThat(network.processesInside()).isEmpty();
    }

    @Test
    void aSecondBetterPingOnTheSamePortIsRefused(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram first = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
        first.awaitLine("make the timer zero");

        RunningProgram second = RunningProgram.start(network, Programs.betterPing("8.8.4.4"));

        assertThat(second.awaitEnd()).isEqualTo(3);
        assertThat(network.requests("8.8.4.4")).isEmpty();
        Signals.send(first.pid(), Signals.SIGINT);
        assertThat(first.awaitEnd()).isZero();
    }

    @Test
    void twoBetterPingsOnFreePortsAreBothGuarded(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        List<RunningProgram> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(RunningProgram.start(
                    network, Programs.betterPing("--port", "0", "--timeout", "1", "-i", "11", "8.8.8.8")));
        }

        for (RunningProgram betterPing : both) {
            assertThat(betterPing.awaitEnd()).isEqualTo(130);
            assertThat(betterPing.text()).contains("start message received", "Problem in receiving");
        }
    }

    static Stream<Arguments> wrongCalls() {
        return Stream.of(
                Arguments.of(List.of(), "Missing required parameter: 'TARGET'; see -h"),
                Arguments.of(List.of("8.8.8.8", "8.8.4.4"), "Unmatched argument at index 1: '8.8.4.4'; see -h"),
                Arguments.of(List.of("999.1.1.1"), "'999.1.1.1' is not an address"),
                Arguments.of(List.of("no.such.host.invalid"),
                        "'no.such.host.invalid' is not known; give a host's name or address"),
                Arguments.of(List.of("two\nlines.invalid"),
                        "'two?lines.invalid' is not known; give a host's name or address"),
                Arguments.of(List.of("-6", "127.0.0.1"), "'127.0.0.1' has no IPv6 address"),
                Arguments.of(List.of("-c", "0", "127.0.0.1"),
                        "Invalid value for option '-c': must be 1 or more, not '0'; see -h"),
                Arguments.of(List.of("--timeout", "0", "127.0.0.1"),
                        "Invalid value for option '--timeout': must be 0.1 to 86400 seconds, not '0'; see -h"),
                Arguments.of(List.of("--nonsense", "127.0.0.1"), "Unknown option: '--nonsense'; see -h"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void aWrongCallIsToldInOneLineBeforeAnyChildIsStarted(List<String> arguments, String message, TestNetwork network)
            throws Exception {
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing(arguments.toArray(String[]::new)));

        assertThat(betterPing.awaitEnd()).isEqualTo(2);
        assertThat(betterPing.text()).containsExactly("better_ping: " + message);
    }

    @Test
    void withoutPrivilegeTheRemediesAreToldBeforeAnyChildIsStarted(TestNetwork network) throws Exception {
        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw"),
                        Programs.betterPing("8.8.8.8")));

        assertThat(betterPing.awaitEnd()).isEqualTo(2);
        assertThat(String.join("\n", betterPing.text()))
                .contains("EPERM", "sudo", "net.ipv4.ping_group_range")
                .doesNotContain("in child");
    }

    @Test
    void aWatchdogCommandThatNeverListensIsGivenUp(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Path deaf = Programs.script(folder.resolve("deaf"), List.of("sleep", "60"));
        long started = System.nanoTime();

        RunningProgram betterPing = RunningProgram.start(
                network, Programs.betterPing("--watchdog-command", deaf.toString(), "8.8.8.8"));

        assertThat(betterPing.awaitExit(Duration.ofSeconds(30))).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofSeconds(3),
                Duration.ofSeconds(30));
        assertThat(betterPing.text())
                .contains(
                        "better_ping: the watchdog does not listen on port 3000 after 15 s; nothing is pinged without it");
        assertThat(network.requests()).isEmpty();
        assertThat(network.processesInside()).isEmpty();
    }

    @Test
    void aWatchdogCommandThatIsNotThereIsTold(TestNetwork network, @TempDir Path folder) throws Exception {
        RunningProgram betterPing = RunningProgram.start(
                network, Programs.betterPing("--watchdog-command", folder.resolve("none").toString(), "8.8.8.8"));

        assertThat(betterPing.awaitEnd()).isEqualTo(3);
        assertThat(betterPing.count("better_ping: cannot start the watchdog: ")).isEqualTo(1);
        assertThat(network.requests()).isEmpty();
    }
}
