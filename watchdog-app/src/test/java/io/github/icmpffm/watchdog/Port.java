package io.github.icmpffm.watchdog;

import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The watchdog's TCP port in a test network. */
final class Port {
    static final int NUMBER = 3000;

    private Port() {}

    /**
     * Whether any program could bind it now, also one that does not say SO_REUSEADDR: so nothing is in TIME_WAIT
     * either.
     */
    static boolean isFree(TestNetwork network) throws IOException, InterruptedException {
        try {
            taken(network).close();
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    /** Takes it. */
    static ServerSocket taken(TestNetwork network) throws IOException, InterruptedException {
        return network.inside(() -> {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(false);
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), NUMBER));
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        });
    }
}
