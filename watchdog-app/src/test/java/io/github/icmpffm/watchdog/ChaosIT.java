package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Again and again one of the two is killed, stopped or interrupted, at any moment. Whatever it was: neither is left,
 * the port is free, and a bystander in the same process group lives. {@code -Dwatchdog.chaos.runs=200} for the long
 * version.
 */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class ChaosIT {
    private static final int RUNS = Integer.getInteger("watchdog.chaos.runs", 20);
    private static final long SEED = Long.getLong("watchdog.chaos.seed", System.nanoTime());

    /** Two seconds of patience to end in order, the ladder's six, and some for a machine that is busy. */
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private enum Mischief {
        KILL(Signals.SIGKILL), //
        TERMINATE(Signals.SIGTERM), //
        INTERRUPT(Signals.SIGINT), //
        HANG_UP(Signals.SIGHUP), //
        STOP(Signals.SIGSTOP), //
        STOP_AND_CONTINUE(Signals.SIGSTOP);

        final int signal;

        Mischief(int signal) {
            this.signal = signal;
        }
    }

    static IntStream runs() {
        return IntStream.range(0, RUNS);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void neverAnOrphanNorATakenPortNorASignalToABystander(int run, TestNetwork network) throws Exception {
        Random random = new Random(SEED + run);
        Mischief mischief = Mischief.values()[random.nextInt(Mischief.values().length)];
        boolean toBetterPing = random.nextBoolean();
        String story = "seed " + SEED + " run " + run + ": " + mischief + " to "
                + (toBetterPing ? "better_ping" : "the watchdog");
        network.host("8.8.8.8").replies();

        RunningProgram betterPing = RunningProgram.start(
                network,
                Programs.prefixed(
                        List.of("setsid", "sh", "-c",
                                "sleep 120 > /dev/null 2>&1 & echo bystander $!; exec \"$@\"", "sh"),
                        Programs.betterPing("--timeout", "1", "-i", "0.05", "8.8.8.8")));
        long bystander = Long.parseLong(betterPing.awaitLine("bystander ").text().substring("bystander ".length()));
        betterPing.awaitLine(random.nextBoolean() ? "server is binding" : "start message received");
        long watchdog = watchdogOf(betterPing, bystander);
        Thread.sleep(random.nextInt(1500));

        if (toBetterPing && mischief == Mischief.STOP) {
            betterPing.awaitLine("start message received"); // before that nobody has promised to kill it
        }
        long victim = toBetterPing ? betterPing.pid() : watchdog;
        if (RunningProgram.isAlive(victim)) {
            Signals.send(victim, mischief.signal);
        }
        if (mischief == Mischief.STOP_AND_CONTINUE) {
            Thread.sleep(random.nextInt(2500));
            if (RunningProgram.isAlive(victim)) {
                Signals.send(victim, Signals.SIGCONT);
            }
        }
        boolean endsByItself = mischief == Mischief.KILL || mischief == Mischief.TERMINATE
                || toBetterPing && mischief != Mischief.STOP_AND_CONTINUE;
        if (!endsByItself) {
            Thread.sleep(random.nextInt(1500));
            if (betterPing.isRunning()) {
                Signals.send(betterPing.pid(), Signals.SIGINT); // the user has seen enough
            }
        }

        betterPing.awaitExit(LONGEST_END);
        RunningProgram.awaitEndOf(watchdog);
        assertThat(network.processesInside().stream().map(ProcessHandle::pid).filter(RunningProgram::isAlive))
                .as(story + betterPing.text())
                .containsExactly(bystander);
        assertThat(Port.isFree(network)).as(story).isTrue();
        Signals.send(bystander, Signals.SIGKILL);
    }

    private static long watchdogOf(RunningProgram betterPing, long bystander) {
        return ProcessHandle.of(betterPing.pid()).orElseThrow().children()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> pid != bystander)
                .findFirst()
                .orElseThrow();
    }
}
