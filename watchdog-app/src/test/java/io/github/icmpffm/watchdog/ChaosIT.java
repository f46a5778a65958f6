package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Again and again one of the two gets a signal, at any moment from its start on, also in a PID namespace, as the first process there
 * or not. Whatever it was: neither is left, the port is free, and a bystander in the same process group lives. {@code
 * -Dwatchdog.chaos.runs=1000} for the long version.
 */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class ChaosIT {
    private static final int RUNS = Integer.getInteger("watchdog.chaos.runs", 20);
    private static final long SEED = Long.getLong("watchdog.chaos.seed", System.nanoTime());

    /** Two seconds of patience to end in order, the ladder's six, and some for a machine that is busy. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private static final int LONGEST_START_MILLIS = 500;
    private static final int LONGEST_RUN_MILLIS = 2000;

    private static final int[] SIGNALS = {
        Signals.SIGHUP, Signals.SIGINT, 3, 6, Signals.SIGKILL, 10, 11, 12, 13, 14, Signals.SIGTERM, Signals.SIGCONT,
        Signals.SIGSTOP, Signals.SIGSTOP, 20
    };

    /** Where the two run. The shell in a namespace of its own sees to it that none is left there when it ends. */
    private enum Place {
        HERE, AS_FIRST_PROCESS, BELOW_FIRST_PROCESS;

        List<String> prefix() {
            return switch (this) {
                case HERE -> List.of("setsid", "sh", "-c",
                        "sleep 120 > /dev/null 2>&1 & echo bystander; exec \"$@\"", "sh");
                case AS_FIRST_PROCESS -> List.of("unshare", "--pid", "--fork", "--mount-proc");
                case BELOW_FIRST_PROCESS -> List.of("unshare", "--pid", "--fork", "--mount-proc", "sh", "-c",
                        "trap : INT TERM HUP; sleep 120 > /dev/null 2>&1 & echo bystander; \"$@\"; "
                                + "i=0; while grep -qs '[W]atchdog' /proc/[0-9]*/cmdline && [ $i -lt 150 ]; do "
                                + "sleep 0.1; i=$((i + 1)); done; "
                                + "[ $i -lt 150 ] || echo orphan; kill -0 $! && echo the bystander lives",
                        "sh");
            };
        }
    }

    static IntStream runs() {
        return IntStream.range(0, RUNS);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void neverAnOrphanNorATakenPortNorASignalToABystander(int run, TestNetwork network) throws Exception {
        Random random = new Random(SEED + run);
        Place place = Place.values()[run % Place.values().length];
        int signal = SIGNALS[random.nextInt(SIGNALS.length)];
        boolean toBetterPing = random.nextBoolean();
        int afterMillis = random.nextInt(random.nextBoolean() ? LONGEST_START_MILLIS : LONGEST_RUN_MILLIS);
        String story = "seed " + SEED + " run " + run + ": " + signal + " to "
                + (toBetterPing ? "better_ping" : "the watchdog") + ", " + place + ", after " + afterMillis + " ms ";
        network.host("8.8.8.8").replies();

        RunningProgram started = RunningProgram.start(
                network,
                Programs.prefixed(place.prefix(), Programs.betterPing("--timeout", "1", "-i", "0.05", "8.8.8.8")));
        long betterPing = awaitBetterPing(network);
        Thread.sleep(afterMillis);
        OptionalLong watchdog = find(network, true);
        long victim = toBetterPing ? betterPing : watchdog.orElse(betterPing);
        signal(victim, signal);
        Thread.sleep(random.nextInt(1000) + 300);
        // Of one that stands still and has not begun nobody has promised to kill it.
        if (!isStopped(betterPing) || started.count("start message received") == 0) {
            signal(betterPing, Signals.SIGCONT);
            interruptUntilItEnds(started, betterPing); // the user has seen enough
        }

        awaitEnd(started, story);
        if (place == Place.HERE) {
            assertThat(names(network)).as(story + started.text()).containsExactly("sleep");
            network.processesInside().forEach(bystander -> signal(bystander.pid(), Signals.SIGKILL));
        } else {
            assertThat(names(network)).as(story + started.text()).isEmpty();
            assertThat(started.text()).as(story).doesNotContain("orphan");
        }
        if (place == Place.BELOW_FIRST_PROCESS) {
            assertThat(started.text()).as(story).contains("the bystander lives");
        }
        assertThat(Port.isFree(network)).as(story).isTrue();
    }

    private static boolean isStopped(long pid) {
        return read(pid, "stat").contains(") T ");
    }

    /** More than once: the first process of a namespace gets no signal that it does not yet expect. */
    private static void interruptUntilItEnds(RunningProgram started, long betterPing) throws InterruptedException {
        for (int i = 0; i < 5 && started.isRunning(); i++) {
            signal(betterPing, Signals.SIGINT);
            Thread.sleep(500);
        }
    }

    private static void awaitEnd(RunningProgram started, String story) throws InterruptedException {
        try {
            started.awaitEnd();
        } catch (AssertionError e) {
            throw new AssertionError(story, e);
        }
    }

    /** Once none is a JVM any more. */
    private static List<String> names(TestNetwork network) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        List<String> names = present(network);
        while (names.contains("java") && System.nanoTime() < deadline) {
            Thread.sleep(10);
            names = present(network);
        }
        return names;
    }

    private static List<String> present(TestNetwork network) {
        return network.processesInside().stream()
                .map(ProcessHandle::pid)
                .filter(RunningProgram::isAlive)
                .map(pid -> read(pid, "comm").strip())
                .toList();
    }

    private static long awaitBetterPing(TestNetwork network) throws InterruptedException {
        long deadline = System.nanoTime() + RunningProgram.PATIENCE.toNanos();
        OptionalLong found = find(network, false);
        while (found.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
            found = find(network, false);
        }
        return found.getAsLong();
    }

    private static OptionalLong find(TestNetwork network, boolean watchdog) {
        return network.processesInside().stream()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> read(pid, "comm").strip().equals("java") && RunningProgram.isAlive(pid))
                .filter(pid -> read(pid, "cmdline").contains(Watchdog.class.getName()) == watchdog)
                .findFirst();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    private static void signal(long pid, int signal) {
        try {
            Signals.send(pid, signal);
        } catch (IllegalStateException e) {
            // it has ended already
        }
    }
}
