package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SockFprog;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on an {@link IcmpSocket}; each method takes the option of the socket's family.
 *
 * <p>Safe for use by several threads. Every setter throws {@link IcmpException} with errno's name if the kernel
 * refuses, unless it is one of {@link #ifPossible}.
 */
public final class SocketOptions {

    private final IcmpSocket socket;

    /** What the kernel refused, or null if that is to be thrown. */
    private final @Nullable List<String> refused;

    SocketOptions(IcmpSocket socket) {
        this(socket, null);
    }

    private SocketOptions(IcmpSocket socket, @Nullable List<String> refused) {
        this.socket = socket;
        this.refused = refused;
    }

    /**
     * The same socket's options, whose setters note what the kernel refuses instead of throwing it, and leave that as it was.
     * For options the socket can do without, as kernels, sandboxes and emulators lack some. For use by one thread.
     */
    public SocketOptions ifPossible() {
        return new SocketOptions(socket, new ArrayList<>());
    }

    /**
     * What the kernel refused of what was set through {@link #ifPossible}, in that order, as {@code SO_RXQ_OVFL: Protocol not
     * available (ENOPROTOOPT)}; empty if nothing was, and for options that throw.
     */
    public List<String> refused() {
        return refused == null ? List.of() : List.copyOf(refused);
    }

    /**
     * TTL or hop limit of what is sent ({@code IP_TTL}, {@code IPV6_UNICAST_HOPS}, and the multicast limit likewise).
     *
     * @param limit 1 to 255
     */
    public SocketOptions hopLimit(int limit) {
        requireRange("hop limit", limit, 1, 255);
        if (isIpv4()) {
            set("IP_TTL", SocketConstants.SOL_IP, SocketConstants.IP_TTL, limit);
            set("IP_MULTICAST_TTL", SocketConstants.SOL_IP, SocketConstants.IP_MULTICAST_TTL, limit);
        } else {
            set("IPV6_UNICAST_HOPS", SocketConstants.SOL_IPV6, SocketConstants.IPV6_UNICAST_HOPS, limit);
            set("IPV6_MULTICAST_HOPS", SocketConstants.SOL_IPV6, SocketConstants.IPV6_MULTICAST_HOPS, limit);
        }
        return this;
    }

    /**
     * TOS or traffic class of what is sent: DSCP in the upper six bits, ECN in the lower two.
     *
     * @param value 0 to 255
     */
    public SocketOptions trafficClass(int value) {
        requireRange("traffic class", value, 0, 255);
        if (isIpv4()) {
            set("IP_TOS", SocketConstants.SOL_IP, SocketConstants.IP_TOS, value);
        } else {
            set("IPV6_TCLASS", SocketConstants.SOL_IPV6, SocketConstants.IPV6_TCLASS, value);
        }
        return this;
    }

    /**
     * The interface everything goes out by and comes in by ({@code SO_BINDTODEVICE}); it need not have an address. If it is
     * deleted and made anew, {@link IcmpSocket#rebindInterface} binds to the new one.
     *
     * @param name as {@code eth0}
     * @throws IllegalArgumentException if it cannot be a name: 1 to 15 bytes
     */
    public SocketOptions interfaceName(String name) {
        check("SO_BINDTODEVICE " + name, "", socket.interfaceBinding().bind(name));
        return this;
    }

    /** The firewall mark of what is sent ({@code SO_MARK}); needs CAP_NET_ADMIN or, from Linux 5.17 on, CAP_NET_RAW. */
    public SocketOptions mark(int value) {
        set("SO_MARK", SocketConstants.SOL_SOCKET, SocketConstants.SO_MARK, value);
        return this;
    }

    /** What to do about the path MTU, and don't-fragment. */
    public SocketOptions pathMtuDiscovery(PathMtuDiscovery discovery) {
        if (isIpv4()) {
            set(
                    "IP_MTU_DISCOVER",
                    SocketConstants.SOL_IP,
                    SocketConstants.IP_MTU_DISCOVER,
                    discovery.value);
        } else {
            set(
                    "IPV6_MTU_DISCOVER",
                    SocketConstants.SOL_IPV6,
                    SocketConstants.IPV6_MTU_DISCOVER,
                    discovery.value);
        }
        return this;
    }

    /**
     * What the interface does not take whole is sent in pieces of at most that size ({@code IPV6_MTU}), although it takes larger
     * ones. An IPv6 socket's only.
     *
     * @param bytes 1280 to 65535, of the packet with its IP header
     */
    public SocketOptions largestFragment(int bytes) {
        requireRange("largest fragment", bytes, 1280, 65_535);
        if (isIpv4()) {
            throw new UnsupportedOperationException("IPv4 has no such option");
        }
        set("IPV6_MTU", SocketConstants.SOL_IPV6, SocketConstants.IPV6_MTU, bytes);
        return this;
    }

    /** Whether broadcast addresses may be sent to ({@code SO_BROADCAST}). */
    public SocketOptions broadcast(boolean allowed) {
        set("SO_BROADCAST", SocketConstants.SOL_SOCKET, SocketConstants.SO_BROADCAST, allowed ? 1 : 0);
        return this;
    }

    /**
     * How much may wait to be received. Above {@code net.core.rmem_max} it takes CAP_NET_ADMIN, without which that is
     * what is granted.
     *
     * @return what was granted, in bytes as the kernel counts them (several hundred for a small message); 0 if {@link
     *     #ifPossible} and the kernel does not say
     */
    public int receiveBuffer(int bytes) {
        return buffer(
                "SO_RCVBUF", SocketConstants.SO_RCVBUFFORCE, SocketConstants.SO_RCVBUF, bytes);
    }

    /** How much may wait to be sent; otherwise as {@link #receiveBuffer}. */
    public int sendBuffer(int bytes) {
        return buffer("SO_SNDBUF", SocketConstants.SO_SNDBUFFORCE, SocketConstants.SO_SNDBUF, bytes);
    }

    /** How much may wait to be sent, in bytes as the kernel counts them. */
    public int sendBuffer() {
        return get("SO_SNDBUF", SocketConstants.SOL_SOCKET, SocketConstants.SO_SNDBUF);
    }

    private int buffer(String name, int forced, int ordinary, int bytes) {
        if (trySet(SocketConstants.SOL_SOCKET, forced, bytes) < 0) {
            set(name, SocketConstants.SOL_SOCKET, ordinary, bytes);
        }
        return get(name, SocketConstants.SOL_SOCKET, ordinary);
    }

    /**
     * Which messages are stamped by the kernel ({@code SO_TIMESTAMPING}); {@link IcmpSocket#stamps} then says what was
     * granted. Sent messages are numbered from 0 anew each time this is called with {@link Stamps#BOTH_WAYS}.
     */
    public SocketOptions stamps(Stamps stamps) {
        if (stamps == Stamps.NONE && socket.stamps() == Stamps.NONE) {
            return this; // the kernel may not even know the option
        }
        int received = SocketConstants.SOF_TIMESTAMPING_RX_SOFTWARE | SocketConstants.SOF_TIMESTAMPING_SOFTWARE;
        // The kernel restarts the numbers only when OPT_ID goes from off to on.
        if (setStamps(stamps == Stamps.NONE ? 0 : received)) {
            socket.granted(stamps == Stamps.NONE ? Stamps.NONE : Stamps.RECEIVED);
            if (stamps == Stamps.BOTH_WAYS
                    && setStamps(received
                            | SocketConstants.SOF_TIMESTAMPING_TX_SOFTWARE
                            | SocketConstants.SOF_TIMESTAMPING_OPT_ID
                            | SocketConstants.SOF_TIMESTAMPING_OPT_TSONLY)) {
                socket.granted(Stamps.BOTH_WAYS);
            }
        }
        return this;
    }

    private boolean setStamps(int flags) {
        return set("SO_TIMESTAMPING", SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, flags);
    }

    /** Whether received messages come with their TTL or hop limit (a raw IPv4 socket has it in the header anyway). */
    public SocketOptions receiveHopLimit(boolean wanted) {
        if (isIpv4()) {
            set("IP_RECVTTL", SocketConstants.SOL_IP, SocketConstants.IP_RECVTTL, wanted ? 1 : 0);
        } else {
            set(
                    "IPV6_RECVHOPLIMIT",
                    SocketConstants.SOL_IPV6,
                    SocketConstants.IPV6_RECVHOPLIMIT,
                    wanted ? 1 : 0);
        }
        return this;
    }

    /** Whether received messages say how many were dropped before them ({@code SO_RXQ_OVFL}). */
    public SocketOptions receiveDrops(boolean wanted) {
        set("SO_RXQ_OVFL", SocketConstants.SOL_SOCKET, SocketConstants.SO_RXQ_OVFL, wanted ? 1 : 0);
        return this;
    }

    /**
     * Whether ICMP errors about what was sent are put into the error queue ({@code IP_RECVERR}): the only way a datagram
     * socket learns of them. From Linux 5.9 on such an entry also tells where the error's extensions begin. A raw IPv4 socket
     * then also reports by ENOBUFS that this host itself dropped a message; its error queue gets the errors about the messages
     * of other raw sockets as well.
     */
    public SocketOptions receiveErrors(boolean wanted) {
        if (isIpv4()) {
            set("IP_RECVERR", SocketConstants.SOL_IP, SocketConstants.IP_RECVERR, wanted ? 1 : 0);
            trySet(SocketConstants.SOL_IP, SocketConstants.IP_RECVERR_RFC4884, wanted ? 1 : 0);
        } else {
            set("IPV6_RECVERR", SocketConstants.SOL_IPV6, SocketConstants.IPV6_RECVERR, wanted ? 1 : 0);
            trySet(SocketConstants.SOL_IPV6, SocketConstants.IPV6_RECVERR_RFC4884, wanted ? 1 : 0);
        }
        return this;
    }

    /**
     * The only ICMP types a raw socket receives ({@code ICMP_FILTER}, {@code ICMP6_FILTER}).
     *
     * @param types 0 to 255; for IPv4 those from 32 on cannot be filtered and are always received
     */
    public SocketOptions acceptTypes(int... types) {
        try (Arena arena = Arena.ofConfined()) {
            int words = isIpv4() ? 1 : 8;
            MemorySegment blocked = arena.allocate(JAVA_INT, words).fill((byte) 0xff);
            for (int type : types) {
                if (type < 32 * words) {
                    int word = blocked.getAtIndex(JAVA_INT, type / 32);
                    blocked.setAtIndex(JAVA_INT, type / 32, word & ~(1 << (type % 32)));
                }
            }
            if (isIpv4()) {
                set("ICMP_FILTER", SocketConstants.SOL_RAW, SocketConstants.ICMP_FILTER, blocked, Integer.BYTES);
            } else {
                set(
                        "ICMP6_FILTER",
                        SocketConstants.SOL_ICMPV6,
                        SocketConstants.ICMPV6_FILTER,
                        blocked,
                        words * Integer.BYTES);
            }
        }
        return this;
    }

    /**
     * Makes a raw socket receive only echo replies with that identifier and messages that quote an echo request with it,
     * from now on: what was received before is dropped.
     *
     * @param identifier 0 to 65535
     */
    public SocketOptions acceptIdentifier(int identifier) {
        requireRange("identifier", identifier, 0, 0xffff);
        try (Arena arena = Arena.ofConfined()) {
            attachFilter(arena, IdentifierFilter.program(arena, socket.family(), identifier));
        }
        return this;
    }

    /**
     * Makes the socket receive no messages at all, for one that only sends; what was received before is dropped. The error
     * queue is not affected.
     */
    public SocketOptions acceptNothing() {
        try (Arena arena = Arena.ofConfined()) {
            attachFilter(arena, IdentifierFilter.nothing(arena));
        }
        return this;
    }

    private void attachFilter(Arena arena, MemorySegment program) {
        if (!set(
                "SO_ATTACH_FILTER",
                SocketConstants.SOL_SOCKET,
                SocketConstants.SO_ATTACH_FILTER,
                program,
                SockFprog.SIZE)) {
            return;
        }
        CapturedErrno errno = new CapturedErrno(arena);
        MemorySegment nothing = arena.allocate(JAVA_BYTE);
        while (Sockets.recvfrom(
                errno,
                socket.descriptor(),
                nothing,
                0,
                SocketConstants.MSG_DONTWAIT,
                MemorySegment.NULL,
                MemorySegment.NULL) >= 0) {
            // dropped
        }
    }

    /**
     * Whether another datagram socket that does the same may have the identifier of this one ({@code SO_REUSEADDR}); the
     * kernel makes such sockets so. What refuses the option leaves it at that.
     */
    void shareIdentifier(boolean shared) {
        trySet(SocketConstants.SOL_SOCKET, SocketConstants.SO_REUSEADDR, shared ? 1 : 0);
    }

    private boolean isIpv4() {
        return socket.family() == Family.IPV4;
    }

    private boolean set(String name, int level, int option, int value) {
        return check(name, " = " + value, trySet(level, option, value));
    }

    private int trySet(int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            return Sockets.setsockopt(
                    new CapturedErrno(arena),
                    socket.descriptor(),
                    level,
                    option,
                    arena.allocateFrom(JAVA_INT, value),
                    Integer.BYTES);
        }
    }

    private boolean set(String name, int level, int option, MemorySegment value, int length) {
        try (Arena arena = Arena.ofConfined()) {
            return check(
                    name,
                    "",
                    Sockets.setsockopt(
                            new CapturedErrno(arena), socket.descriptor(), level, option, value, length));
        }
    }

    private int get(String name, int level, int option) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            check(
                    name,
                    "",
                    Sockets.getsockopt(
                            new CapturedErrno(arena), socket.descriptor(), level, option, value, length));
            return value.get(JAVA_INT, 0);
        }
    }

    /** Whether the kernel did it; throws or notes that it did not. */
    private boolean check(String name, String value, int result) {
        if (result >= 0) {
            return true;
        }
        if (refused == null) {
            String hint = result == -Errno.EPERM ? " (needs CAP_NET_ADMIN or CAP_NET_RAW)" : "";
            throw new IcmpException("setting " + name + value + hint, -result);
        }
        refused.add(name + ": " + Errno.text(-result) + " (" + Errno.name(-result) + ")");
        return false;
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
