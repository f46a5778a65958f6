package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.SockaddrIn;
import io.github.icmpffm.libc.SockaddrIn6;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Reads and writes socket addresses of either family, an address as two longs (IPv4 mapped, as {@link AddressBits} has
 * it), so that nothing is allocated.
 */
final class SocketAddressBytes {

    /** Room for an address of either family, a multiple of its alignment. */
    static final int STRIDE = 32;

    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressBytes() {}

    static int length(Family family) {
        return family == Family.IPV4 ? SockaddrIn.SIZE : SockaddrIn6.SIZE;
    }

    static void write(MemorySegment segment, long offset, Family family, long high, long low, int scopeId) {
        if (family == Family.IPV4) {
            segment.set(JAVA_SHORT, offset + SockaddrIn.SIN_FAMILY, (short) SocketConstants.AF_INET);
            segment.set(JAVA_SHORT, offset + SockaddrIn.SIN_PORT, (short) 0);
            segment.set(NETWORK_INT, offset + SockaddrIn.SIN_ADDR, (int) low);
        } else {
            segment.set(JAVA_SHORT, offset + SockaddrIn6.SIN6_FAMILY, (short) SocketConstants.AF_INET6);
            segment.set(JAVA_SHORT, offset + SockaddrIn6.SIN6_PORT, (short) 0);
            segment.set(JAVA_INT, offset + SockaddrIn6.SIN6_FLOWINFO, 0);
            segment.set(NETWORK_LONG, offset + SockaddrIn6.SIN6_ADDR, high);
            segment.set(NETWORK_LONG, offset + SockaddrIn6.SIN6_ADDR + Long.BYTES, low);
            segment.set(JAVA_INT, offset + SockaddrIn6.SIN6_SCOPE_ID, scopeId);
        }
    }

    static void write(MemorySegment segment, Family family, InetAddress address) {
        write(segment, 0, family, AddressBits.high(address), AddressBits.low(address), scopeId(address));
    }

    static boolean isOfAnyFamily(MemorySegment segment, long offset) {
        short family = segment.get(JAVA_SHORT, offset);
        return family == SocketConstants.AF_INET || family == SocketConstants.AF_INET6;
    }

    static long high(MemorySegment segment, long offset) {
        return isIpv4(segment, offset)
                ? 0
                : segment.get(NETWORK_LONG, offset + SockaddrIn6.SIN6_ADDR);
    }

    static long low(MemorySegment segment, long offset) {
        return isIpv4(segment, offset)
                ? AddressBits.ofIpv4(segment.get(NETWORK_INT, offset + SockaddrIn.SIN_ADDR))
                : segment.get(NETWORK_LONG, offset + SockaddrIn6.SIN6_ADDR + Long.BYTES);
    }

    static int scopeId(MemorySegment segment, long offset) {
        return isIpv4(segment, offset) ? 0 : segment.get(JAVA_INT, offset + SockaddrIn6.SIN6_SCOPE_ID);
    }

    /** The port, which for an ICMP datagram socket is its identifier; at the same place in both families. */
    static int port(MemorySegment segment, long offset) {
        return Short.toUnsignedInt(segment.get(NETWORK_SHORT, offset + SockaddrIn.SIN_PORT));
    }

    static int scopeId(InetAddress address) {
        return address instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
    }

    static void setPort(MemorySegment segment, int port) {
        segment.set(NETWORK_SHORT, SockaddrIn.SIN_PORT, (short) port);
    }

    static InetAddress inetAddress(long high, long low, int scopeId) {
        InetAddress address = AddressBits.toInetAddress(high, low);
        if (scopeId == 0 || !address.isLinkLocalAddress()) {
            return address;
        }
        try {
            return Inet6Address.getByAddress(null, address.getAddress(), scopeId);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an IPv6 address", e);
        }
    }

    private static boolean isIpv4(MemorySegment segment, long offset) {
        return segment.get(JAVA_SHORT, offset) == SocketConstants.AF_INET;
    }
}
