package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Waiting for file descriptors: {@code ppoll(2)} and {@code eventfd(2)}. */
public final class Polling {

    /** {@code <poll.h>}: there is something to read. */
    public static final short POLLIN = 0x1;

    /** {@code <poll.h>}: a write will not block. */
    public static final short POLLOUT = 0x4;

    /** {@code <poll.h>}: an error, or something in the error queue; reported unasked. */
    public static final short POLLERR = 0x8;

    /** {@code <sys/eventfd.h>}. */
    public static final int EFD_CLOEXEC = 0x80000;

    /** {@code <sys/eventfd.h>}. */
    public static final int EFD_NONBLOCK = 0x800;

    private static final MethodHandle PPOLL = Linkage.link("ppoll");
    private static final MethodHandle EVENTFD = Linkage.link("eventfd");
    private static final MethodHandle READ = Linkage.link("read");
    private static final MethodHandle WRITE = Linkage.link("write");

    private Polling() {}

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *sigmask)} with
     * no signal mask.
     *
     * @param timeout a {@code struct timespec}, or {@link MemorySegment#NULL} to wait without end
     * @return how many are ready, or -errno
     */
    public static int ppoll(CapturedErrno errno, MemorySegment pollfds, int count, MemorySegment timeout) {
        try {
            long returned = (long) PPOLL.invokeExact(
                    errno.segment, pollfds.address(), (long) count, timeout.address(), 0L, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int eventfd(unsigned int initval, int flags)}: a file descriptor, or -errno. */
    public static int eventfd(CapturedErrno errno, int initial, int flags) {
        try {
            long returned = (long) EVENTFD.invokeExact(errno.segment, (long) initial, (long) flags, 0L, 0L, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t read(int fd, void *buf, size_t count)}: bytes read, or -errno. */
    public static long read(CapturedErrno errno, int fd, MemorySegment buffer, long length) {
        try {
            long returned = (long) READ.invokeExact(errno.segment, (long) fd, buffer.address(), length, 0L, 0L, 0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}: bytes written, or -errno. */
    public static long write(CapturedErrno errno, int fd, MemorySegment buffer, long length) {
        try {
            long returned = (long) WRITE.invokeExact(errno.segment, (long) fd, buffer.address(), length, 0L, 0L, 0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }
}
