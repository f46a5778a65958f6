package io.github.icmpffm;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.AddressLiteral;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.Family;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;

/**
 * Addresses that follow one another, both ends included. Immutable.
 *
 * <p>It may have up to 2<sup>62</sup> of them: an IPv6 /66, but not a /64.
 */
public final class AddressRange {

    private static final int LARGEST_BITS = 62;

    private final long high;
    private final long low;
    private final long size;

    private AddressRange(long high, long low, long size) {
        this.high = high;
        this.low = low;
        this.size = size;
    }

    /**
     * A single address.
     *
     * @throws IllegalArgumentException if it has a zone
     */
    public static AddressRange of(InetAddress address) {
        requireNoZone(address);
        return new AddressRange(AddressBits.high(address), AddressBits.low(address), 1);
    }

    /**
     * From one address to another.
     *
     * @param last of the same family as {@code first}, and not before it
     */
    public static AddressRange of(InetAddress first, InetAddress last) {
        requireNoZone(first);
        requireNoZone(last);
        long firstHigh = AddressBits.high(first);
        long firstLow = AddressBits.low(first);
        long lastLow = AddressBits.low(last);
        boolean ordered = Family.of(first) == Family.of(last)
                && firstHigh == AddressBits.high(last)
                && Long.compareUnsigned(firstLow, lastLow) <= 0;
        if (!ordered || Long.compareUnsigned(lastLow - firstLow, 1L << LARGEST_BITS) >= 0) {
            throw new IllegalArgumentException(
                    AddressText.of(first) + "-" + AddressText.of(last) + " is not a range, or too large a one");
        }
        return new AddressRange(firstHigh, firstLow, lastLow - firstLow + 1);
    }

    /**
     * Reads {@code 198.51.100.7}, {@code 198.51.100.0/24}, {@code 198.51.100.10-198.51.100.20} or the same in IPv6. No name
     * is looked up. An IPv4 address has all four numbers; one that begins with 0 is octal, as for inet_aton(3).
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash >= 0) {
            return prefix(text, address(text.substring(0, slash)), text.substring(slash + 1));
        }
        if (dash >= 0) {
            return of(address(text.substring(0, dash)), address(text.substring(dash + 1)));
        }
        return of(address(text));
    }

    private static InetAddress address(String text) {
        boolean ipv4 = text.indexOf(':') < 0;
        if (ipv4 && text.chars().filter(c -> c == '.').count() != 3) { // 10.1 is 10.0.0.1, but who writes 10.1/16 means 10.1.0.0
            throw new IllegalArgumentException("'" + text + "' is not an address of four numbers");
        }
        if (text.indexOf('%') >= 0) {
            throw zoned(text);
        }
        return AddressLiteral.parse(text);
    }

    private static void requireNoZone(InetAddress address) {
        if (address instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0) {
            throw zoned(AddressText.of(address));
        }
    }

    private static IllegalArgumentException zoned(String address) {
        return new IllegalArgumentException("'" + address
                + "' has a zone, which a range cannot have: leave it out, and name the interface to send from");
    }

    private static AddressRange prefix(String text, InetAddress address, String length) {
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix;
        try {
            prefix = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            prefix = -1;
        }
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("the prefix length in " + text + " must be 0 to " + bits);
        }
        int hostBits = bits - prefix;
        if (hostBits > LARGEST_BITS) {
            throw new IllegalArgumentException(text + " has too many addresses, 2^" + LARGEST_BITS + " are the most");
        }
        long size = 1L << hostBits;
        return new AddressRange(AddressBits.high(address), AddressBits.low(address) & -size, size);
    }

    /** How many addresses. */
    public long size() {
        return size;
    }

    /** The first one. */
    public InetAddress first() {
        return AddressBits.toInetAddress(high, low);
    }

    /** The last one. */
    public InetAddress last() {
        return AddressBits.toInetAddress(high, low + size - 1);
    }

    /**
     * One of them.
     *
     * @param index 0 for the first, below {@link #size}
     */
    public InetAddress address(long index) {
        return AddressBits.toInetAddress(high, low + Objects.checkIndex(index, size));
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && high == range.high && low == range.low && size == range.size;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * high + low) + size);
    }

    @Override
    public String toString() {
        return size == 1 ? AddressText.of(first()) : AddressText.of(first()) + "-" + AddressText.of(last());
    }
}
