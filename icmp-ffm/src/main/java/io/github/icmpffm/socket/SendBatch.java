package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Cmsghdr;
import io.github.icmpffm.libc.Iovec;
import io.github.icmpffm.libc.Mmsghdr;
import io.github.icmpffm.libc.Msghdr;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * ICMP messages on their way out, sent many a system call ({@code sendmmsg(2)}) without allocating.
 *
 * <p>A message is put in by {@link #add}, its bytes are then written into {@link #messages()} at the offset returned;
 * {@link #send} sends from the first one that has not been sent. Used by one thread at a time.
 */
public final class SendBatch {

    /** {@link #add}: leave the hop limit to the socket. */
    public static final int DEFAULT_HOP_LIMIT = -1;

    private static final long CONTROL_SIZE = Cmsghdr.space(Integer.BYTES);
    private static final int FLAGS = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_NOSIGNAL;

    private final Arena arena;
    private final Family family;
    private final int addressLength;
    private final int capacity;
    private final CapturedErrno errno;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment addresses;
    private final MemorySegment controls;
    private MemorySegment messages;
    private int messageBytes;

    /** For how many messages the headers are written: what is never used at once costs a JVM that starts time. */
    private int prepared;

    private int size;
    private int sent;

    /**
     * An empty batch.
     *
     * @param arena whose memory it lives in
     * @param capacity how many messages it holds
     * @param messageBytes how long a message may be; {@link #ensureMessageBytes} makes room for longer ones
     */
    public SendBatch(Arena arena, Family family, int capacity, int messageBytes) {
        this.arena = arena;
        this.family = family;
        this.addressLength = SocketAddressBytes.length(family);
        this.capacity = capacity;
        this.errno = new CapturedErrno(arena);
        this.headers = arena.allocate(Mmsghdr.LAYOUT, capacity);
        this.vectors = arena.allocate(Iovec.LAYOUT, capacity);
        this.addresses = arena.allocate((long) capacity * SocketAddressBytes.STRIDE, Long.BYTES);
        this.controls = arena.allocate(capacity * CONTROL_SIZE, Long.BYTES);
        this.messages = MemorySegment.NULL;
        ensureMessageBytes(messageBytes);
    }

    /**
     * Makes room for messages of that many bytes. Only on an empty batch. Memory of the former size is given back with
     * the arena; sizes at least double, so that it is never more than is in use.
     */
    public void ensureMessageBytes(int bytes) {
        if (bytes <= messageBytes) {
            return;
        }
        if (size != 0) {
            throw new IllegalStateException("a batch grows only while it is empty");
        }
        messageBytes = (Math.max(bytes, 2 * messageBytes) + Long.BYTES - 1) & -Long.BYTES;
        messages = arena.allocate((long) capacity * messageBytes, Long.BYTES);
        prepared = 0;
    }

    private void prepare(int index) {
        long vector = (long) index * Iovec.SIZE;
        vectors.set(JAVA_LONG, vector + Iovec.IOV_BASE, messages.address() + message(index));
        long header = (long) index * Mmsghdr.SIZE;
        long control = index * CONTROL_SIZE;
        headers.set(JAVA_LONG, header + Msghdr.MSG_NAME, addresses.address() + address(index));
        headers.set(JAVA_INT, header + Msghdr.MSG_NAMELEN, addressLength);
        headers.set(JAVA_LONG, header + Msghdr.MSG_IOV, vectors.address() + vector);
        headers.set(JAVA_LONG, header + Msghdr.MSG_IOVLEN, 1);
        headers.set(JAVA_LONG, header + Msghdr.MSG_CONTROL, controls.address() + control);
        if (family == Family.IPV4) {
            Cmsghdr.set(controls, control, SocketConstants.SOL_IP, SocketConstants.IP_TTL, Integer.BYTES);
        } else {
            Cmsghdr.set(controls, control, SocketConstants.SOL_IPV6, SocketConstants.IPV6_HOPLIMIT, Integer.BYTES);
        }
    }

    /** How long a message may be at present, in bytes. */
    public int messageBytes() {
        return messageBytes;
    }

    /** Where messages are written. */
    public MemorySegment messages() {
        return messages;
    }

    /** How many messages were added since {@link #clear}. */
    public int size() {
        return size;
    }

    /** Whether {@link #add} would find no room. */
    public boolean isFull() {
        return size == capacity;
    }

    /**
     * Takes room for a message.
     *
     * @param high the destination's upper 64 bits, as in {@link io.github.icmpffm.packet.AddressBits}
     * @param low its lower 64 bits
     * @param scopeId the interface's index for an IPv6 link-local destination, otherwise 0
     * @param length the message's length in bytes
     * @param hopLimit 1 to 255, or {@link #DEFAULT_HOP_LIMIT}
     * @return where in {@link #messages()} its bytes belong
     */
    public long add(long high, long low, int scopeId, int length, int hopLimit) {
        int index = size++;
        if (index == prepared) {
            prepare(prepared++);
        }
        SocketAddressBytes.write(addresses, address(index), family, high, low, scopeId);
        vectors.set(JAVA_LONG, (long) index * Iovec.SIZE + Iovec.IOV_LEN, length);
        boolean defaultHopLimit = hopLimit == DEFAULT_HOP_LIMIT;
        headers.set(
                JAVA_LONG,
                (long) index * Mmsghdr.SIZE + Msghdr.MSG_CONTROLLEN,
                defaultHopLimit ? 0 : CONTROL_SIZE);
        if (!defaultHopLimit) {
            controls.set(JAVA_INT, index * CONTROL_SIZE + Cmsghdr.CMSG_DATA, hopLimit);
        }
        return message(index);
    }

    /** How many messages are still to be sent. */
    public int unsent() {
        return size - sent;
    }

    /**
     * Sends what has not been sent, as much of it as the socket takes, in one system call.
     *
     * @param limit how many messages at most
     * @return how many were sent, at least 1; or -errno of the first unsent message, which stays unsent ({@link
     *     #skip} gives it up)
     */
    public int send(IcmpSocket socket, int limit) {
        int count = Math.min(limit, unsent());
        int result = count == 1 && !hasControl(sent)
                ? sendOne(socket)
                : Sockets.sendmmsg(
                        errno,
                        socket.descriptor(),
                        headers,
                        (long) sent * Mmsghdr.SIZE,
                        count,
                        FLAGS);
        if (result > 0) {
            sent += result;
        }
        return result;
    }

    /** By {@code sendto(2)}, which costs the kernel less than a batch of one. */
    private int sendOne(IcmpSocket socket) {
        long result = Sockets.sendto(
                errno,
                socket.descriptor(),
                messages,
                message(sent),
                vectors.get(JAVA_LONG, (long) sent * Iovec.SIZE + Iovec.IOV_LEN),
                FLAGS,
                addresses,
                address(sent),
                addressLength);
        return result < 0 ? (int) result : 1;
    }

    private boolean hasControl(int index) {
        return headers.get(JAVA_LONG, (long) index * Mmsghdr.SIZE + Msghdr.MSG_CONTROLLEN) != 0;
    }

    /** Gives up the first unsent message. */
    public void skip() {
        sent++;
    }

    /** Empties the batch. */
    public void clear() {
        size = 0;
        sent = 0;
    }

    private long message(int index) {
        return (long) index * messageBytes;
    }

    private static long address(int index) {
        return (long) index * SocketAddressBytes.STRIDE;
    }
}
