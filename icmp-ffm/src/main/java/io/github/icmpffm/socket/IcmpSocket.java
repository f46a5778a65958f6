package io.github.icmpffm.socket;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * An ICMP socket of one family: messages out, messages in.
 *
 * <p>Safe for use by several threads: one may send while another waits to receive, and {@link #close} ends both. The
 * waiting methods block a platform thread in native code; a virtual thread that calls them pins its carrier (the {@code
 * Pinger} does not).
 *
 * <p>The checksum of an IPv4 message is the sender's work on a raw socket, and the kernel's on a datagram socket and for
 * IPv6. See {@code raw(7)}, {@code icmp(7)}, {@code ipv6(7)}.
 *
 * <pre>{@code
 * try (IcmpSocket socket = IcmpSocket.open(Family.IPV4, SocketKind.RAW)) {
 *     socket.options().hopLimit(3);
 *     socket.sendTo(InetAddress.getByName("127.0.0.1"), request);
 *     Optional<ReceivedMessage> received = socket.receiveFrom(Duration.ofSeconds(1));
 * }
 * }</pre>
 */
public final class IcmpSocket implements AutoCloseable {

    private final Family family;
    private final SocketKind kind;
    private final int fd;
    private final SocketOptions options = new SocketOptions(this);
    private final InterfaceBinding interfaceBinding = new InterfaceBinding(this);
    private final BlockingPath blockingPath = new BlockingPath(this);
    private volatile Stamps stamps = Stamps.NONE;

    private IcmpSocket(Family family, SocketKind kind, int fd) {
        this.family = family;
        this.kind = kind;
        this.fd = fd;
    }

    /**
     * Opens a socket of that kind.
     *
     * @throws IcmpPermissionException if the process may not; its message names the remedy
     * @throws IcmpException if the host has no such family, or anything else is refused
     */
    public static IcmpSocket open(Family family, SocketKind kind) {
        NativeAccess.require();
        try (Arena arena = Arena.ofConfined()) {
            int fd = Sockets.socket(
                    new CapturedErrno(arena),
                    family == Family.IPV4 ? SocketConstants.AF_INET : SocketConstants.AF_INET6,
                    (kind == SocketKind.RAW ? SocketConstants.SOCK_RAW : SocketConstants.SOCK_DGRAM)
                            | SocketConstants.SOCK_CLOEXEC
                            | SocketConstants.SOCK_NONBLOCK,
                    family.protocol());
            if (fd == -Errno.EPERM || fd == -Errno.EACCES) {
                throw IcmpPermissionException.of(kind, -fd);
            }
            if (fd < 0) {
                throw new IcmpException("socket for ICMP over " + family, -fd);
            }
            IcmpSocket socket = new IcmpSocket(family, kind, fd);
            if (kind == SocketKind.DATAGRAM) {
                socket.options.shareIdentifier(false);
            }
            return socket;
        }
    }

    /**
     * Opens a raw socket where the process may, a datagram socket otherwise.
     *
     * @throws IcmpPermissionException if it may open neither; its message names the remedies for both
     * @throws IcmpException if the host has no such family, or anything else is refused
     */
    public static IcmpSocket open(Family family) {
        try {
            return open(family, SocketKind.RAW);
        } catch (IcmpPermissionException raw) {
            try {
                return open(family, SocketKind.DATAGRAM);
            } catch (IcmpPermissionException datagram) {
                throw IcmpPermissionException.ofBoth(raw, datagram);
            }
        }
    }

    /** IPv4 or IPv6. */
    public Family family() {
        return family;
    }

    /** Raw or datagram. */
    public SocketKind kind() {
        return kind;
    }

    /** The options, to set. */
    public SocketOptions options() {
        return options;
    }

    /** Which messages the kernel stamps: what it granted of {@link SocketOptions#stamps}. */
    public Stamps stamps() {
        return stamps;
    }

    void granted(Stamps granted) {
        stamps = granted;
    }

    /**
     * Binds again to the interface of {@link SocketOptions#interfaceName}, by its name. A socket is bound to an interface's
     * number: when the interface is deleted and made anew, as those of VPNs and PPP are, sending fails with ENODEV or the like
     * until this is called. To bind a socket again takes CAP_NET_RAW; without it a new socket is to be opened.
     *
     * @return whether it was bound to another interface than before; false if it is bound to that one already or to none, if
     *     there is no interface of the name at present, and if the kernel refuses
     */
    public boolean rebindInterface() {
        return interfaceBinding.bindAgain();
    }

    InterfaceBinding interfaceBinding() {
        return interfaceBinding;
    }

    /**
     * Gives the socket the address it sends from and receives at; a datagram socket also gets its identifier.
     *
     * @throws IcmpException EADDRNOTAVAIL, if it is not an address of this host
     */
    public void bind(InetAddress source) {
        bind(source, 0);
    }

    /**
     * Binds, and gives a datagram socket that identifier, which then no other socket gets, of either family.
     *
     * @param source an address of this host, or {@link #anyAddress}
     * @param identifier 1 to 65535; 0 lets the kernel choose; a raw socket ignores it
     * @throws IllegalArgumentException if the identifier is out of range
     * @throws IcmpException EADDRINUSE, if another socket has the identifier; EADDRNOTAVAIL, if the address is not one of this
     *     host
     */
    public void bind(InetAddress source, int identifier) {
        if (identifier < 0 || identifier > 0xffff) {
            throw new IllegalArgumentException("identifier must be 0 to 65535, not " + identifier);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SocketAddressBytes.STRIDE, Long.BYTES);
            SocketAddressBytes.write(address, family, source);
            SocketAddressBytes.setPort(address, identifier);
            int result = Sockets.bind(new CapturedErrno(arena), fd, address, SocketAddressBytes.length(family));
            if (result == -Errno.EADDRINUSE && identifier > 0) {
                throw new IcmpException(
                        "another socket has the identifier " + identifier
                                + " (EADDRINUSE); take another, or a raw socket",
                        Errno.EADDRINUSE,
                        null);
            }
            if (result < 0) {
                throw new IcmpException("bind to " + source.getHostAddress(), -result);
            }
        }
    }

    /**
     * Binds, and gives this datagram socket the identifier of another one that is bound: the two of a program that uses both
     * families. No third socket gets it.
     *
     * @param source an address of this host, or {@link #anyAddress}
     * @throws IcmpException as {@link #bind(InetAddress, int)}
     */
    public void bindSharing(InetAddress source, IcmpSocket other) {
        options.shareIdentifier(true);
        other.options.shareIdentifier(true);
        try {
            bind(source, other.identifier());
        } finally {
            other.options.shareIdentifier(false);
            options.shareIdentifier(false);
        }
    }

    /** The address that leaves the choice to the kernel. */
    public static InetAddress anyAddress(Family family) {
        return AddressBits.toInetAddress(0, family == Family.IPV4 ? AddressBits.ofIpv4(0) : 0);
    }

    /**
     * The identifier the kernel gives to this datagram socket's requests, which it gets when it is bound or first sends;
     * 0 before, and for a raw socket.
     */
    public int identifier() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SocketAddressBytes.STRIDE, Long.BYTES);
            readOwnAddress(arena, address);
            return kind == SocketKind.RAW ? 0 : SocketAddressBytes.port(address, 0);
        }
    }

    /**
     * Sends a message ({@code sendto(2)}), waiting while the socket's buffer is full.
     *
     * @param destination of this socket's family
     * @param message from the ICMP header on
     * @throws IcmpException if the kernel does not send it, as ENETUNREACH or EMSGSIZE
     * @throws IllegalStateException if the socket is closed
     */
    public void sendTo(InetAddress destination, byte[] message) {
        blockingPath.sendTo(destination, message);
    }

    /**
     * Waits for a message ({@code recvfrom(2)}).
     *
     * @param timeout how long at most
     * @return the message, or empty after the timeout
     * @throws IllegalStateException if the socket is closed, also while waiting
     */
    public Optional<ReceivedMessage> receiveFrom(Duration timeout) {
        return blockingPath.receiveFrom(timeout);
    }

    /**
     * Waits for a message as {@link #receiveFrom}, and takes with it what the options ask for ({@code recvmsg(2)}): hop
     * limit and kernel stamp.
     */
    public Optional<ReceivedMessage> receive(Duration timeout) {
        return blockingPath.receive(timeout);
    }

    /** The next ICMP error in the error queue (see {@link SocketOptions#receiveErrors}); does not wait. */
    public Optional<QueuedError> receiveError() {
        return blockingPath.receiveError();
    }

    /**
     * The largest packet, with its IP header, that the interface takes by which messages to that destination leave; what is
     * known of the path beyond does not count. The socket needs {@link PathMtuDiscovery#PROBE} and
     * {@linkplain SocketOptions#receiveErrors its errors}. Nothing is sent, unless every packet fits, as on loopback.
     *
     * @return in bytes; the largest packet there is, if the kernel does not say
     * @throws IcmpException if there is no way there
     */
    public int interfaceMtu(InetAddress destination) {
        return InterfaceMtu.toward(this, destination);
    }

    /**
     * The address that messages to that destination are sent from: the one the socket is bound to, or what the kernel
     * chooses. Nothing is sent, but the socket is connected ({@code connect(2)}) and of no other use afterwards.
     *
     * @throws IcmpException if there is no way there
     */
    public InetAddress sourceToward(InetAddress destination) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SocketAddressBytes.STRIDE, Long.BYTES);
            SocketAddressBytes.write(address, family, destination);
            int result = Sockets.connect(new CapturedErrno(arena), fd, address, SocketAddressBytes.length(family));
            if (result < 0) {
                throw new IcmpException("connect to " + destination.getHostAddress(), -result);
            }
            readOwnAddress(arena, address);
            return SocketAddressBytes.inetAddress(
                    SocketAddressBytes.high(address, 0),
                    SocketAddressBytes.low(address, 0),
                    SocketAddressBytes.scopeId(address, 0));
        }
    }

    private void readOwnAddress(Arena arena, MemorySegment address) {
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SocketAddressBytes.STRIDE);
        int result = Sockets.getsockname(new CapturedErrno(arena), fd, address, length);
        if (result < 0) {
            throw new IcmpException("getsockname", -result);
        }
    }

    /** Closes the socket and ends the waiting of other threads. Twice is fine. */
    @Override
    public void close() {
        blockingPath.close();
    }

    int descriptor() {
        return fd;
    }

    @Override
    public String toString() {
        return kind + " ICMP socket, " + family;
    }
}
