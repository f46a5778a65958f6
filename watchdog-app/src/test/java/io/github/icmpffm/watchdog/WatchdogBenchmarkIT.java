package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The promised figures, measured: {@code mvn verify -pl watchdog-app -am -Dwatchdog.benchmark=true
 * -Dit.test=WatchdogBenchmarkIT -Dsurefire.failIfNoSpecifiedTests=false}, on a machine that does nothing else. They are
 * printed to {@code target/watchdog-benchmark.txt}, too.
 */
@NeedsNetwork
@Isolated
@EnabledIfSystemProperty(named = "watchdog.benchmark", matches = "true", disabledReason = "a benchmark")
class WatchdogBenchmarkIT {
    private static final int RUNS = 10;

    private record Figures(List<Duration> sorted) {
        static Figures of(List<Duration> values) {
            return new Figures(values.stream().sorted().toList());
        }

        Duration median() {
            return sorted.get(sorted.size() / 2);
        }

        Duration worst() {
            return sorted.getLast();
        }

        void print(String what) throws IOException {
            report(String.format(
                    Locale.ROOT,
                    "%-60s median %7.1f ms, worst %7.1f ms (%d runs)",
                    what,
                    median().toNanos() / 1e6,
                    worst().toNanos() / 1e6,
                    sorted.size()));
        }
    }

    private static void report(String line) throws IOException {
        System.out.println(line);
        Path file = Path.of("target", "watchdog-benchmark.txt");
        Files.writeString(
                file,
                line + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    @Test
    void overshootAtTenSecondsWithAllCoresBusy(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        List<Process> load = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            load.add(network.start("sh", "-c", "while :; do :; done"));
        }
        List<Duration> overshoots = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            RunningProgram wire = RunningProgram.start(
                    network, List.of("tcpdump", "-i", "lo", "-n", "-tt", "-l", "--immediate-mode", "tcp port 3000"));
            wire.awaitLine("listening on lo");
            RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "60", "8.8.8.8"));
            assertThat(betterPing.awaitEnd()).isEqualTo(130);
            wire.awaitLine("Flags [R");
            overshoots.add(time(wire.lastLine("Flags [R")).minus(time(wire.lastLine("length 4"))).minusSeconds(10));
            Signals.send(wire.pid(), Signals.SIGTERM);
            wire.awaitEnd();
        }
        load.forEach(Process::destroyForcibly);

        Figures figures = Figures.of(overshoots);
        figures.print("timer overshoot at 10 s, all cores busy");
        assertThat(figures.median()).isLessThanOrEqualTo(Duration.ofMillis(20));
        assertThat(figures.worst()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    /** When a packet passed: the last message, and the reset that goes before the first signal. */
    private static Duration time(Line packet) {
        String seconds = packet.text().substring(0, packet.text().indexOf(' '));
        return Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValue());
    }

    @Test
    void startOfTheWatchdog(TestNetwork network) throws Exception {
        List<Duration> listening = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        network.host("8.8.8.8").replies();
        for (int run = 0; run < RUNS; run++) {
            RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
            Line started = betterPing.awaitLine("in child");
            listening.add(betterPing.awaitLine("server is binding").since(started));
            betterPing.awaitLine("make the timer zero", 20);
            resident.add(residentKilobytes(betterPing.watchdogPid()));
            Signals.send(betterPing.pid(), Signals.SIGINT);
            assertThat(betterPing.awaitEnd()).isZero();
        }

        Figures figures = Figures.of(listening);
        figures.print("watchdog listening after its start");
        long most = resident.stream().max(Long::compare).orElseThrow();
        report(String.format(Locale.ROOT, "%-60s %d kB at most", "resident set of the watchdog", most));
        report("load average " + Files.readString(Path.of("/proc/loadavg")).strip());
        assertThat(figures.median()).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(most).isLessThanOrEqualTo(45 * 1024);
    }

    @Test
    void detectionOfAKilledProcess(TestNetwork network) throws Exception {
        List<Duration> ofParent = new ArrayList<>();
        List<Duration> ofWatchdog = new ArrayList<>();
        network.host("8.8.8.8").replies();
        for (int run = 0; run < RUNS; run++) {
            RunningProgram first = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
            first.awaitLine("make the timer zero", 5);
            long watchdog = first.watchdogPid();
            Signals.send(first.pid(), Signals.SIGKILL);
            ofParent.add(RunningProgram.awaitEndOf(watchdog));

            RunningProgram second = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
            second.awaitLine("make the timer zero", 5);
            Signals.send(second.watchdogPid(), Signals.SIGKILL);
            ofWatchdog.add(RunningProgram.awaitEndOf(second.pid()));
        }

        Figures.of(ofParent).print("better_ping killed: until the watchdog has ended");
        Figures.of(ofWatchdog).print("watchdog killed: until better_ping has ended");
        assertThat(Figures.of(ofParent).worst()).isLessThan(Duration.ofSeconds(1));
        assertThat(Figures.of(ofWatchdog).worst()).isLessThan(Duration.ofSeconds(1));
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
