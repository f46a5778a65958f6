package io.github.icmpffm.libc;

import java.lang.foreign.Arena;

/**
 * Tells whether a signal has come since it was last asked, without a line of code of ours in a signal handler, where Java
 * cannot run.
 *
 * <p>The signal's disposition itself is the latch. Its handler is the C library's own {@code sigignore(3)}, a function of the
 * signal's number that makes the process ignore it from then on; {@code sigaction(2)} is all it does, so that it may run in
 * any thread at any moment. Who then finds the signal ignored knows that it came, and puts the handler back.
 *
 * <p>For SIGQUIT this works in a JVM without {@code -Xrs}: HotSpot installs its thread dump once, at its start. While the latch
 * is set, {@code jcmd} and {@code jstack}, which knock by SIGQUIT, find the door closed.
 */
public final class SignalLatch {

    private static final long SIGIGNORE = Linkage.function("sigignore").address();

    private final CapturedErrno errno;
    private final int signal;
    private final long before;

    /**
     * Sets the latch: what the signal has done so far it does no more.
     *
     * @param signal as {@link Processes#SIGQUIT}
     */
    public SignalLatch(Arena arena, int signal) {
        this.errno = new CapturedErrno(arena);
        this.signal = signal;
        this.before = Processes.signal(errno, signal, SIGIGNORE);
    }

    /** What the signal did before: {@link Processes#SIG_DFL}, {@link Processes#SIG_IGN} or the address of a handler. */
    public long before() {
        return before;
    }

    /**
     * Puts that back. Of no use afterwards.
     *
     * @return whether the signal has come since the last time this was asked, and was not answered
     */
    public boolean release() {
        return Processes.signal(errno, signal, before) == Processes.SIG_IGN;
    }

    /** Whether the signal has come since the last time this was asked; several count as one. */
    public boolean hasCome() {
        return Processes.signal(errno, signal, SIGIGNORE) == Processes.SIG_IGN;
    }
}
