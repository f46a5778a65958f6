package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address as two {@code long}s, so that a table of a hundred thousand targets needs no object for each.
 *
 * <p>{@code high} holds the first eight bytes of an IPv6 address and {@code low} the last eight, big-endian. An IPv4
 * address is held as the IPv4-mapped {@code ::ffff:a.b.c.d} (RFC 4291 section 2.5.5.2): {@code high} is 0, {@code low}
 * is {@code 0x0000ffffaabbccdd}. A scope id is not part of these bits.
 *
 * <p>All methods are pure; any number of threads may call them.
 */
public final class AddressBits {
    private static final long MAPPED_PREFIX = 0xffffL << 32;

    private AddressBits() {}

    /**
     * Returns an address's first eight bytes.
     *
     * @param address any address
     * @return the bits, 0 for IPv4
     */
    public static long high(InetAddress address) {
        return address instanceof Inet4Address
                ? 0
                : ByteBuffer.wrap(address.getAddress()).getLong(0);
    }

    /**
     * Returns an address's last eight bytes.
     *
     * @param address any address
     * @return the bits, {@code 0x0000ffffaabbccdd} for IPv4
     */
    public static long low(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? ofIpv4(bytes.getInt(0)) : bytes.getLong(8);
    }

    /**
     * Returns the low half for an IPv4 address; the high half is 0.
     *
     * @param address the four bytes, big-endian
     * @return the low half
     */
    public static long ofIpv4(int address) {
        return MAPPED_PREFIX | Integer.toUnsignedLong(address);
    }

    /**
     * Says whether the bits hold an IPv4 address.
     *
     * @param high the first eight bytes
     * @param low the last eight
     * @return true for {@code ::ffff:a.b.c.d}
     */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /**
     * Returns the family of the bits.
     *
     * @param high the first eight bytes
     * @param low the last eight
     * @return {@link Family#IPV4} for {@code ::ffff:a.b.c.d}, otherwise {@link Family#IPV6}
     */
    public static Family family(long high, long low) {
        return isIpv4(high, low) ? Family.IPV4 : Family.IPV6;
    }

    /**
     * Makes the address object: an {@link Inet4Address} for mapped bits, otherwise an IPv6 one without scope.
     *
     * @param high the first eight bytes
     * @param low the last eight
     * @return the address; no name is looked up
     */
    public static InetAddress toInetAddress(long high, long low) {
        byte[] bytes = isIpv4(high, low)
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /** Reads the four bytes of an IPv4 address; the result is the low half. */
    static long readIpv4(MemorySegment segment, long offset) {
        return ofIpv4(BigEndian.i32(segment, offset));
    }
}
