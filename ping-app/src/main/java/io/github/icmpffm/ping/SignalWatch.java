package io.github.icmpffm.ping;

import io.github.icmpffm.libc.Processes;
import io.github.icmpffm.libc.SignalLatch;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM does not do with signals as ping does. SIGQUIT, a terminal's Ctrl+\, is answered with a line on stderr of how the run
 * stands, in place of a thread dump. SIGINT ends the run also where it was ignored when the program started, as a shell has it for
 * background jobs.
 *
 * <p>With {@code -Xrs}, as the launcher starts it, the JVM leaves all of them alone, and SIGTERM and SIGHUP are answered here, too:
 * a JVM that gets one before it is up prints errors of its own. It looks twenty times a second.
 */
final class SignalWatch extends Thread {
    private static final long LOOK_MILLIS = 50;
    private static final int[] ENDING = {Processes.SIGINT, Processes.SIGTERM, Processes.SIGHUP};

    private final Shutdown shutdown;
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable Thread statusPrinter;

    private SignalWatch(Shutdown shutdown) {
        super("signals");
        this.shutdown = shutdown;
        setDaemon(true);
    }

    /** From soon on, until the process ends. */
    static SignalWatch answerFor(Shutdown shutdown) {
        SignalWatch watch = new SignalWatch(shutdown);
        watch.start();
        return watch;
    }

    /** Waits until no signal ends the process without a summary any more. */
    void awaitReady() {
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            SignalLatch quit;
            @Nullable
            SignalLatch[] ending = new SignalLatch[ENDING.length];
            try {
                for (int i = 0; i < ENDING.length; i++) {
                    ending[i] = latch(arena, ENDING[i]);
                }
                quit = new SignalLatch(arena, Processes.SIGQUIT);
            } finally {
                ready.countDown();
            }
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                for (SignalLatch signal : ending) {
                    if (signal != null && signal.hasCome()) {
                        shutdown.end();
                    }
                }
                if (quit.hasCome()) {
                    printStatus();
                }
            }
        } catch (InterruptedException e) {
            // the process ends
        } catch (LinkageError | IllegalCallerException e) {
            // a C library without it: the JVM's dump remains. Or native access denied, which the first socket reports
        }
    }

    /** Null if the JVM answers the signal, or if whoever started this wants it ignored, which for SIGINT does not count. */
    private @Nullable SignalLatch latch(Arena arena, int signal) {
        SignalLatch latch = new SignalLatch(arena, signal);
        long before = latch.before();
        if (before == Processes.SIG_DFL || (before == Processes.SIG_IGN && signal == Processes.SIGINT)) {
            return latch;
        }
        if (latch.release() && before != Processes.SIG_IGN) {
            shutdown.end(); // it came just now
        }
        return null;
    }

    /** On a thread of its own, for stderr may be halted, and one at a time. */
    private void printStatus() {
        Thread printing = statusPrinter;
        if (printing == null || !printing.isAlive()) {
            statusPrinter = Thread.ofPlatform().daemon().start(() -> System.err.print(shutdown.status()));
        }
    }
}
