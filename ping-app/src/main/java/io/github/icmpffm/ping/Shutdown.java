package io.github.icmpffm.ping;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process, be it by itself or by SIGINT, SIGTERM or SIGHUP: with the program's exit code, never the 130 or 143 that a
 * JVM has for signals.
 *
 * <p>On a signal the JVM runs this hook, which asks the run to stop and waits for its summary. It does not wait for long, for
 * standard output may be blocked, and while a hook runs the JVM ignores a second Ctrl+C: so the first one always is enough.
 */
final class Shutdown extends Thread {
    private static final long PATIENCE_SECONDS = 2;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.NO_REPLIES;
    private volatile @Nullable UnderWay run;

    private Shutdown() {
        super("shutdown");
    }

    /** From now on signals end the process so. */
    static Shutdown install() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown);
        return shutdown;
    }

    /** What is to be stopped by a signal. Until then there is nothing to sum up. */
    void stops(UnderWay underWay) {
        run = underWay;
    }

    /** How what is to be stopped stands, for stderr; nothing until then. */
    String status() {
        UnderWay underWay = run;
        return underWay == null ? "" : underWay.status();
    }

    @Override
    public void run() {
        UnderWay stopping = run;
        if (stopping != null && !hasEnded(0)) {
            stopping.stop();
            if (!hasEnded(PATIENCE_SECONDS)) {
                exitCode = stopping.exitCode();
            }
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private boolean hasEnded(long seconds) {
        try {
            return ended.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /**
     * Ends the process. Not by {@code System.exit}, which would keep the JVM's code if a signal came just before. Nothing is lost:
     * no output is buffered.
     */
    void exit(int code) {
        exitCode = code;
        ended.countDown();
        Runtime.getRuntime().halt(code);
    }
}
