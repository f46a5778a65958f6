package io.github.icmpffm.ping;

import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From names to addresses. Never back: no address is looked up for its name. */
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
