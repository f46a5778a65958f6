package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;

/**
 * Signals and process file descriptors: {@code kill(2)}, {@code signal(2)}, {@code pidfd_open(2)}, {@code
 * pidfd_send_signal(2)}, {@code getppid(2)}.
 *
 * <p>A pidfd names a process, not a number: a signal sent through it never reaches another process that got the number
 * later. It becomes readable when the process has ended. The pidfd calls go through {@code syscall(2)}: a libc older
 * than 2.36 has no wrappers for them.
 */
public final class Processes {

    /** {@code <signal.h>}: the terminal is gone. */
    public static final int SIGHUP = 1;

    /** {@code <signal.h>}: the terminal's interrupt, Ctrl+C. */
    public static final int SIGINT = 2;

    /** {@code <signal.h>}: the terminal's quit, Ctrl+\; a JVM answers with a thread dump. */
    public static final int SIGQUIT = 3;

    /** {@code <signal.h>}: cannot be caught, blocked or ignored. */
    public static final int SIGKILL = 9;

    /** {@code <signal.h>}: the polite request to end. */
    public static final int SIGTERM = 15;

    /** {@code <signal.h>}: go on, if stopped. */
    public static final int SIGCONT = 18;

    /** {@code <signal.h>}, a disposition: what the signal does to a process that never said anything about it. */
    public static final long SIG_DFL = 0;

    /** {@code <signal.h>}, a disposition: nothing. */
    public static final long SIG_IGN = 1;

    /** {@code <asm/unistd.h>}, the same on x86-64 and aarch64. */
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;

    private static final long SYS_PIDFD_OPEN = 434;

    private static final MemorySegment SYSCALL = Linkage.function("syscall");
    private static final MemorySegment KILL = Linkage.function("kill");
    private static final MemorySegment SIGNAL = Linkage.function("signal");
    private static final MemorySegment GETPPID = Linkage.function("getppid");

    private Processes() {}

    /** {@code int kill(pid_t pid, int sig)}: 0, or -errno. */
    public static int kill(CapturedErrno errno, int pid, int signal) {
        return Linkage.callInt(KILL, errno, pid, signal, 0);
    }

    /**
     * {@code sighandler_t signal(int sig, sighandler_t handler)}: the disposition before, or -errno.
     *
     * @param handler {@link #SIG_DFL}, {@link #SIG_IGN} or a C function, as this returned one; never an upcall, for Java code
     *     cannot run in a signal handler
     */
    public static long signal(CapturedErrno errno, int signal, long handler) {
        return Linkage.call(SIGNAL, errno, signal, handler, 0);
    }

    /** {@code pid_t getppid(void)}. */
    public static int getppid(CapturedErrno errno) {
        return Linkage.callInt(GETPPID, errno, 0, 0, 0);
    }

    /** {@code int pidfd_open(pid_t pid, unsigned int flags)}: a file descriptor (close-on-exec), or -errno. */
    public static int pidfdOpen(CapturedErrno errno, int pid) {
        return systemCall(errno, SYS_PIDFD_OPEN, pid, 0, 0, 0);
    }

    /** {@code int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags)}: 0, or -errno. */
    public static int pidfdSendSignal(CapturedErrno errno, int pidfd, int signal) {
        return systemCall(errno, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, MemorySegment.NULL.address(), 0);
    }

    private static int systemCall(CapturedErrno errno, long number, long a, long b, long c, long d) {
        return Linkage.callVariadic(SYSCALL, errno, number, a, b, c, d, 0);
    }
}
