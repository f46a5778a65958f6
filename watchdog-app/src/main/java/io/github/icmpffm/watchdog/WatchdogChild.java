package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The watchdog as better_ping sees it: its child process. */
final class WatchdogChild {
    /** For a watchdog that is slow to listen, or a machine that is slow altogether. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final Process process;

    private WatchdogChild(Process process) {
        this.process = process;
    }

    /** Starts it. */
    static WatchdogChild start(ProcessBuilder command) throws WatchdogFailure {
        try {
            return new WatchdogChild(command.start());
        } catch (IOException e) {
            throw new WatchdogFailure("cannot start the watchdog: " + e.getMessage());
        }
    }

    /**
     * Connects as soon as it listens. To its own port only: that somebody listens on the port that was asked for does
     * not mean that it is the watchdog.
     *
     * @param port the one it was told to take; 0 for any
     * @param givenUp whether not to wait any longer
     */
    void connect(Feeder feeder, int port, BooleanSupplier givenUp) throws WatchdogFailure, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!givenUp.getAsBoolean()) {
            int listening = listeningPort(port);
            if (listening != SocketTables.NONE) {
                connect(feeder, listening);
                return;
            }
            if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WatchdogFailure("the watchdog ended before it listened");
            }
            if (deadline - System.nanoTime() <= 0) {
                throw new WatchdogFailure("the watchdog does not listen on " + (port == 0 ? "any port" : "port " + port)
                        + " after " + START_PATIENCE.toSeconds() + " s");
            }
        }
    }

    private void connect(Feeder feeder, int port) throws WatchdogFailure, InterruptedException {
        try {
            feeder.connect(port, CONNECT_PATIENCE);
        } catch (IOException e) {
            throw new WatchdogFailure("cannot connect to the watchdog on port " + port + ": " + e.getMessage());
        }
    }

    /** Where it listens, or a process that it started: a command may be a script. */
    private int listeningPort(int wanted) throws WatchdogFailure {
        try {
            int port = SocketTables.listeningPort(process.pid(), wanted);
            for (ProcessHandle descendant : port == SocketTables.NONE ? descendants() : List.<ProcessHandle>of()) {
                if (port == SocketTables.NONE) {
                    port = SocketTables.listeningPort(descendant.pid(), wanted);
                }
            }
            return port;
        } catch (AccessDeniedException e) {
            throw new WatchdogFailure("cannot tell on which port the watchdog listens: no permission to read "
                    + e.getFile() + "; run better_ping with sudo, or with a java that has no file capabilities");
        } catch (IOException e) {
            throw new WatchdogFailure("cannot tell on which port the watchdog listens: " + e.getMessage());
        }
    }

    private List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    int pid() {
        return (int) process.pid();
    }

    /** Completes with its exit status (128 + N if signal N killed it). */
    CompletableFuture<Integer> exitStatus() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Ends it in order, and waits for that: SIGTERM, and the end of the connection, by which it sees who sent the
     * signal. If it does not react (it may be stopped) it is killed.
     *
     * @return its exit status
     */
    int end(Feeder feeder) throws InterruptedException {
        List<ProcessHandle> descendants = descendants();
        process.destroy();
        descendants.forEach(ProcessHandle::destroy);
        feeder.close();
        if (!process.waitFor(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        return process.waitFor();
    }
}
