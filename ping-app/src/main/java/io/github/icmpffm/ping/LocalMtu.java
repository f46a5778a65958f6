package io.github.icmpffm.ping;

import io.github.icmpffm.IcmpError;
import io.github.icmpffm.packet.ErrorCategory;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.HashMap;
import java.util.Map;

/** Which length the kernel holds to when it finds a message too long: a router's, of which it was told, or its interface's. */
final class LocalMtu {
    /** What {@link #towards} says if it cannot be found out. */
    static final int UNKNOWN = 0;

    /** Anything but 0; nothing is sent there. */
    private static final int PORT = 1025;

    private static final int SIXTEEN_BITS = 0xffff;

    private final Map<InetAddress, Integer> told = new HashMap<>();

    /** Remembers what a router says. */
    void learn(IcmpError error) {
        if (error.category() == ErrorCategory.TOO_BIG && (error.restOfHeader() & SIXTEEN_BITS) != UNKNOWN) {
            told.put(error.target(), error.restOfHeader() & SIXTEEN_BITS);
        }
    }

    /** The MTU towards that address, in bytes, or {@link #UNKNOWN}. */
    int towards(InetAddress address) {
        Integer known = told.get(address);
        return known == null ? ofInterface(address) : known;
    }

    private static int ofInterface(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, PORT)); // chooses a route
            NetworkInterface outgoing = NetworkInterface.getByInetAddress(socket.getLocalAddress());
            return outgoing == null ? UNKNOWN : outgoing.getMTU();
        } catch (IOException | RuntimeException unreachable) {
            return UNKNOWN;
        }
    }
}
