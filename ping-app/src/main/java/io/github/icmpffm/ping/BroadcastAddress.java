package io.github.icmpffm.ping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** Which addresses are broadcasts on a link of this host: the kernel sends nothing there (EACCES), unless it is asked to. */
final class BroadcastAddress {
    /** The longest prefix of a network that has one. */
    private static final int LONGEST_PREFIX = 30;

    private BroadcastAddress() {}

    static boolean is(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            return false;
        }
        int bits = bits(address);
        if ((bits & 3) != 3) { // as most are not; to look at the interfaces takes time
            return false;
        }
        return bits == -1 || isOnALink(bits);
    }

    private static boolean isOnALink(int bits) {
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress own : each.getInterfaceAddresses()) {
                    int prefix = own.getNetworkPrefixLength();
                    if (own.getAddress() instanceof Inet4Address
                            && prefix > 0
                            && prefix <= LONGEST_PREFIX
                            && bits == (bits(own.getAddress()) | (-1 >>> prefix))) {
                        return true;
                    }
                }
            }
        } catch (SocketException e) {
            return false; // only a hint
        }
        return false;
    }

    private static int bits(InetAddress address) {
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }
}
