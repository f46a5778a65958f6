package io.github.icmpffm;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The four ways a probe can take: both kinds of socket, both families. Scenario tests run over each. */
enum Way {
    RAW_IPV4(SocketMode.RAW, Family.IPV4, "198.51.100.10"), RAW_IPV6(SocketMode.RAW, Family.IPV6,
            "2001:db8::10"), DATAGRAM_IPV4(SocketMode.DATAGRAM, Family.IPV4,
                    "198.51.100.10"), DATAGRAM_IPV6(SocketMode.DATAGRAM, Family.IPV6, "2001:db8::10");

    final SocketMode mode;
    final Family family;
    final String host;

    Way(SocketMode mode, Family family, String host) {
        this.mode = mode;
        this.family = family;
        this.host = host;
    }

    boolean isRaw() {
        return mode == SocketMode.RAW;
    }

    boolean isIpv4() {
        return family == Family.IPV4;
    }

    InetAddress target() throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    /** Another host of the family. */
    String otherHost() {
        return isIpv4() ? "198.51.100.99" : "2001:db8::99";
    }

    /** A router of the family. */
    String router() {
        return isIpv4() ? "203.0.113.1" : "2001:db8:1::1";
    }

    Pinger open(TestNetwork network) throws InterruptedException {
        return open(network, PingerOptions.defaults());
    }

    Pinger open(TestNetwork network, PingerOptions options) throws InterruptedException {
        network.openPingGroup();
        return network.inside(() -> Pinger.open(options.socketMode(mode)));
    }
}
