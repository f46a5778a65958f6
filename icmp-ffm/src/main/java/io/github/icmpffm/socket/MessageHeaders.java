package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.icmpffm.libc.Iovec;
import io.github.icmpffm.libc.Mmsghdr;
import io.github.icmpffm.libc.Msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * So many {@code struct mmsghdr} side by side, each with what it points to: an address, a message and ancillary data.
 *
 * <p>A header is written by {@link #prepare} before it is first used: to write all of them at once would cost a JVM that starts
 * more time than to send the first probe.
 */
final class MessageHeaders {

    final MemorySegment headers;
    final MemorySegment vectors;
    final MemorySegment addresses;
    final MemorySegment controls;
    final int capacity;
    final long controlBytes;

    private final Arena arena;
    private MemorySegment messages = MemorySegment.NULL;
    private int messageBytes;
    private int prepared;

    /**
     * Headers for {@code capacity} messages.
     *
     * @param controlBytes how long the ancillary data of each is at most
     */
    MessageHeaders(Arena arena, int capacity, long controlBytes) {
        this.arena = arena;
        this.capacity = capacity;
        this.controlBytes = controlBytes;
        headers = arena.allocate(Mmsghdr.LAYOUT, capacity);
        vectors = arena.allocate(Iovec.LAYOUT, capacity);
        addresses = arena.allocate((long) capacity * SocketAddressBytes.STRIDE, Long.BYTES);
        controls = arena.allocate(capacity * controlBytes, Long.BYTES);
    }

    /**
     * Makes room for messages of that many bytes; what was there is lost. Memory of the former size is given back with the
     * arena; sizes at least double, so that it is never more than is in use.
     *
     * @return whether there was not room enough: then nothing is prepared any more
     */
    boolean ensureMessageBytes(int bytes) {
        if (bytes <= messageBytes) {
            return false;
        }
        messageBytes = (Math.max(bytes, 2 * messageBytes) + Long.BYTES - 1) & -Long.BYTES;
        messages = arena.allocate((long) capacity * messageBytes, Long.BYTES);
        prepared = 0;
        return true;
    }

    /** Writes what does not change in the header with that number. */
    void prepare(int index) {
        long vector = vector(index);
        vectors.set(JAVA_LONG, vector + Iovec.IOV_BASE, messages.address() + message(index));
        vectors.set(JAVA_LONG, vector + Iovec.IOV_LEN, messageBytes);
        long header = header(index);
        headers.set(JAVA_LONG, header + Msghdr.MSG_NAME, addresses.address() + address(index));
        headers.set(JAVA_LONG, header + Msghdr.MSG_IOV, vectors.address() + vector);
        headers.set(JAVA_LONG, header + Msghdr.MSG_IOVLEN, 1);
        headers.set(JAVA_LONG, header + Msghdr.MSG_CONTROL, controls.address() + control(index));
        prepared = index + 1;
    }

    /** How many have been prepared; the next is the one with that number. */
    int prepared() {
        return prepared;
    }

    MemorySegment messages() {
        return messages;
    }

    /** How long a message may be. */
    int messageBytes() {
        return messageBytes;
    }

    // Where what belongs to the message with that number is.

    static long header(int index) {
        return (long) index * Mmsghdr.SIZE;
    }

    static long vector(int index) {
        return (long) index * Iovec.SIZE;
    }

    static long address(int index) {
        return (long) index * SocketAddressBytes.STRIDE;
    }

    long control(int index) {
        return index * controlBytes;
    }

    long message(int index) {
        return (long) index * messageBytes;
    }
}
