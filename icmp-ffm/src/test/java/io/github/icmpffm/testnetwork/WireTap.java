package io.github.icmpffm.testnetwork;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Iovec;
import io.github.icmpffm.libc.Msghdr;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.libc.Timespec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A packet socket on the device, which copies what passes it with the kernel's stamps. The kernel keeps the copies; they
 * are read when somebody asks, so nothing runs while a test measures.
 */
final class WireTap {

    /** {@code <sys/socket.h>}. */
    private static final int AF_PACKET = 17;

    /** {@code <linux/if_ether.h>} ETH_P_ALL, 3, in network byte order. */
    private static final int EVERY_PROTOCOL = 0x0300;

    /** {@code struct sockaddr_ll} of {@code <linux/if_packet.h>}: family 2, protocol 2, ifindex 4, … */
    private static final int SOCKADDR_LL_SIZE = 20;

    private static final int SLL_PROTOCOL = 2;
    private static final int SLL_IFINDEX = 4;

    /** Room for tens of thousands of packets that nobody has read yet. */
    private static final int RECEIVE_BUFFER = 64 << 20;

    private static final int MOST_BYTES = 2048;
    private static final int CONTROL_SIZE = 256;
    private static final int CMSG_HEADER = 16;

    private static final InetAddress SOMEWHERE = InetAddress.ofLiteral("192.0.2.255");
    private static final int DISCARD = 9;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private record Key(boolean request, InetAddress host, int id, int sequence) {}

    private final Arena arena = Arena.ofShared();
    private final CapturedErrno errno = new CapturedErrno(arena);
    private final MemorySegment bytes = arena.allocate(MOST_BYTES, 8);
    private final MemorySegment control = arena.allocate(CONTROL_SIZE, 8);
    private final MemorySegment iovec = arena.allocate(Iovec.LAYOUT);
    private final MemorySegment msghdr = arena.allocate(Msghdr.LAYOUT);
    private final Map<Key, Long> stamps = new HashMap<>();
    private final int fd;
    private boolean stamped;

    private WireTap(int fd) {
        this.fd = fd;
        iovec.set(JAVA_LONG, Iovec.IOV_BASE, bytes.address());
        iovec.set(JAVA_LONG, Iovec.IOV_LEN, MOST_BYTES);
        msghdr.set(JAVA_LONG, Msghdr.MSG_IOV, iovec.address());
        msghdr.set(JAVA_LONG, Msghdr.MSG_IOVLEN, 1);
        msghdr.set(JAVA_LONG, Msghdr.MSG_CONTROL, control.address());
    }

    /** Listens to a device of the calling thread's namespace. */
    static WireTap on(String device) {
        int index = index(device);
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            int type = SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
            // Protocol 0: nothing is captured before the socket is bound to the device.
            int fd = TunDevice.checked(Sockets.socket(errno, AF_PACKET, type, 0), "open a packet socket");
            setOption(errno, arena, fd, SocketConstants.SO_RCVBUFFORCE, RECEIVE_BUFFER);
            setOption(
                    errno,
                    arena,
                    fd,
                    SocketConstants.SO_TIMESTAMPING,
                    SocketConstants.SOF_TIMESTAMPING_RX_SOFTWARE | SocketConstants.SOF_TIMESTAMPING_SOFTWARE);
            MemorySegment address = arena.allocate(SOCKADDR_LL_SIZE, 8);
            address.set(JAVA_SHORT, 0, (short) AF_PACKET);
            address.set(JAVA_SHORT, SLL_PROTOCOL, (short) EVERY_PROTOCOL);
            address.set(JAVA_INT, SLL_IFINDEX, index);
            TunDevice.checked(Sockets.bind(errno, fd, address, SOCKADDR_LL_SIZE), "listen to " + device);
            WireTap tap = new WireTap(fd);
            tap.awaitStamps();
            return tap;
        }
    }

    /** The kernel switches its stamps on a moment after it is asked, unless somebody else has them on. */
    private void awaitStamps() {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        try (DatagramSocket anything = new DatagramSocket()) {
            while (!stamped && System.nanoTime() < giveUp) {
                anything.send(new DatagramPacket(new byte[1], 1, SOMEWHERE, DISCARD));
                while (!stamped && readOne()) {
                    Thread.onSpinWait();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int index(String device) {
        try {
            return NetworkInterface.getByName(device).getIndex();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setOption(CapturedErrno errno, Arena arena, int fd, int name, int value) {
        MemorySegment segment = arena.allocateFrom(JAVA_INT, value);
        TunDevice.checked(
                Sockets.setsockopt(errno, fd, SocketConstants.SOL_SOCKET, name, segment, Integer.BYTES),
                "set option " + name);
    }

    synchronized Duration roundTrip(InetAddress host, int id, int sequence) {
        while (true) {
            if (!readOne()) {
                break;
            }
        }
        long sent = stamp(new Key(true, host, id, sequence));
        long received = stamp(new Key(false, host, id, sequence));
        return Duration.ofNanos(received - sent);
    }

    private long stamp(Key key) {
        Long stamp = stamps.get(key);
        if (stamp == null) {
            throw new NoSuchElementException("the wire has not seen " + key);
        }
        return stamp;
    }

    private boolean readOne() {
        msghdr.set(JAVA_LONG, Msghdr.MSG_CONTROLLEN, CONTROL_SIZE);
        long length = Sockets.recvmsg(errno, fd, msghdr, 0);
        if (length == -Errno.EAGAIN) {
            return false;
        }
        TunDevice.checked((int) length, "read from the wire");
        long stamp = stampNanos();
        stamped |= stamp != 0;
        Key key = key(bytes.asSlice(0, length).toArray(JAVA_BYTE));
        if (key != null && stamp != 0) {
            if (key.request) {
                stamps.put(key, stamp);
                stamps.remove(new Key(false, key.host, key.id, key.sequence));
            } else {
                stamps.putIfAbsent(key, stamp);
            }
        }
        return true;
    }

    /** The one control message there is, SCM_TIMESTAMPING, begins with the software stamp. */
    private long stampNanos() {
        boolean there = msghdr.get(JAVA_LONG, Msghdr.MSG_CONTROLLEN) >= CMSG_HEADER + Timespec.SIZE;
        return there ? Timespec.nanos(control, CMSG_HEADER) : 0;
    }

    /** Whose echo request or reply the packet is. */
    @Nullable
    private static Key key(byte[] packet) {
        boolean ipv4 = WirePackets.version(packet) == 4;
        int at = ipv4 ? WirePackets.headerLength4(packet) : WirePackets.IPV6_HEADER;
        if (packet.length < at + WirePackets.ICMP_HEADER) {
            return null;
        }
        int type = WirePackets.unsignedByte(packet, at);
        boolean icmp = ipv4 ? packet[9] == WirePackets.ICMP : packet[6] == WirePackets.ICMPV6;
        boolean request = type == (ipv4 ? 8 : 128);
        boolean reply = type == (ipv4 ? 0 : 129);
        if (!icmp || (!request && !reply)) {
            return null;
        }
        int addressLength = ipv4 ? 4 : 16;
        int hostAt = (ipv4 ? 12 : 8) + (request ? addressLength : 0);
        InetAddress host = WirePackets.address(packet, hostAt, addressLength);
        int id = WirePackets.unsignedShort(packet, at + 4);
        return new Key(request, host, id, WirePackets.unsignedShort(packet, at + 6));
    }

    synchronized void close() {
        Sockets.close(errno, fd);
        arena.close();
    }
}
