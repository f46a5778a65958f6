package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Cmsghdr;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Mmsghdr;
import io.github.icmpffm.libc.Msghdr;
import io.github.icmpffm.libc.ScmTimestamping;
import io.github.icmpffm.libc.SockExtendedErr;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.libc.Timespec;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpExtensions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Messages received, many a system call ({@code recvmmsg(2)}) without allocating: with sender, hop limit, kernel stamp,
 * and for the error queue what it says.
 *
 * <p>{@link #receive} or {@link #receiveErrors} fills it, {@link #select} chooses the message that all the other
 * methods speak of. Used by one thread at a time.
 */
public final class ReceiveBatch {

    /** Room for every piece of ancillary data that {@link SocketOptions} can ask for, with some to spare. */
    private static final long CONTROL_SIZE = 256;

    private final CapturedErrno errno;
    private final MessageHeaders memory;
    private final MemorySegment headers;
    private final MemorySegment controls;
    private int used;
    private boolean messagesSayAll;

    private int selected;
    private int hopLimit;
    private long stampNanos;
    private long drops;
    private long error;

    /**
     * An empty batch.
     *
     * @param arena whose memory it lives in
     * @param capacity how many messages it takes at once
     * @param messageBytes how much of a message is kept; what is longer is cut, and says so
     */
    public ReceiveBatch(Arena arena, int capacity, int messageBytes) {
        this.errno = new CapturedErrno(arena);
        this.memory = new MessageHeaders(arena, capacity, CONTROL_SIZE);
        this.headers = memory.headers;
        this.controls = memory.controls;
        memory.ensureMessageBytes(messageBytes);
    }

    /** Makes room for longer messages; what the batch holds is lost. */
    public void ensureMessageBytes(int bytes) {
        if (memory.ensureMessageBytes(bytes)) {
            used = 0;
        }
    }

    /** Writes the fields that the kernel writes in the messages it fills, and in no others. */
    private void restore(long header) {
        headers.set(JAVA_INT, header + Msghdr.MSG_NAMELEN, SocketAddressBytes.STRIDE);
        headers.set(JAVA_LONG, header + Msghdr.MSG_CONTROLLEN, CONTROL_SIZE);
    }

    /**
     * Whether sender, hop limit and whatever else matters stands in the messages themselves. A single one is then received
     * alone ({@code recvfrom(2)}): without sender, ancillary data and drops, which the next batch tells.
     */
    public void messagesSayAll(boolean sayAll) {
        messagesSayAll = sayAll;
    }

    /** How many messages it takes at once. */
    public int capacity() {
        return memory.capacity;
    }

    /**
     * Takes what has arrived, without waiting.
     *
     * @param limit how many messages at most; who expects no more than so many spares the kernel looking for another
     * @return how many messages, 0 if there are none; -errno if the kernel said something else, which may be the error
     *     of an earlier packet and not of this call
     */
    public int receive(IcmpSocket socket, int limit) {
        return receive(socket, limit, SocketConstants.MSG_DONTWAIT);
    }

    /** Takes what is in the error queue, without waiting; otherwise as {@link #receive}. */
    public int receiveErrors(IcmpSocket socket, int limit) {
        return receive(socket, limit, SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_ERRQUEUE);
    }

    private int receive(IcmpSocket socket, int limit, int flags) {
        if (limit == 1 && messagesSayAll) {
            return receiveAlone(socket, flags);
        }
        for (int i = 0; i < used; i++) {
            restore(MessageHeaders.header(i));
        }
        int count = Math.min(limit, memory.capacity);
        for (int i = memory.prepared(); i < count; i++) {
            memory.prepare(i);
            restore(MessageHeaders.header(i));
        }
        int result = count == 1
                ? receiveOne(socket, flags)
                : Sockets.recvmmsg(errno, socket.descriptor(), headers, count, flags);
        used = Math.max(result, 0);
        return nothingOr(result);
    }

    private int receiveAlone(IcmpSocket socket, int flags) {
        long length = Sockets.recvfrom(
                errno,
                socket.descriptor(),
                memory.messages(),
                memory.messageBytes(),
                flags | SocketConstants.MSG_TRUNC,
                MemorySegment.NULL,
                MemorySegment.NULL);
        if (length < 0) {
            return nothingOr((int) length);
        }
        headers.set(JAVA_INT, Mmsghdr.MSG_LEN, (int) Math.min(length, memory.messageBytes()));
        headers.set(JAVA_INT, Msghdr.MSG_FLAGS, length > memory.messageBytes() ? SocketConstants.MSG_TRUNC : 0);
        headers.set(JAVA_INT, Msghdr.MSG_NAMELEN, 0);
        headers.set(JAVA_LONG, Msghdr.MSG_CONTROLLEN, 0);
        used = 1;
        return 1;
    }

    private static int nothingOr(int result) {
        return result == -Errno.EAGAIN || result == -Errno.EINTR ? 0 : result;
    }

    /** By {@code recvmsg(2)}, which costs the kernel less than a batch of one; a mmsghdr begins with its msghdr. */
    private int receiveOne(IcmpSocket socket, int flags) {
        long length = Sockets.recvmsg(errno, socket.descriptor(), headers, flags);
        if (length < 0) {
            return (int) length;
        }
        headers.set(JAVA_INT, Mmsghdr.MSG_LEN, (int) length);
        return 1;
    }

    /** Makes the other methods speak of the message with that index. */
    public void select(int index) {
        selected = index;
        hopLimit = -1;
        stampNanos = 0;
        drops = -1;
        error = -1;
        long start = memory.control(index);
        long end = start + headers.get(JAVA_LONG, MessageHeaders.header(index) + Msghdr.MSG_CONTROLLEN);
        for (long at = start; at + Cmsghdr.SIZE <= end; at = Cmsghdr.next(controls, at)) {
            readControl(at, at + Cmsghdr.CMSG_DATA);
        }
    }

    private void readControl(long header, long data) {
        int level = controls.get(JAVA_INT, header + Cmsghdr.CMSG_LEVEL);
        int type = controls.get(JAVA_INT, header + Cmsghdr.CMSG_TYPE);
        if (level == SocketConstants.SOL_SOCKET) {
            if (type == SocketConstants.SCM_TIMESTAMPING) {
                stampNanos = Timespec.nanos(controls, data + ScmTimestamping.TS);
            } else if (type == SocketConstants.SO_RXQ_OVFL) {
                drops = Integer.toUnsignedLong(controls.get(JAVA_INT, data));
            }
        } else if (level == SocketConstants.SOL_IP) {
            if (type == SocketConstants.IP_TTL) {
                hopLimit = controls.get(JAVA_INT, data);
            } else if (type == SocketConstants.IP_RECVERR) {
                error = data;
            }
        } else if (level == SocketConstants.SOL_IPV6) {
            if (type == SocketConstants.IPV6_HOPLIMIT) {
                hopLimit = controls.get(JAVA_INT, data);
            } else if (type == SocketConstants.IPV6_RECVERR) {
                error = data;
            }
        }
    }

    /** Where the messages are. */
    public MemorySegment messages() {
        return memory.messages();
    }

    /** Where in {@link #messages()} this one begins. */
    public long offset() {
        return memory.message(selected);
    }

    /** How many of its bytes are there. */
    public int length() {
        return headers.get(JAVA_INT, MessageHeaders.header(selected) + Mmsghdr.MSG_LEN);
    }

    /** Whether it was longer than there was room. */
    public boolean isCut() {
        return (headers.get(JAVA_INT, MessageHeaders.header(selected) + Msghdr.MSG_FLAGS)
                & SocketConstants.MSG_TRUNC) != 0;
    }

    /** Whether an address came with it: the sender's; on the error queue the original destination. */
    public boolean hasAddress() {
        return headers.get(JAVA_INT, MessageHeaders.header(selected) + Msghdr.MSG_NAMELEN) > 0
                && SocketAddressBytes.isOfAnyFamily(memory.addresses, MessageHeaders.address(selected));
    }

    /** The address's upper 64 bits. */
    public long addressHigh() {
        return SocketAddressBytes.high(memory.addresses, MessageHeaders.address(selected));
    }

    /** The address's lower 64 bits. */
    public long addressLow() {
        return SocketAddressBytes.low(memory.addresses, MessageHeaders.address(selected));
    }

    /** The interface's index of an IPv6 link-local address, otherwise 0. */
    public int addressScopeId() {
        return SocketAddressBytes.scopeId(memory.addresses, MessageHeaders.address(selected));
    }

    /** TTL or hop limit it arrived with, or -1 if the kernel did not say. */
    public int hopLimit() {
        return hopLimit;
    }

    /** When the kernel received it (on the error queue: sent it), in nanoseconds of CLOCK_REALTIME; 0 if not stamped. */
    public long stampNanos() {
        return stampNanos;
    }

    /** How many messages the socket has dropped since it was opened because its buffer was full, or -1 if not told. */
    public long drops() {
        return drops;
    }

    /** Whether it is an entry of the error queue, of which the methods below speak. */
    public boolean isError() {
        return error >= 0;
    }

    /** Whether the entry is the stamp of a sent message. */
    public boolean isSendStamp() {
        return isError() && errorOrigin() == SocketConstants.SO_EE_ORIGIN_TIMESTAMPING;
    }

    /** Whether the entry is this host's own refusal to send a message, as one that is too long. */
    public boolean isLocalError() {
        return isError() && errorOrigin() == SocketConstants.SO_EE_ORIGIN_LOCAL;
    }

    /** Whether the entry is an ICMP message about a packet of ours. */
    public boolean isIcmpError() {
        return isError()
                && (errorOrigin() == SocketConstants.SO_EE_ORIGIN_ICMP
                        || errorOrigin() == SocketConstants.SO_EE_ORIGIN_ICMP6);
    }

    /** Which sent message a stamp belongs to: 0 for the first after stamps were switched on, then 1, 2, … (32 bits). */
    public int stampedMessage() {
        return controls.get(JAVA_INT, error + SockExtendedErr.EE_DATA);
    }

    /** The errno the kernel made of the error. */
    public int errorErrno() {
        return controls.get(JAVA_INT, error + SockExtendedErr.EE_ERRNO);
    }

    /** Type of the ICMP message. */
    public int errorType() {
        return Byte.toUnsignedInt(controls.get(JAVA_BYTE, error + SockExtendedErr.EE_TYPE));
    }

    /** Code of the ICMP message. */
    public int errorCode() {
        return Byte.toUnsignedInt(controls.get(JAVA_BYTE, error + SockExtendedErr.EE_CODE));
    }

    /** The MTU, or what else the message carried in its header. */
    public int errorInfo() {
        return controls.get(JAVA_INT, error + SockExtendedErr.EE_INFO);
    }

    /**
     * Where behind the beginning of the quoted message the extensions of an ICMP error begin (RFC 4884), as the kernel says or,
     * if that was told nothing of them, as they say themselves; the message's length if there are none.
     */
    public int errorExtensionsOffset() {
        int offset = Short.toUnsignedInt(controls.get(JAVA_SHORT, error + SockExtendedErr.EE_DATA_RFC4884_LEN));
        if (offset == 0) {
            Family family = errorOrigin() == SocketConstants.SO_EE_ORIGIN_ICMP ? Family.IPV4 : Family.IPV6;
            return IcmpExtensions.unannouncedOffset(family, errorType(), messages(), offset(), length());
        }
        return Math.min(offset, length());
    }

    /** Whether the address of who sent the ICMP message is known. */
    public boolean hasOffender() {
        return SocketAddressBytes.isOfAnyFamily(controls, error + SockExtendedErr.OFFENDER);
    }

    /** Upper 64 bits of the address of who sent the ICMP message. */
    public long offenderHigh() {
        return SocketAddressBytes.high(controls, error + SockExtendedErr.OFFENDER);
    }

    /** Its lower 64 bits. */
    public long offenderLow() {
        return SocketAddressBytes.low(controls, error + SockExtendedErr.OFFENDER);
    }

    /** The interface's index, if that address is an IPv6 link-local one, otherwise 0. */
    public int offenderScopeId() {
        return SocketAddressBytes.scopeId(controls, error + SockExtendedErr.OFFENDER);
    }

    private int errorOrigin() {
        return controls.get(JAVA_BYTE, error + SockExtendedErr.EE_ORIGIN);
    }
}
