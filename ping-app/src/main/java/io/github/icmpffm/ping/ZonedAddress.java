package io.github.icmpffm.ping;

import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.program.HarmlessText;
import io.github.icmpffm.socket.InterfaceIndex;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as one types them, an interface's name behind a link-local one. Java knows such an address only while the interface is
 * up and has an address, and writes the interface's number for an address that was received from.
 */
final class ZonedAddress {
    private static final ConcurrentHashMap<Integer, String> ZONES = new ConcurrentHashMap<>();

    private ZonedAddress() {}

    /** The text of an address. */
    static String text(InetAddress address) {
        if (!(address instanceof Inet6Address ipv6) || ipv6.getScopeId() == 0) {
            return AddressText.of(address);
        }
        String text = AddressText.of(address);
        return text.substring(0, text.indexOf('%') + 1).concat(zone(ipv6));
    }

    /** The name of the interface that an address belongs to, or null if it does not say so. */
    static @Nullable String zone(@Nullable InetAddress address) {
        return address instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0 ? zone(ipv6) : null;
    }

    private static String zone(Inet6Address address) {
        return ZONES.computeIfAbsent(address.getScopeId(), ZonedAddress::interfaceName);
    }

    private static String interfaceName(int index) {
        String name = InterfaceIndex.name(index).orElse("");
        // The kernel takes most bytes for an interface's name.
        return name.isEmpty() || !HarmlessText.line(name).equals(name) ? Integer.toString(index) : name;
    }

    /** Whether it takes an interface beside it, and has none. */
    static boolean lacksZone(InetAddress address) {
        return address instanceof Inet6Address ipv6
                && ipv6.getScopeId() == 0
                && (ipv6.isLinkLocalAddress() || ipv6.isMCLinkLocal());
    }

    /**
     * Reads {@code fe80::1%eth0} or {@code fe80::1%2}.
     *
     * @throws IllegalArgumentException if it is neither, or there is no such interface
     */
    static InetAddress parse(String word) {
        int percent = word.indexOf('%');
        InetAddress bare = InetAddress.ofLiteral(word.substring(0, percent));
        try {
            return Inet6Address.getByAddress(null, bare.getAddress(), interfaceIndex(word.substring(percent + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(word, e);
        }
    }

    private static int interfaceIndex(String zone) {
        OptionalInt found = InterfaceIndex.of(zone);
        return found.isPresent() ? found.getAsInt() : Integer.parseUnsignedInt(zone);
    }
}
