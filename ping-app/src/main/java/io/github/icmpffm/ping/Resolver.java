package io.github.icmpffm.ping;

import io.github.icmpffm.packet.Family;
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
     * The addresses of a name, at least one, best first; an address is its own.
     *
     * @param family the only one wanted, or null for both
     * @throws FatalException if there is none
     */
    static List<InetAddress> resolve(String name, @Nullable Family family) {
        List<InetAddress> addresses = new ArrayList<>();
        for (InetAddress address : lookUp(name)) {
            if (family == null || Family.of(address) == family) {
                addresses.add(address);
            }
        }
        if (addresses.isEmpty()) {
            throw new FatalException(name + ": Address family for hostname not supported");
        }
        return addresses;
    }

    /** Whether a word is an address, or wants to be one: names are looked up, which takes time. */
    static boolean isLiteral(String word) {
        int zone = word.indexOf('%');
        int end = zone < 0 ? word.length() : zone;
        boolean colon = false;
        boolean letters = false;
        for (int i = 0; i < end; i++) {
            char c = word.charAt(i);
            if (c == ':') {
                colon = true;
            } else if (c != '.' && (c < '0' || c > '9')) {
                letters = true;
                if (c >= 0x80 || Character.digit(c, 16) < 0) {
                    return false;
                }
            }
        }
        return colon || (end > 0 && !letters);
    }

    /**
     * The address that a literal is.
     *
     * @throws FatalException if it is none after all
     */
    static InetAddress literal(String word) {
        return lookUp(word)[0];
    }

    private static InetAddress[] lookUp(String name) {
        if (name.isEmpty()) { // for Java, this machine
            throw unknown(name);
        }
        try {
            return InetAddress.getAllByName(name);
        } catch (UnknownHostException e) {
            String message = e.getMessage();
            throw message != null && message.startsWith(name + ": ") ? new FatalException(message) : unknown(name);
        }
    }

    private static FatalException unknown(String name) {
        return new FatalException(name + ": Name or service not known");
    }
}
