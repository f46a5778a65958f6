package io.github.icmpffm.watchdog;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program under test in a test network, with all that it and its children print. */
final class RunningProgram {
    /** How long anything may take that is to come at once: the machine may be busy. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final List<Line> lines = new ArrayList<>();
    private boolean outputEnded;

    private RunningProgram(TestNetwork network, ProcessBuilder builder) {
        Path pipe = namedPipe();
        Thread reader = new Thread(() -> read(pipe), "program output");
        reader.setDaemon(true);
        reader.start();
        builder.environment().put("LC_ALL", "C"); // messages of the system's are compared
        process = network.start(builder.redirectErrorStream(true).redirectOutput(pipe.toFile()));
    }

    /** A pipe of Java's own ends with the process itself, and what its orphans print is lost. */
    private static Path namedPipe() {
        try {
            Path pipe = Files.createTempDirectory("watchdog").resolve("output");
            FinishedProcess mkfifo = FinishedProcess.of(List.of("mkfifo", pipe.toString()));
            if (mkfifo.exitCode() != 0) {
                throw new AssertionError(mkfifo);
            }
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningProgram start(TestNetwork network, List<String> command) {
        return start(network, new ProcessBuilder(command));
    }

    static RunningProgram start(TestNetwork network, ProcessBuilder builder) {
        return new RunningProgram(network, builder);
    }

    private void read(Path pipe) {
        try (BufferedReader output = Files.newBufferedReader(pipe)) {
            Files.delete(pipe);
            Files.delete(pipe.getParent());
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                Line line = new Line(text, System.nanoTime());
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (this) {
            outputEnded = true;
            notifyAll();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Its watchdog. */
    long watchdogPid() {
        return process.children()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no child; printed: " + text()))
                .pid();
    }

    /** Waits for a line that contains the text. */
    Line awaitLine(String part) throws InterruptedException {
        return awaitLine(part, 1);
    }

    /** Waits for the nth such line. */
    Line awaitLine(String part, int n) throws InterruptedException {
        return await(line -> line.text().contains(part), n, "'" + part + "'");
    }

    private synchronized Line await(Predicate<Line> wanted, int n, String what) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Line> found = lines.stream().filter(wanted).toList();
            if (found.size() >= n) {
                return found.get(n - 1);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || outputEnded) {
                throw new AssertionError("no line " + what + " (" + n + "); printed: " + text());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** The last line so far that contains the text. */
    synchronized Line lastLine(String part) {
        return lines.stream()
                .filter(line -> line.text().contains(part))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no line '" + part + "'; printed: " + text()));
    }

    synchronized List<String> text() {
        return lines.stream().map(Line::text).toList();
    }

    synchronized long count(String part) {
        return lines.stream().filter(line -> line.text().contains(part)).count();
    }

    /**
     * Waits until it has ended, and whoever else could print for it: so nothing of what they printed is missing.
     *
     * @return its exit status, 128 + N if signal N killed it
     */
    int awaitEnd() throws InterruptedException {
        int status = awaitExit(PATIENCE);
        await(line -> false, PATIENCE);
        return status;
    }

    private synchronized void await(Predicate<Line> unused, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!outputEnded) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("somebody still has its output open; printed: " + text());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("still running after " + patience + "; printed: " + text());
        }
        return process.exitValue();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until a process has ended; a zombie has, whenever its parent takes note of it. */
    static Duration awaitEndOf(long pid) throws InterruptedException {
        long start = System.nanoTime();
        while (isAlive(pid)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("process " + pid + " does not end");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false; // ended, and noted
        }
    }

    /** The process group of a process. */
    static String groupOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4)[2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
