package io.github.icmpffm.ping;

import io.github.icmpffm.SweepRun;
import java.util.concurrent.TimeUnit;

/**
 * How far a sweep is, on stderr where that is a terminal. If standard output is one as well, the progress makes room for each line
 * there; otherwise none waits for the other.
 */
final class ProgressDisplay {
    private static final long PROGRESS_MILLIS = 500;
    private static final String START_OF_LINE = "\r\033[K";

    private final boolean terminal = Terminal.is(Terminal.STANDARD_ERROR);
    private final boolean shared = terminal && Terminal.is(Terminal.STANDARD_OUTPUT);
    private volatile boolean ended;
    private boolean shown;

    /** Shows it until the end. */
    void show(SweepRun run, int retries) {
        if (!terminal) {
            return;
        }
        Thread.ofPlatform().daemon().name("progress").start(() -> {
            try {
                while (refresh(run, retries)) {
                    TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
                }
            } catch (InterruptedException e) {
                // nobody does
            }
        });
    }

    private synchronized boolean refresh(SweepRun run, int retries) {
        if (!ended) {
            System.err.print(START_OF_LINE + ProgressLine.of(run.progress(), retries));
            shown = true;
        }
        return !ended;
    }

    /** Runs what prints lines on standard output. */
    void printBeside(Runnable lines) {
        if (!shared) {
            lines.run();
            return;
        }
        synchronized (this) {
            hide();
            lines.run();
        }
    }

    /** Runs what prints the last lines, and shows nothing more. */
    void end(Runnable lines) {
        ended = true;
        printBeside(lines);
        if (terminal) {
            hide();
        }
    }

    private synchronized void hide() {
        if (shown) {
            System.err.print(START_OF_LINE);
            shown = false;
        }
    }
}
