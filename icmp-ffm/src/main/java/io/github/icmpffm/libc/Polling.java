package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;

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

    private static final MemorySegment PPOLL = Linkage.function("ppoll");
    private static final MemorySegment EVENTFD = Linkage.function("eventfd");
    private static final MemorySegment READ = Linkage.function("read");
    private static final MemorySegment WRITE = Linkage.function("write");

    private Polling() {}

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *sigmask)} with
     * no signal mask.
     *
     * @param timeout a {@code struct timespec}, or {@link MemorySegment#NULL} to wait without end
     * @return how many are ready, or -errno
     */
    public static int ppoll(CapturedErrno errno, MemorySegment pollfds, int count, MemorySegment timeout) {
        return Linkage.callInt(PPOLL, errno, pollfds.address(), count, timeout.address());
    }

    /** {@code int eventfd(unsigned int initval, int flags)}: a file descriptor, or -errno. */
    public static int eventfd(CapturedErrno errno, int initial, int flags) {
        return Linkage.callInt(EVENTFD, errno, initial, flags, 0);
    }

    /** {@code ssize_t read(int fd, void *buf, size_t count)}: bytes read, or -errno. */
    public static long read(CapturedErrno errno, int fd, MemorySegment buffer, long length) {
        return Linkage.call(READ, errno, fd, buffer.address(), length);
    }

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}: bytes written, or -errno. */
    public static long write(CapturedErrno errno, int fd, MemorySegment buffer, long length) {
        return Linkage.call(WRITE, errno, fd, buffer.address(), length);
    }
}
