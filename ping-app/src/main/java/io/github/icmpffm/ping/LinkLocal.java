package io.github.icmpffm.ping;

import io.github.icmpffm.packet.AddressText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Link-local addresses of IPv6: there are the same ones on every link, so that a host's takes an interface beside it. */
final class LinkLocal {
    private static final int MOST_NAMED = 4;

    private LinkLocal() {}

    /** That address on the only link there is; null if there is not exactly one. */
    static @Nullable InetAddress onTheOnlyLink(InetAddress address) {
        List<NetworkInterface> links = links();
        return links.size() == 1
                ? ZonedAddress.parse(AddressText.of(address) + "%" + links.getFirst().getName())
                : null;
    }

    /** What to do about one that may be on several links. */
    static FatalException ambiguous(String word, InetAddress address) {
        List<NetworkInterface> links = links();
        StringBuilder message = new StringBuilder("'" + word + "' is a link-local address; add its interface: ");
        if (links.isEmpty()) {
            return new FatalException(
                    message + AddressText.of(address) + "%NAME; none that is up has link-local addresses");
        }
        for (int i = 0; i < Math.min(links.size(), MOST_NAMED); i++) {
            message.append(i == 0 ? "" : " or ");
            message.append(AddressText.of(address)).append('%').append(links.get(i).getName());
        }
        return new FatalException(message + (links.size() > MOST_NAMED ? " or another" : "") + " (or -I)");
    }

    /** The interfaces that are up and have link-local addresses, but for loopback. */
    private static List<NetworkInterface> links() {
        List<NetworkInterface> links = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback() && each.inetAddresses().anyMatch(LinkLocal::isIpv6LinkLocal)) {
                    links.add(each);
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        return links;
    }

    private static boolean isIpv6LinkLocal(InetAddress address) {
        return address instanceof Inet6Address && address.isLinkLocalAddress();
    }
}
