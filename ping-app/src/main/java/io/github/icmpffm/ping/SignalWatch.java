package io.github.icmpffm.ping;

import io.github.icmpffm.libc.Processes;
import io.github.icmpffm.libc.SignalLatch;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM does not do with signals as ping does, {@code -Xrs} or not. SIGQUIT, a terminal's Ctrl+\, is answered with a line on
 * stderr of how the run stands, instead of a thread dump. SIGINT ends the run also where it was ignored when the program started, as
 * a shell has it for background jobs.
 *
 * <p>It begins a moment after the start, so as not to disturb the first round trips, and looks ten times a second.
 */
final class SignalWatch extends Thread {
    private static final long LOOK_MILLIS = 100;
    private static final String OWN_STATUS = "/proc/self/status";
    private static final String IGNORED = "SigIgn:";

    private final Shutdown shutdown;

    private SignalWatch(Shutdown shutdown) {
        super("signals");
        this.shutdown = shutdown;
        setDaemon(true);
    }

    /** From soon on, until the process ends. */
    static void answerFor(Shutdown shutdown) {
        new SignalWatch(shutdown).start();
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            SignalLatch quit = new SignalLatch(arena, Processes.SIGQUIT);
            @Nullable
            SignalLatch interrupt = isIgnored(Processes.SIGINT) ? new SignalLatch(arena, Processes.SIGINT) : null;
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (quit.hasCome()) {
                    System.err.print(shutdown.status());
                }
                if (interrupt != null && interrupt.hasCome()) {
                    Runtime.getRuntime().exit(ExitCode.NO_REPLIES); // the hook knows better
                }
            }
        } catch (InterruptedException e) {
            // nobody does
        } catch (LinkageError | IllegalCallerException e) {
            // a C library without it: the JVM's dump remains. Or native access denied, which the first socket will tell
        }
    }

    private static boolean isIgnored(int signal) {
        try {
            for (String line : Files.readAllLines(Path.of(OWN_STATUS))) {
                if (line.startsWith(IGNORED)) {
                    long mask = Long.parseUnsignedLong(line.substring(IGNORED.length()).trim(), 16);
                    return (mask >>> signal - 1 & 1) != 0;
                }
            }
        } catch (IOException e) {
            // without /proc it stays as it is
        }
        return false;
    }
}
