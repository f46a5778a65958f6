package io.github.icmpffm.watchdog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The check for our own better_ping: it bound the port it will connect from before it started the watchdog, so nobody
 * else can have it; and told the watchdog its number.
 */
final class FixedPeerPort implements PeerCheck {
    private final InetSocketAddress expected;

    FixedPeerPort(InetAddress loopback, int port) {
        expected = new InetSocketAddress(loopback, port);
    }

    @Override
    public int findParent(List<InetSocketAddress> peers, int ownPort) {
        return peers.indexOf(expected);
    }
}
