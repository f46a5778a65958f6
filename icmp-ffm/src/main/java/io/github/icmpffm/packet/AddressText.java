package io.github.icmpffm.packet;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses as text in the canonical form of RFC 5952, as {@code ping} prints them: {@code 2001:db8::1}, where
 * {@link InetAddress#getHostAddress()} says {@code 2001:db8:0:0:0:0:0:1}.
 */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * Writes an address. No name is looked up.
     *
     * @param address any address
     * @return its text; an IPv6 address's scope follows after {@code %}
     */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address ipv6)) {
            return address.getHostAddress();
        }
        String text = ofIpv6(AddressBits.high(ipv6), AddressBits.low(ipv6));
        String full = ipv6.getHostAddress();
        int scope = full.indexOf('%');
        return scope < 0 ? text : text + full.substring(scope);
    }

    /**
     * Writes an address given as bits.
     *
     * @param high the first eight bytes, see {@link AddressBits}
     * @param low the last eight
     * @return its text; dotted decimal for IPv4
     */
    public static String of(long high, long low) {
        return AddressBits.isIpv4(high, low)
                ? (low >>> 24 & 0xff) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff)
                : ofIpv6(high, low);
    }

    private static String ofIpv6(long high, long low) {
        // RFC 5952 section 4.2: the longest run of two or more zero groups, the first of equals, becomes "::".
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = 0;
            while (i + zeros < GROUPS && group(high, low, i + zeros) == 0) {
                zeros++;
            }
            if (zeros > runLength) {
                runStart = i;
                runLength = zeros;
            }
            i += zeros;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(high, low, i)));
        }
        return text.toString();
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }
}
