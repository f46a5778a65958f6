package io.github.icmpffm.testnetwork;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Namespaces;
import io.github.icmpffm.libc.Pollfd;
import io.github.icmpffm.libc.Polling;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.libc.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A TUN device: what the kernel sends to it is read here, what is written here the kernel receives from it. It vanishes
 * with its file descriptor. But for {@link #wake} it belongs to one thread.
 */
final class TunDevice {

    /** {@code struct ifreq} of {@code <net/if.h>}: {@code char ifr_name[16]}, and the flags in the union after it. */
    private static final int IFREQ_SIZE = 40;

    private static final int IFR_FLAGS = 16;

    /** The device is down, as after {@code ip link set tun0 down}: the packet is lost. */
    static final long NOT_WRITTEN = Long.MIN_VALUE;

    private static final int LARGEST_PACKET = 0x10000 + WirePackets.IPV6_HEADER;

    /** One arena for wakers: they come from any thread. Its memory lives as long as somebody can reach it. */
    private final Arena wakers = Arena.ofAuto();

    private final MemorySegment one = wakers.allocate(JAVA_LONG);

    private final int fd;
    private final int eventfd;
    private final CapturedErrno errno;
    private final MemorySegment buffer;
    private final MemorySegment pollfds;
    private final MemorySegment timeout;
    private long readNanos;

    private TunDevice(int fd, int eventfd, Arena arena) {
        this.fd = fd;
        this.eventfd = eventfd;
        this.errno = new CapturedErrno(arena);
        this.buffer = arena.allocate(LARGEST_PACKET, 8);
        this.timeout = arena.allocate(Timespec.LAYOUT);
        this.pollfds = arena.allocate(2L * Pollfd.SIZE, 8);
        one.set(JAVA_LONG, 0, 1);
        watch(0, fd);
        watch(Pollfd.SIZE, eventfd);
    }

    private void watch(long at, int watched) {
        pollfds.set(JAVA_INT, at + Pollfd.FD, watched);
        pollfds.set(JAVA_SHORT, at + Pollfd.EVENTS, Polling.POLLIN);
    }

    /** Makes a device of this name in the calling thread's network namespace: a file descriptor. */
    static int create(String name) {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            int fd = checked(
                    Namespaces.open(
                            errno, "/dev/net/tun", Namespaces.O_RDWR | Namespaces.O_NONBLOCK | Namespaces.O_CLOEXEC),
                    "open /dev/net/tun");
            MemorySegment ifreq = arena.allocate(IFREQ_SIZE, 8);
            ifreq.setString(0, name);
            ifreq.set(JAVA_SHORT, IFR_FLAGS, (short) (Namespaces.IFF_TUN | Namespaces.IFF_NO_PI));
            int result = Namespaces.ioctl(errno, fd, Namespaces.TUNSETIFF, ifreq);
            if (result < 0) {
                Sockets.close(errno, fd);
            }
            checked(result, "make a TUN device");
            return fd;
        }
    }

    /** The device behind {@code fd}, with its buffers in {@code arena}. */
    static TunDevice of(int fd, Arena arena) {
        int eventfd = checked(
                Polling.eventfd(new CapturedErrno(arena), 0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK), "eventfd");
        return new TunDevice(fd, eventfd, arena);
    }

    /** The next packet, or null if there is none at the moment. */
    byte @Nullable [] read() {
        long length = Polling.read(errno, fd, buffer, LARGEST_PACKET);
        readNanos = System.nanoTime();
        if (length == -Errno.EAGAIN || length == -Errno.EINTR) {
            return null;
        }
        checked((int) length, "read from the TUN device");
        return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }

    /** When the latest {@link #read} had read, by {@link System#nanoTime}. */
    long readNanos() {
        return readNanos;
    }

    /** Hands the kernel a packet at once. */
    long write(byte[] packet) {
        return write(packet, System.nanoTime());
    }

    /**
     * Hands the kernel a packet, not before this moment of {@link System#nanoTime}. When it began to, or {@link
     * #NOT_WRITTEN}.
     */
    long write(byte[] packet, long notBefore) {
        MemorySegment.copy(packet, 0, buffer, JAVA_BYTE, 0, packet.length);
        long began = System.nanoTime();
        while (began - notBefore < 0) {
            Thread.onSpinWait();
            began = System.nanoTime();
        }
        int written = (int) Polling.write(errno, fd, buffer, packet.length);
        if (written == -Errno.EIO) {
            return NOT_WRITTEN;
        }
        checked(written, "write to the TUN device");
        return began;
    }

    /** Waits until there is a packet, somebody called {@link #wake}, or so many nanoseconds are over; 0: no limit. */
    void await(long nanos) {
        MemorySegment limit = MemorySegment.NULL;
        if (nanos > 0) {
            Timespec.setNanos(timeout, 0, nanos);
            limit = timeout;
        }
        int ready = Polling.ppoll(errno, pollfds, 2, limit);
        if (ready != -Errno.EINTR) {
            checked(ready, "ppoll");
        }
        if (pollfds.get(JAVA_SHORT, Pollfd.SIZE + Pollfd.REVENTS) != 0) {
            Polling.read(errno, eventfd, buffer, JAVA_LONG.byteSize());
        }
    }

    /** Ends an {@link #await}, from any thread, as long as the device is open. */
    void wake() {
        try (Arena arena = Arena.ofConfined()) {
            Polling.write(new CapturedErrno(arena), eventfd, one, JAVA_LONG.byteSize());
        }
    }

    void close() {
        Sockets.close(errno, fd);
        Sockets.close(errno, eventfd);
    }

    /** {@code result}, unless it is an error's. */
    static int checked(int result, String operation) {
        if (result < 0) {
            throw new IllegalStateException(
                    "test network: cannot " + operation + ": " + Errno.name(-result) + ", " + Errno.text(-result));
        }
        return result;
    }
}
