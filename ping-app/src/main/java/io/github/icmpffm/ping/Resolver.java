package io.github.icmpffm.ping;

import io.github.icmpffm.packet.AddressLiteral;
import io.github.icmpffm.packet.Family;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From names to addresses; the way back is {@link HostNames}. */
final class Resolver {
    private Resolver() {}

    /**
     * Makes names resolve in the order of the system's {@code getaddrinfo}, as in other programs; by itself Java puts IPv4 first. To
     * be called before the first address is made.
     */
    static void useSystemOrder() {
        if (System.getProperty("java.net.preferIPv6Addresses") == null) {
            System.setProperty("java.net.preferIPv6Addresses", "system");
        }
    }

    /**
     * The addresses of a name, at least one, best first; an address is its own, and for no address in particular, as
     * {@code 0.0.0.0}, there is this host's, as when one connects there.
     *
     * @param family the only one wanted, or null for both
     * @throws FatalException if there is none
     */
    static List<InetAddress> resolve(String name, @Nullable Family family) {
        List<InetAddress> addresses = new ArrayList<>();
        for (InetAddress address : lookUp(name)) {
            if (family == null || Family.of(address) == family) {
                addresses.add(address.isAnyLocalAddress() ? loopback(Family.of(address)) : address);
            }
        }
        if (addresses.isEmpty()) {
            throw new FatalException(name + ": Address family for hostname not supported");
        }
        return addresses;
    }

    /**
     * The same, link-local addresses of IPv6 with the only link there is, unless an interface is asked for.
     *
     * @throws FatalException also if there are only link-local ones, which may be on several links
     */
    static List<InetAddress> resolve(String name, @Nullable Family family, From from) {
        List<InetAddress> addresses = resolve(name, family);
        if (from.device() != null) {
            return addresses;
        }
        List<InetAddress> zoned = new ArrayList<>(addresses.size());
        for (InetAddress address : addresses) {
            InetAddress complete = ZonedAddress.lacksZone(address) ? LinkLocal.onTheOnlyLink(address) : address;
            if (complete != null) {
                zoned.add(complete);
            }
        }
        if (zoned.isEmpty()) {
            throw LinkLocal.ambiguous(name, addresses.getFirst());
        }
        return zoned;
    }

    private static InetAddress loopback(Family family) {
        return InetAddress.ofLiteral(family == Family.IPV4 ? "127.0.0.1" : "::1");
    }

    /** Whether a word is an address, or wants to be one: names are looked up, which takes time. */
    static boolean isLiteral(String word) {
        int zone = word.indexOf('%');
        int end = zone < 0 ? word.length() : zone;
        boolean colon = false;
        boolean digits = true;
        for (int i = 0; i < end; i++) {
            char c = word.charAt(i);
            if (c == ':') {
                colon = true;
            } else if (c != '.' && (c < '0' || c > '9')) {
                digits = false;
                if (c >= 0x80 || (Character.digit(c, 16) < 0 && c != 'x' && c != 'X')) {
                    return false;
                }
            }
        }
        return colon || (end > 0 && (digits || isHexadecimal(word)));
    }

    /** {@code 0x7f.1} is an address, {@code 0xa.de} a name. */
    private static boolean isHexadecimal(String word) {
        if (word.charAt(0) > '9') {
            return false;
        }
        try {
            var _ = AddressLiteral.parse(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The address that a literal is.
     *
     * @throws FatalException if it is none after all
     */
    static InetAddress literal(String word) {
        try {
            return word.indexOf('%') < 0 ? AddressLiteral.parse(word) : ZonedAddress.parse(word);
        } catch (IllegalArgumentException e) {
            throw unknown(word);
        }
    }

    private static InetAddress[] lookUp(String name) {
        if (isLiteral(name)) {
            return new InetAddress[] {literal(name)};
        }
        if (name.isEmpty()) { // for Java, this machine
            throw unknown(name);
        }
        try {
            return InetAddress.getAllByName(isAscii(name) ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) { // of IDN
            throw unknown(name);
        } catch (UnknownHostException e) {
            String message = e.getMessage();
            throw message != null && message.startsWith(name + ": ") ? new FatalException(message) : unknown(name);
        }
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static FatalException unknown(String name) {
        return new FatalException(name + ": Name or service not known");
    }
}
