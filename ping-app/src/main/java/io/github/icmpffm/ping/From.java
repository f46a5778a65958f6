package io.github.icmpffm.ping;

import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.program.HarmlessText;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.InterfaceIndex;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
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

    /** Reads the option's values: what is no address is an interface's name or number; the last of each counts. */
    static From parse(List<String> values) {
        String interfaceName = null;
        InetAddress source = null;
        for (String value : values) {
            if (isNumber(value)) {
                interfaceName = numbered(value);
            } else if (Resolver.isLiteral(value)) {
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

    /** Whether it is no address, though {@code 2} is one elsewhere: {@code 0.0.0.2}. */
    private static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    /** The name of the interface with that number, unless the number is a name. */
    private static String numbered(String value) {
        if (InterfaceIndex.of(value).isPresent()) {
            return value;
        }
        try {
            return InterfaceIndex.name(Integer.parseInt(value)).orElseThrow(() -> noSuchInterface(value));
        } catch (NumberFormatException e) {
            throw noSuchInterface(value);
        }
    }

    private static FatalException noSuchInterface(String value) {
        return new FatalException("invalid argument: '" + value + "' for -I: no such interface");
    }

    PingerOptions in(PingerOptions options) {
        PingerOptions changed = options;
        if (interfaceName != null) {
            changed = changed.interfaceName(interfaceName);
        }
        return source == null ? changed : changed.source(source);
    }

    /**
     * The address that requests to a target are sent from; null if nothing was asked for, or there is no way to the target.
     *
     * @param kind of the socket they are sent by
     */
    @Nullable
    InetAddress address(InetAddress target, SocketKind kind) {
        if (interfaceName == null && source == null) { // a record's equals costs a cold JVM milliseconds
            return null;
        }
        Family family = Family.of(target);
        try (IcmpSocket socket = IcmpSocket.open(family, kind)) {
            if (interfaceName != null) {
                socket.options().interfaceName(interfaceName);
            }
            if (source != null) {
                socket.bind(source);
            }
            return socket.sourceToward(target);
        } catch (IcmpException e) {
            return source; // the first request will tell
        }
    }

    /** The interface to tell of, or null. */
    @Nullable
    String device() {
        return interfaceName == null ? ZonedAddress.zone(source) : HarmlessText.line(interfaceName);
    }

    /** @throws FatalException if there is no such interface */
    void requireInterface() {
        if (interfaceName != null && InterfaceIndex.of(interfaceName).isEmpty()) {
            throw noSuchInterface(interfaceName);
        }
    }

    /** Reports a target that is not reached by the interface asked for, since that is loopback. Returns whether it is one. */
    boolean hint(InetAddress target) {
        if (interfaceName == null || target.isLoopbackAddress() || target.isMulticastAddress()) {
            return false;
        }
        try {
            NetworkInterface asked = NetworkInterface.getByName(interfaceName);
            if (asked == null || !asked.isLoopback() || asked.equals(NetworkInterface.getByInetAddress(target))) {
                return false;
            }
        } catch (SocketException e) {
            return false;
        }
        StandardError.say(ZonedAddress.text(target) + " is not an address of " + interfaceName
                + ", which requests do not leave (-I)");
        return true;
    }
}
