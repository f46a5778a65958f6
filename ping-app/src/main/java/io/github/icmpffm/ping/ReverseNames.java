package io.github.icmpffm.ping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import org.jspecify.annotations.Nullable;

/**
 * Names of addresses as the system's {@code getnameinfo} has them, which is how other programs get them: {@link
 * InetAddress#getHostName} keeps a name only if it leads back to the address, and those of routers seldom do.
 *
 * <p>The JDK gives away the system's resolver to nobody but a provider of another one, so this is one that is the system's again.
 */
public final class ReverseNames extends InetAddressResolverProvider {
    private static final int LONGEST_NAME = 253;

    private static volatile @Nullable InetAddressResolver system;

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        system = builtin;
        return builtin;
    }

    @Override
    public String name() {
        return "the system's";
    }

    /** The name of an address, which may take seconds to find; the address itself, as text, if it has none. */
    static String of(InetAddress address) {
        try {
            String name = lookUp(address.getAddress());
            return isName(name) ? name : ZonedAddress.text(address);
        } catch (UnknownHostException e) {
            return ZonedAddress.text(address);
        }
    }

    private static String lookUp(byte[] address) throws UnknownHostException {
        if (system == null) {
            var _ = InetAddress.getByName("localhost"); // the first look-up of all makes the JDK ask its providers
        }
        InetAddressResolver resolver = system;
        return resolver == null ? InetAddress.getByAddress(address).getHostName() : resolver.lookupByAddress(address);
    }

    /** Whoever owns an address may give it any name: what a terminal would take for a command is none. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }
}
