package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is around better_ping when the timer fires: rows 21 and 22 of the fault table. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class BystandersIT {
    /** A shell, better_ping and a bystander in one group, as in a pipeline. */
    @Test
    void onlyBetterPingIsSignalledNeitherItsGroupNorItsShell(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();

        RunningProgram shell = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("setsid", "sh", "-c",
                                "sleep 60 > /dev/null 2>&1 & echo bystander $!; \"$@\"; echo shell saw $?", "sh"),
                        Programs.betterPing("--timeout", "1", "-i", "11", "8.8.8.8")));

        long bystander = Long.parseLong(shell.awaitLine("bystander ").text().substring("bystander ".length()));
        assertThat(RunningProgram.groupOf(bystander)).isEqualTo(Long.toString(shell.pid()));
        shell.awaitLine("Problem in receiving");
        shell.awaitLine("shell saw 130");
        assertThat(shell.awaitEnd()).isZero();
        assertThat(RunningProgram.isAlive(bystander)).isTrue();
        Signals.send(bystander, Signals.SIGKILL);
    }

    @Test
    void nothingThatWasPrintedIsLostInAFile(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").onRequest(request -> request.sequence() < 20 ? List.of(request.reply()) : List.of());
        Path file = folder.resolve("output");
        Process betterPing = network.start(
                new ProcessBuilder(Programs.betterPing("--timeout", "1", "-i", "0.02", "8.8.8.8"))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile()));

        assertThat(betterPing.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(betterPing.exitValue()).isEqualTo(130);
        assertAllThere(Files.readAllLines(file));
    }

    @Test
    void nothingThatWasPrintedIsLostInAPipe(TestNetwork network) throws Exception {
        network.host("8.8.8.8").onRequest(request -> request.sequence() < 20 ? List.of(request.reply()) : List.of());
        RunningProgram pipeline = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("sh", "-c", "\"$@\" 2>&1 | cat", "sh"),
                        Programs.betterPing("--timeout", "1", "-i", "0.02", "8.8.8.8")));

        assertThat(pipeline.awaitEnd()).isZero();

        assertAllThere(pipeline.text());
    }

    private static void assertAllThere(List<String> lines) {
        for (int sequence = 0; sequence < 20; sequence++) {
            String reply = "8.8.8.8: seq=" + sequence + " time=";
            assertThat(lines).anyMatch(line -> line.startsWith(reply));
        }
        assertThat(lines).filteredOn("watchdog, make the timer zero!!"::equals).hasSize(20);
        assertThat(lines)
                .contains("start message received", "Problem in receiving", "server 8.8.8.8 cannot be reached.")
                .anyMatch(line -> line.contains(" sent, 20 received, "));
        assertThat(lines.getLast()).startsWith("min/avg/max/mdev = ");
    }
}
