package io.github.icmpffm.ping;

import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where requests leave the host: {@code -I}, which may be given for the interface and for the address.
 *
 * @param interfaceName or null for any
 * @param source or null for any
 */
record From(@Nullable String interfaceName, @Nullable InetAddress source) {
    static final From ANYWHERE = new From(null, null);

    private static final int LONGEST_INTERFACE_NAME = 15;

    /** Reads the option's values: what is no address is an interface; the last of each counts. */
    static From parse(List<String> values) {
        String interfaceName = null;
        InetAddress source = null;
        for (String value : values) {
            if (Resolver.isLiteral(value)) {
                source = Resolver.literal(value);
            } else if (value.isEmpty() || value.length() > LONGEST_INTERFACE_NAME) {
                throw new FatalException(
                        "invalid argument: '" + value + "' for -I: neither an address nor an interface,"
                                + " whose name has 1 to " + LONGEST_INTERFACE_NAME + " characters");
            } else {
                interfaceName = value;
            }
        }
        return new From(interfaceName, source);
    }

    PingerOptions in(PingerOptions options) {
        PingerOptions changed = options;
        if (interfaceName != null) {
            changed = changed.interfaceName(interfaceName);
        }
        return source == null ? changed : changed.source(source);
    }

    /**
     * The address to tell of: the source, or the interface's first of that family; null if neither was asked for.
     *
     * @throws FatalException if there is no such interface
     */
    @Nullable
    InetAddress address(Family family) {
        if (source != null || interfaceName == null) {
            return source;
        }
        for (InetAddress address : Objects.requireNonNull(networkInterface()).inetAddresses().toList()) {
            if (Family.of(address) == family) {
                return address;
            }
        }
        return null;
    }

    /** @throws FatalException if there is no such interface */
    void requireInterface() {
        if (interfaceName != null && networkInterface() == null) {
            throw new FatalException("invalid argument: '" + interfaceName + "' for -I: no such interface");
        }
    }

    private @Nullable NetworkInterface networkInterface() {
        try {
            return NetworkInterface.getByName(interfaceName);
        } catch (SocketException e) {
            throw new FatalException(interfaceName + ": " + e.getMessage());
        }
    }
}
