package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

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

    private static final MethodHandle SYSCALL = Linkage.linkVariadic("syscall", 1);
    private static final MethodHandle KILL = Linkage.link("kill");
    private static final MethodHandle SIGNAL = Linkage.link("signal");
    private static final MethodHandle GETPPID = Linkage.link("getppid");

    private Processes() {}

    /** {@code int kill(pid_t pid, int sig)}: 0, or -errno. */
    public static int kill(CapturedErrno errno, int pid, int signal) {
        try {
            long returned = (long) KILL.invokeExact(errno.segment, (long) pid, (long) signal, 0L, 0L, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /**
     * {@code sighandler_t signal(int sig, sighandler_t handler)}: the disposition before, or -errno.
     *
     * @param handler {@link #SIG_DFL}, {@link #SIG_IGN} or a C function, as this returned one; never an upcall, for Java code
     *     cannot run in a signal handler
     */
    public static long signal(CapturedErrno errno, int signal, long handler) {
        try {
            long returned = (long) SIGNAL.invokeExact(errno.segment, (long) signal, handler, 0L, 0L, 0L, 0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code pid_t getppid(void)}. */
    public static int getppid(CapturedErrno errno) {
        try {
            return (int) (long) GETPPID.invokeExact(errno.segment, 0L, 0L, 0L, 0L, 0L, 0L);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int pidfd_open(pid_t pid, unsigned int flags)}: a file descriptor (close-on-exec), or -errno. */
    public static int pidfdOpen(CapturedErrno errno, int pid) {
        return (int) systemCall(errno, SYS_PIDFD_OPEN, pid, 0, 0, 0);
    }

    /** {@code int pidfd_send_signal(int pidfd, int sig, siginfo_t *info, unsigned int flags)}: 0, or -errno. */
    public static int pidfdSendSignal(CapturedErrno errno, int pidfd, int signal) {
        return (int) systemCall(errno, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, MemorySegment.NULL.address(), 0);
    }

    private static long systemCall(CapturedErrno errno, long number, long a, long b, long c, long d) {
        try {
            long returned = (long) SYSCALL.invokeExact(errno.segment, number, a, b, c, d, 0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }
}
