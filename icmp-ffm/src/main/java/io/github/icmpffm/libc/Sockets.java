package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The socket calls, {@code <sys/socket.h>}; their constants are in {@link SocketConstants}. */
public final class Sockets {

    private static final MethodHandle SOCKET = Linkage.link("socket");
    private static final MethodHandle CLOSE = Linkage.link("close");
    private static final MethodHandle SETSOCKOPT = Linkage.link("setsockopt");
    private static final MethodHandle GETSOCKOPT = Linkage.link("getsockopt");
    private static final MethodHandle SENDTO = Linkage.link("sendto");
    private static final MethodHandle RECVFROM = Linkage.link("recvfrom");
    private static final MethodHandle SENDMSG = Linkage.link("sendmsg");
    private static final MethodHandle RECVMSG = Linkage.link("recvmsg");
    private static final MethodHandle SENDMMSG = Linkage.link("sendmmsg");
    private static final MethodHandle RECVMMSG = Linkage.link("recvmmsg");

    private Sockets() {}

    // What a ping seldom needs is linked when it does, each by a class of its own.

    private static final class Bind {
        static final MethodHandle HANDLE = Linkage.link("bind");
    }

    private static final class Connect {
        static final MethodHandle HANDLE = Linkage.link("connect");
    }

    private static final class Getsockname {
        static final MethodHandle HANDLE = Linkage.link("getsockname");
    }

    /** {@code int socket(int domain, int type, int protocol)}: a file descriptor, or -errno. */
    public static int socket(CapturedErrno errno, int domain, int type, int protocol) {
        try {
            long returned = (long) SOCKET.invokeExact(errno.segment, (long) domain, (long) type, (long) protocol, 0L,
                    0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int close(int fd)}: 0, or -errno; the descriptor is gone in either case. */
    public static int close(CapturedErrno errno, int fd) {
        try {
            long returned = (long) CLOSE.invokeExact(errno.segment, (long) fd, 0L, 0L, 0L, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int bind(int fd, const struct sockaddr *address, socklen_t length)}: 0, or -errno. */
    public static int bind(CapturedErrno errno, int fd, MemorySegment address, int length) {
        try {
            long returned = (long) Bind.HANDLE.invokeExact(errno.segment, (long) fd, address.address(), (long) length,
                    0L, 0L,
                    0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int connect(int fd, const struct sockaddr *address, socklen_t length)}: 0, or -errno. */
    public static int connect(CapturedErrno errno, int fd, MemorySegment address, int length) {
        try {
            long returned = (long) Connect.HANDLE.invokeExact(errno.segment, (long) fd, address.address(),
                    (long) length, 0L,
                    0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int getsockname(int fd, struct sockaddr *address, socklen_t *length)}: 0, or -errno. */
    public static int getsockname(CapturedErrno errno, int fd, MemorySegment address, MemorySegment length) {
        try {
            long returned = (long) Getsockname.HANDLE.invokeExact(errno.segment, (long) fd, address.address(),
                    length.address(), 0L, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int setsockopt(int fd, int level, int name, const void *value, socklen_t length)}: 0, or -errno. */
    public static int setsockopt(CapturedErrno errno, int fd, int level, int name, MemorySegment value, int length) {
        try {
            long returned = (long) SETSOCKOPT.invokeExact(errno.segment, (long) fd, (long) level, (long) name,
                    value.address(), (long) length, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int getsockopt(int fd, int level, int name, void *value, socklen_t *length)}: 0, or -errno. */
    public static int getsockopt(CapturedErrno errno, int fd, int level, int name, MemorySegment value,
            MemorySegment length) {
        try {
            long returned = (long) GETSOCKOPT.invokeExact(errno.segment, (long) fd, (long) level, (long) name,
                    value.address(), length.address(), 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t sendto(int fd, const void *buf, size_t len, int flags, const struct sockaddr *addr, socklen_t addrlen)}: bytes sent, or -errno.
     *
     * @param offset where in {@code buffer} the message begins, in bytes
     * @param addressOffset where in {@code addresses} its destination is
     */
    public static long sendto(CapturedErrno errno, int fd, MemorySegment buffer, long offset, long length, int flags,
            MemorySegment addresses, long addressOffset, int addressLength) {
        try {
            long returned = (long) SENDTO.invokeExact(errno.segment, (long) fd, buffer.address() + offset, length,
                    (long) flags, addresses.address() + addressOffset, (long) addressLength);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t recvfrom(int fd, void *buf, size_t len, int flags, struct sockaddr *addr, socklen_t *addrlen)}: bytes received, or -errno. */
    public static long recvfrom(CapturedErrno errno, int fd, MemorySegment buffer, long length, int flags,
            MemorySegment address, MemorySegment addressLength) {
        try {
            long returned = (long) RECVFROM.invokeExact(errno.segment, (long) fd, buffer.address(), length,
                    (long) flags, address.address(), addressLength.address());
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)}: bytes sent, or -errno. */
    public static long sendmsg(CapturedErrno errno, int fd, MemorySegment msghdr, int flags) {
        try {
            long returned = (long) SENDMSG.invokeExact(errno.segment, (long) fd, msghdr.address(), (long) flags, 0L, 0L,
                    0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code ssize_t recvmsg(int fd, struct msghdr *msg, int flags)}: bytes received, or -errno. */
    public static long recvmsg(CapturedErrno errno, int fd, MemorySegment msghdr, int flags) {
        try {
            long returned = (long) RECVMSG.invokeExact(errno.segment, (long) fd, msghdr.address(), (long) flags, 0L, 0L,
                    0L);
            return Linkage.resultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int sendmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int flags)}: messages sent, or -errno if not even the first was.
     *
     * @param offset where in {@code mmsghdrs} the first message's header is, in bytes
     */
    public static int sendmmsg(CapturedErrno errno, int fd, MemorySegment mmsghdrs, long offset, int count, int flags) {
        try {
            long returned = (long) SENDMMSG.invokeExact(errno.segment, (long) fd, mmsghdrs.address() + offset,
                    (long) count, (long) flags, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }

    /** {@code int recvmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout)} without a timeout: messages received, or -errno. */
    public static int recvmmsg(CapturedErrno errno, int fd, MemorySegment mmsghdrs, int count, int flags) {
        try {
            long returned = (long) RECVMMSG.invokeExact(errno.segment, (long) fd, mmsghdrs.address(), (long) count,
                    (long) flags, 0L, 0L);
            return Linkage.intResultOrErrno(returned, errno);
        } catch (Throwable t) {
            throw Linkage.impossible(t);
        }
    }
}
