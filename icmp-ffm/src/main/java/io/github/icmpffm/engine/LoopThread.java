package io.github.icmpffm.engine;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * A thread that owns sockets and calls listeners. It never waits for another thread, so that no two of them can wait for each
 * other, and inherits nothing of who opened it: what a request carries in its thread must not live as long as a pinger does.
 */
public final class LoopThread extends Thread {

    /** How long who ends something waits for a listener that is being called. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A daemon thread, to be started. */
    LoopThread(String name, Runnable loop) {
        super(null, loop, name, 0, false);
        setDaemon(true);
    }

    /** Whether the calling thread is one: of any pinger or sweep. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof LoopThread;
    }

    /**
     * Called before anything that waits for a loop.
     *
     * @throws IllegalStateException if the calling thread is itself a loop's
     */
    public static void requireOther() {
        if (isCurrent()) {
            throw new IllegalStateException("a listener runs on the thread of a pinger or sweep, which must not wait");
        }
    }

    /**
     * Logs what a listener has thrown. Whoever called the listener ends what it listened to, and reports the exception there
     * as well, but perhaps nobody looks.
     *
     * @param what it listened to
     */
    public static void listenerThrew(String what, Throwable thrown) {
        System.getLogger("io.github.icmpffm").log(Level.WARNING, what + " has ended: its listener threw " + thrown,
                thrown);
    }

    /**
     * Waits until the thread has ended, or a listener has kept it for too long. Not interruptible; on a loop's thread it
     * returns at once.
     */
    void awaitEnd() {
        if (isCurrent()) {
            return;
        }
        boolean interrupted = false;
        long start = System.nanoTime();
        for (long left = PATIENCE_NANOS; left > 0 && isAlive(); left = PATIENCE_NANOS - (System.nanoTime() - start)) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            currentThread().interrupt();
        }
    }
}
