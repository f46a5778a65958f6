package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;

/** The socket calls, {@code <sys/socket.h>}; their constants are in {@link SocketConstants}. */
public final class Sockets {

    private static final MemorySegment SOCKET = Linkage.function("socket");
    private static final MemorySegment CLOSE = Linkage.function("close");
    private static final MemorySegment BIND = Linkage.function("bind");
    private static final MemorySegment CONNECT = Linkage.function("connect");
    private static final MemorySegment GETSOCKNAME = Linkage.function("getsockname");
    private static final MemorySegment SETSOCKOPT = Linkage.function("setsockopt");
    private static final MemorySegment GETSOCKOPT = Linkage.function("getsockopt");
    private static final MemorySegment SENDTO = Linkage.function("sendto");
    private static final MemorySegment RECVFROM = Linkage.function("recvfrom");
    private static final MemorySegment SENDMSG = Linkage.function("sendmsg");
    private static final MemorySegment RECVMSG = Linkage.function("recvmsg");
    private static final MemorySegment SENDMMSG = Linkage.function("sendmmsg");
    private static final MemorySegment RECVMMSG = Linkage.function("recvmmsg");

    private Sockets() {}

    /** {@code int socket(int domain, int type, int protocol)}: a file descriptor, or -errno. */
    public static int socket(CapturedErrno errno, int domain, int type, int protocol) {
        return Linkage.callInt(SOCKET, errno, domain, type, protocol);
    }

    /** {@code int close(int fd)}: 0, or -errno; the descriptor is gone in either case. */
    public static int close(CapturedErrno errno, int fd) {
        return Linkage.callInt(CLOSE, errno, fd, 0, 0);
    }

    /** {@code int bind(int fd, const struct sockaddr *address, socklen_t length)}: 0, or -errno. */
    public static int bind(CapturedErrno errno, int fd, MemorySegment address, int length) {
        return Linkage.callInt(BIND, errno, fd, address.address(), length);
    }

    /** {@code int connect(int fd, const struct sockaddr *address, socklen_t length)}: 0, or -errno. */
    public static int connect(CapturedErrno errno, int fd, MemorySegment address, int length) {
        return Linkage.callInt(CONNECT, errno, fd, address.address(), length);
    }

    /** {@code int getsockname(int fd, struct sockaddr *address, socklen_t *length)}: 0, or -errno. */
    public static int getsockname(CapturedErrno errno, int fd, MemorySegment address, MemorySegment length) {
        return Linkage.callInt(GETSOCKNAME, errno, fd, address.address(), length.address());
    }

    /** {@code int setsockopt(int fd, int level, int name, const void *value, socklen_t length)}: 0, or -errno. */
    public static int setsockopt(CapturedErrno errno, int fd, int level, int name, MemorySegment value, int length) {
        return Linkage.callInt(SETSOCKOPT, errno, fd, level, name, value.address(), length, 0);
    }

    /** {@code int getsockopt(int fd, int level, int name, void *value, socklen_t *length)}: 0, or -errno. */
    public static int getsockopt(CapturedErrno errno, int fd, int level, int name, MemorySegment value,
            MemorySegment length) {
        return Linkage.callInt(GETSOCKOPT, errno, fd, level, name, value.address(), length.address(), 0);
    }

    /** {@code ssize_t sendto(int fd, const void *buf, size_t len, int flags, const struct sockaddr *addr, socklen_t addrlen)}: bytes sent, or -errno.
     *
     * @param offset where in {@code buffer} the message begins, in bytes
     * @param addressOffset where in {@code addresses} its destination is
     */
    public static long sendto(CapturedErrno errno, int fd, MemorySegment buffer, long offset, long length, int flags,
            MemorySegment addresses, long addressOffset, int addressLength) {
        return Linkage.call(SENDTO, errno, fd, buffer.address() + offset, length, flags,
                addresses.address() + addressOffset, addressLength);
    }

    /** {@code ssize_t recvfrom(int fd, void *buf, size_t len, int flags, struct sockaddr *addr, socklen_t *addrlen)}: bytes received, or -errno. */
    public static long recvfrom(CapturedErrno errno, int fd, MemorySegment buffer, long length, int flags,
            MemorySegment address, MemorySegment addressLength) {
        return Linkage.call(RECVFROM, errno, fd, buffer.address(), length, flags, address.address(),
                addressLength.address());
    }

    /** {@code ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)}: bytes sent, or -errno. */
    public static long sendmsg(CapturedErrno errno, int fd, MemorySegment msghdr, int flags) {
        return Linkage.call(SENDMSG, errno, fd, msghdr.address(), flags);
    }

    /** {@code ssize_t recvmsg(int fd, struct msghdr *msg, int flags)}: bytes received, or -errno. */
    public static long recvmsg(CapturedErrno errno, int fd, MemorySegment msghdr, int flags) {
        return Linkage.call(RECVMSG, errno, fd, msghdr.address(), flags);
    }

    /** {@code int sendmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int flags)}: messages sent, or -errno if not even the first was.
     *
     * @param offset where in {@code mmsghdrs} the first message's header is, in bytes
     */
    public static int sendmmsg(CapturedErrno errno, int fd, MemorySegment mmsghdrs, long offset, int count, int flags) {
        return Linkage.callInt(SENDMMSG, errno, fd, mmsghdrs.address() + offset, count, flags, 0, 0);
    }

    /** {@code int recvmmsg(int fd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout)} without a timeout: messages received, or -errno. */
    public static int recvmmsg(CapturedErrno errno, int fd, MemorySegment mmsghdrs, int count, int flags) {
        return Linkage.callInt(RECVMMSG, errno, fd, mmsghdrs.address(), count, flags, 0, 0);
    }
}
