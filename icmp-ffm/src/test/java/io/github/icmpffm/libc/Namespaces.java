package io.github.icmpffm.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What only the test network needs of the C library: {@code unshare(2)}, {@code open(2)}, {@code ioctl(2)} and the like. It lives
 * in this package to be bound as everything else is, by {@link Linkage}.
 */
public final class Namespaces {

    /** {@code <sched.h>}: a network namespace of one's own. */
    public static final int CLONE_NEWNET = 0x40000000;

    /** {@code <fcntl.h>}, the same on x86-64 and aarch64. */
    public static final int O_RDWR = 2;

    /** {@code <fcntl.h>}, the same on x86-64 and aarch64. */
    public static final int O_NONBLOCK = 0x800;

    /** {@code <fcntl.h>}, the same on x86-64 and aarch64. */
    public static final int O_CLOEXEC = 0x80000;

    /** {@code <linux/if_tun.h>}: {@code _IOW('T', 202, int)}. */
    public static final long TUNSETIFF = 0x400454caL;

    /** {@code <linux/if_tun.h>}: packets of the internet layer, no Ethernet header. */
    public static final short IFF_TUN = 1;

    /** {@code <linux/if_tun.h>}: no four bytes of packet information before each packet. */
    public static final short IFF_NO_PI = 0x1000;

    /** {@code <sys/socket.h>}: packets stay whole, none is lost. */
    public static final int SOCK_SEQPACKET = 5;

    /** {@code <sys/socket.h>}. */
    private static final long AF_UNIX = 1;

    /** {@code <sys/resource.h>}. */
    private static final long PRIO_PROCESS = 0;

    private static final MemorySegment UNSHARE = Linkage.function("unshare");
    private static final MemorySegment OPEN = Linkage.function("open");
    private static final MemorySegment IOCTL = Linkage.function("ioctl");

    private static final MemorySegment SETPRIORITY = Linkage.function("setpriority");

    /** {@code <linux/prctl.h>}. */
    private static final long PR_SET_SECCOMP = 22;

    /** {@code <linux/prctl.h>}. */
    private static final long PR_SET_NO_NEW_PRIVS = 38;

    /** {@code <linux/seccomp.h>}. */
    private static final long SECCOMP_MODE_FILTER = 2;

    private static final MemorySegment PRCTL = Linkage.function("prctl");

    private static final MemorySegment SOCKETPAIR = Linkage.function("socketpair");

    private Namespaces() {}

    /** {@code int unshare(int flags)}: 0, or -errno. Moves the calling thread alone, and what it starts afterwards. */
    public static int unshare(CapturedErrno errno, int flags) {
        return Linkage.callInt(UNSHARE, errno, flags, 0, 0);
    }

    /** {@code int socketpair(AF_UNIX, int type, 0, int fds[2])}: 0, or -errno. */
    public static int socketpair(CapturedErrno errno, int type, MemorySegment fds) {
        return Linkage.callInt(SOCKETPAIR, errno, AF_UNIX, type, 0, fds.address(), 0, 0);
    }

    /** {@code int open(const char *path, int flags, ...)} of a file that exists: a file descriptor, or -errno. */
    public static int open(CapturedErrno errno, String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return Linkage.callVariadic(OPEN, errno, name.address(), flags, 0, 0, 0, 0);
        }
    }

    /** {@code int ioctl(int fd, unsigned long request, ...)} with a pointer to a struct: its result, or -errno. */
    public static int ioctl(CapturedErrno errno, int fd, long request, MemorySegment argument) {
        return Linkage.callVariadic(IOCTL, errno, fd, request, argument.address(), 0, 0, 0);
    }

    /** {@code int setpriority(int which, id_t who, int prio)} of the calling thread, as Linux has it: 0, or -errno. */
    public static int setThreadPriority(CapturedErrno errno, int nice) {
        return Linkage.callInt(SETPRIORITY, errno, PRIO_PROCESS, 0, nice);
    }

    /**
     * {@code prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, const struct sock_fprog *program)}: 0, or -errno. Of the calling thread
     * alone, and of what it starts afterwards, for good.
     */
    public static int filterSystemCalls(CapturedErrno errno, MemorySegment program) {
        int result = Linkage.callVariadic(PRCTL, errno, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
        return result < 0
                ? result
                : Linkage.callVariadic(PRCTL, errno, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address(), 0, 0, 0);
    }
}
