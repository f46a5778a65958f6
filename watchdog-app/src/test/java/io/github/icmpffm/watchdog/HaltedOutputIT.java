package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody reads what the two print: into a full pipe, or on a halted terminal. That is no reason to kill, nor to live on. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class HaltedOutputIT {
    /** More of them than lines fit into a pipe or a terminal, and for longer than the timeout. */
    private static final int REQUESTS = 2000;

    private static final String[] FAST = fast("8.8.8.8", "raw");

    /** For both to end: half a second of the watchdog's patience with a halted output, and one of better_ping's. */
    private static final Duration END = Duration.ofSeconds(3);

    private static String[] fast(String host, String mode) {
        return new String[] {"--mode", mode, "--timeout", "1", "-i", "0.001", host};
    }

    private static Process started(TestNetwork network, List<String> command) {
        return network.start(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static Process onHaltedTerminal(TestNetwork network, Path folder) {
        Path terminal = Programs.compiled("halted_terminal", folder);
        return started(network, Programs.prefixed(List.of(terminal.toString()), Programs.betterPing(FAST)));
    }

    /** R5. */
    @ParameterizedTest
    @CsvSource({"8.8.8.8,raw", "8.8.8.8,datagram", "2001:db8::8,raw", "2001:db8::8,datagram"})
    void aFullPipeNeitherStopsTheFeedingNorLosesALine(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        Process betterPing = started(network, Programs.betterPing(fast(host, mode)));
        awaitRequests(network, host, REQUESTS);

        Signals.send(betterPing.pid(), Signals.SIGINT);

        requireWhole(output(betterPing), host);
        assertThat(betterPing.waitFor()).isZero();
    }

    /** R5. */
    @Test
    void aHaltedTerminalNeitherStopsTheFeedingNorLosesALine(TestNetwork network, @TempDir Path folder)
            throws Exception {
        network.host("8.8.8.8").replies();
        Process terminal = onHaltedTerminal(network, folder);
        awaitRequests(network, REQUESTS);
        type(terminal, 'r');
        awaitRequests(network, 2 * REQUESTS);
        Signals.send(child(terminal), Signals.SIGINT); // a typed Ctrl+C drops what the terminal has not shown yet

        requireWhole(output(terminal), "8.8.8.8");
        assertThat(terminal.waitFor()).isZero();
    }

    private static void requireWhole(List<String> lines, String host) {
        String start = host + ": seq=";
        List<String> replies = lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length(), line.indexOf(" time=")))
                .toList();
        assertThat(replies).hasSizeGreaterThan(REQUESTS - 10)
                .isEqualTo(IntStream.range(0, replies.size()).mapToObj(Integer::toString).toList());
        assertThat(lines).filteredOn("watchdog, make the timer zero!!"::equals).hasSameSizeAs(replies);
        assertThat(lines)
                .contains("start message received", "child exit status is: 0")
                .doesNotContain("Problem in receiving")
                .noneMatch(line -> line.contains("lines not printed"))
                .anyMatch(line -> line.contains(" sent, " + replies.size() + " received, 0 lost (0%)"));
        assertThat(lines.getLast()).startsWith("min/avg/max/mdev = ");
    }

    @Test
    void ctrlCEndsBothWhileNobodyReads(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        Process betterPing = started(network, Programs.prefixed(List.of("setsid"), Programs.betterPing(FAST)));
        awaitRequests(network, REQUESTS);
        long watchdog = child(betterPing);

        Signals.sendToGroup(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(betterPing.exitValue()).isZero();
        requireNothingLeft(network, watchdog);
    }

    @Test
    void ctrlCAtAHaltedTerminalEndsBoth(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host("8.8.8.8").replies();
        Process terminal = onHaltedTerminal(network, folder);
        awaitRequests(network, REQUESTS);
        long watchdog = ProcessHandle.of(child(terminal)).orElseThrow().children().findFirst().orElseThrow().pid();

        type(terminal, 'c');

        assertThat(terminal.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(terminal.exitValue()).isZero();
        requireNothingLeft(network, watchdog);
    }

    @Test
    void theTimerFiresAndBetterPingDiesOfSigintWhileNobodyReads(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        Process betterPing = started(network, Programs.betterPing(FAST));
        awaitRequests(network, REQUESTS);
        long watchdog = child(betterPing);

        network.host("8.8.8.8").silent();

        assertThat(betterPing.waitFor(1000 + END.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(betterPing.exitValue()).isEqualTo(130);
        requireNothingLeft(network, watchdog);
    }

    private static void awaitRequests(TestNetwork network, int count) throws InterruptedException {
        awaitRequests(network, "8.8.8.8", count);
    }

    /** With the patience of each part, not of the whole: the machine may be busy. */
    private static void awaitRequests(TestNetwork network, String host, int count) throws InterruptedException {
        for (int part = 1; part < count; part += 200) {
            network.awaitRequests(host, part);
        }
        network.awaitRequests(host, count);
    }

    private static void requireNothingLeft(TestNetwork network, long watchdog) throws Exception {
        assertThat(RunningProgram.awaitEndOf(watchdog)).isLessThan(Duration.ofSeconds(1));
        assertThat(network.processesInside()).isEmpty();
        assertThat(Port.isFree(network)).isTrue();
    }

    private static long child(Process process) {
        return process.children().findFirst().orElseThrow().pid();
    }

    private static void type(Process terminal, char order) throws IOException {
        terminal.getOutputStream().write(order);
        terminal.getOutputStream().flush();
    }

    private static List<String> output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
