package io.github.icmpffm.ping;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process, be it by itself or by SIGINT, SIGTERM or SIGHUP: with the program's exit code, never the 130 or 143 that a
 * JVM has for signals.
 *
 * <p>On a signal the JVM runs this hook, or {@link SignalWatch} calls {@link #end}, which asks the run to stop and waits for its
 * summary. It does not wait for long, for standard output may be blocked, and a second Ctrl+C is ignored meanwhile: so the first one
 * always is enough.
 */
final class Shutdown extends Thread {
    private static final long PATIENCE_MILLIS = 1800;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.NO_REPLIES;
    private volatile @Nullable UnderWay run;
    private @Nullable SignalWatch signals;

    private Shutdown() {
        super("shutdown");
    }

    /** From now on signals end the process so. */
    static Shutdown install() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown);
        return shutdown;
    }

    /** What has to be ready before there is anything to sum up. */
    void isAnsweredFor(SignalWatch watch) {
        signals = watch;
    }

    /** What is to be stopped by a signal. Until then there is nothing to sum up. */
    void stops(UnderWay underWay) {
        run = underWay;
        if (signals != null) {
            signals.awaitReady();
        }
    }

    /** How what is to be stopped stands, for stderr; nothing until then. */
    String status() {
        UnderWay underWay = run;
        return underWay == null ? "" : underWay.status();
    }

    @Override
    public void run() {
        end();
    }

    /** Ends the process as a signal does: with the summary, soon. Does not return. */
    void end() {
        UnderWay stopping = run;
        if (stopping != null && !hasEnded(0)) {
            stopping.stop();
            if (!hasEnded(PATIENCE_MILLIS)) {
                exitCode = stopping.exitCode();
            }
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private boolean hasEnded(long millis) {
        try {
            return ended.await(millis, TimeUnit.MILLISECONDS);
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
