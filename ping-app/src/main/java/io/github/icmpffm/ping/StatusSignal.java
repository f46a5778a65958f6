package io.github.icmpffm.ping;

import io.github.icmpffm.libc.Processes;
import io.github.icmpffm.libc.SignalLatch;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;

/**
 * Answers SIGQUIT, a terminal's Ctrl+\, with a line on stderr of how the run stands. In a JVM as started for the thread dump
 * that this signal else brings, {@code -Xrs} or not.
 *
 * <p>It begins a moment after the run, whose first round trips it does not disturb, and looks ten times a second.
 */
final class StatusSignal extends Thread {
    private static final long LOOK_MILLIS = 100;

    private final UnderWay run;

    private StatusSignal(UnderWay run) {
        super("status");
        this.run = run;
        setDaemon(true);
    }

    /** From soon on, until the process ends. */
    static void answerWith(UnderWay run) {
        new StatusSignal(run).start();
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            SignalLatch quit = new SignalLatch(arena, Processes.SIGQUIT);
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (quit.hasCome()) {
                    System.err.print(run.status());
                }
            }
        } catch (InterruptedException e) {
            // nobody does
        } catch (UnsatisfiedLinkError e) {
            // a C library without it: the JVM's dump remains
        }
    }
}
