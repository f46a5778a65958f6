package io.github.icmpffm.watchdog;

import io.github.icmpffm.packet.AddressLiteral;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Finds the address of what is to be pinged. */
final class Target {
    private Target() {}

    /**
     * Looks a host up.
     *
     * @param family the only family that will do; null for any
     * @throws UsageException if there is no such host, or it has no address of the family
     */
    static InetAddress resolve(String host, @Nullable Family family) throws UsageException {
        for (InetAddress address : addresses(host)) {
            if (family == null || Family.of(address) == family) {
                return address;
            }
        }
        throw new UsageException("'" + host + "' has no " + (family == Family.IPV4 ? "IPv4" : "IPv6") + " address");
    }

    private static InetAddress[] addresses(String host) throws UsageException {
        // What can only be meant as an address never goes to a name server.
        boolean literal = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        try {
            return literal ? new InetAddress[] {AddressLiteral.parse(host)} : InetAddress.getAllByName(host);
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + host + "' is not an address");
        } catch (UnknownHostException e) {
            throw new UsageException("'" + host + "' is not known; give a host's name or address");
        }
    }
}
