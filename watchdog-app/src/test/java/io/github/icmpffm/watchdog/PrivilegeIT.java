package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.ThreadPrivileges;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R8: better_ping and its watchdog give up what root may do and they need not, in all of their threads. */
@NeedsNetwork
class PrivilegeIT {
    private static final int NOBODY = 65_534;
    private static final long KILL = 1 << 5;

    private final TestNetwork network;

    /** Root's alone. */
    @TempDir
    private Path folder;

    PrivilegeIT(TestNetwork network) {
        this.network = network;
        network.host("8.8.8.8").replies();
    }

    private static void awaitAll(long pid, Predicate<ThreadPrivileges> expected) throws Exception {
        long deadline = System.nanoTime() + RunningProgram.PATIENCE.toNanos();
        while (!ThreadPrivileges.of(pid).stream().allMatch(expected) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(ThreadPrivileges.of(pid)).hasSizeGreaterThan(5).allMatch(expected);
    }

    private static List<ThreadPrivileges> keepingSome(long pid) throws IOException {
        return ThreadPrivileges.of(pid).stream().filter(thread -> thread.capabilities() != 0).toList();
    }

    @Test
    void bothBecomeNobodyAndTheTimerStillKills() throws Exception {
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "2", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero");
        awaitAll(betterPing.pid(), thread -> thread.isOnly(NOBODY, NOBODY));
        awaitAll(betterPing.watchdogPid(), thread -> thread.isOnly(NOBODY, NOBODY));

        network.host("8.8.8.8").silent();

        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text()).contains("server 8.8.8.8 cannot be reached.", "Problem in receiving");
    }

    @Test
    void underSudoTheyAreTheUserWhoCalledThat() throws Exception {
        ProcessBuilder command = new ProcessBuilder(Programs.betterPing("-i", "0.1", "8.8.8.8"));
        command.environment().putAll(Map.of("SUDO_UID", "12345", "SUDO_GID", "23456"));
        RunningProgram betterPing = RunningProgram.start(network, command);
        betterPing.awaitLine("make the timer zero");
        awaitAll(betterPing.pid(), thread -> thread.isOnly(12_345, 23_456));
        awaitAll(betterPing.watchdogPid(), thread -> thread.isOnly(12_345, 23_456));

        Signals.send(betterPing.pid(), Signals.SIGTERM);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0");
    }

    @Test
    void oneThatEndsBeforeItsWatchdogHasGivenUpEndsThatInOrder() throws Exception {
        for (int i = 0; i < 5; i++) {
            RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-c", "1", "8.8.8.8"));

            assertThat(betterPing.awaitEnd()).isZero();
            assertThat(betterPing.text()).contains("child exit status is: 0");
            assertThat(Port.isFree(network)).isTrue();
        }
    }

    @Test
    void aWatchdogOfRootsParentMaySignalItByOneThreadAndNothingElse() throws Exception {
        RunningProgram parent = RunningProgram.start(network,
                Programs.scriptedParent(List.of("--timeout", "3"), "connect", "start", "stay"));
        parent.awaitLine("start message received");
        awaitAll(parent.watchdogPid(), thread -> thread.withoutCapabilities().isOnly(NOBODY, NOBODY));

        assertThat(keepingSome(parent.watchdogPid())).singleElement()
                .matches(thread -> thread.name().equals("guard") && thread.capabilities() == KILL);

        assertThat(parent.awaitEnd()).isEqualTo(130);
    }

    @Test
    void aWatchdogThatRemainsRootIsEndedByOneThreadThatMay() throws Exception {
        Path listening = Programs.script(folder.resolve("listening"),
                Programs.prefixed(List.of("setpriv", "--bounding-set=-setuid"), Programs.watchdog()));
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("-i", "0.1", "--watchdog-command", listening.toString(), "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 5);

        assertThat(keepingSome(betterPing.pid())).singleElement()
                .matches(thread -> thread.name().equals("signalling") && thread.capabilities() == KILL);

        Signals.send(betterPing.pid(), Signals.SIGTERM);
        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0");
    }

    @Test
    void aJarInAFolderThatOnlyRootMayEnterIsReadToTheEnd() throws Exception {
        Path jar = Files.copy(Programs.JAR, folder.resolve("copy.jar"));
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPingOf(jar, "--timeout", "2", "-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero");

        network.host("8.8.8.8").silent();

        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text()).anyMatch(line -> line.startsWith("min/avg/max/mdev = "))
                .noneMatch(line -> line.contains("Error"));
    }
}
