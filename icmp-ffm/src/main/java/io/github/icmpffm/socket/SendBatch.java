package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Cmsghdr;
import io.github.icmpffm.libc.Iovec;
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

    private final Family family;
    private final int addressLength;
    private final CapturedErrno errno;
    private final MessageHeaders memory;
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
        this.family = family;
        this.addressLength = SocketAddressBytes.length(family);
        this.errno = new CapturedErrno(arena);
        this.memory = new MessageHeaders(arena, capacity, CONTROL_SIZE);
        memory.ensureMessageBytes(messageBytes);
    }

    /**
     * Makes room for messages of that many bytes. Only on an empty batch. Memory of the former size is given back with
     * the arena.
     */
    public void ensureMessageBytes(int bytes) {
        if (bytes > memory.messageBytes() && size != 0) {
            throw new IllegalStateException("a batch grows only while it is empty");
        }
        memory.ensureMessageBytes(bytes);
    }

    private void prepare(int index) {
        memory.prepare(index);
        memory.headers.set(JAVA_INT, MessageHeaders.header(index) + Msghdr.MSG_NAMELEN, addressLength);
        int level = family == Family.IPV4 ? SocketConstants.SOL_IP : SocketConstants.SOL_IPV6;
        int type = family == Family.IPV4 ? SocketConstants.IP_TTL : SocketConstants.IPV6_HOPLIMIT;
        Cmsghdr.set(memory.controls, memory.control(index), level, type, Integer.BYTES);
    }

    /** How long a message may be at present, in bytes. */
    public int messageBytes() {
        return memory.messageBytes();
    }

    /** Where messages are written. */
    public MemorySegment messages() {
        return memory.messages();
    }

    /** How many messages were added since {@link #clear}. */
    public int size() {
        return size;
    }

    /** Whether {@link #add} would find no room. */
    public boolean isFull() {
        return size == memory.capacity;
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
        if (index == memory.prepared()) {
            prepare(index);
        }
        SocketAddressBytes.write(memory.addresses, MessageHeaders.address(index), family, high, low, scopeId);
        memory.vectors.set(JAVA_LONG, MessageHeaders.vector(index) + Iovec.IOV_LEN, length);
        boolean defaultHopLimit = hopLimit == DEFAULT_HOP_LIMIT;
        memory.headers.set(
                JAVA_LONG,
                MessageHeaders.header(index) + Msghdr.MSG_CONTROLLEN,
                defaultHopLimit ? 0 : CONTROL_SIZE);
        if (!defaultHopLimit) {
            memory.controls.set(JAVA_INT, memory.control(index) + Cmsghdr.CMSG_DATA, hopLimit);
        }
        return memory.message(index);
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
                        memory.headers,
                        MessageHeaders.header(sent),
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
                memory.messages(),
                memory.message(sent),
                memory.vectors.get(JAVA_LONG, MessageHeaders.vector(sent) + Iovec.IOV_LEN),
                FLAGS,
                memory.addresses,
                MessageHeaders.address(sent),
                addressLength);
        return result < 0 ? (int) result : 1;
    }

    private boolean hasControl(int index) {
        return memory.headers.get(JAVA_LONG, MessageHeaders.header(index) + Msghdr.MSG_CONTROLLEN) != 0;
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
}
