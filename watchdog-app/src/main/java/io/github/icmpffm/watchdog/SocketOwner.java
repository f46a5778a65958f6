package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Set;

/** The check for any other parent, which says nothing beforehand: the kernel tells whose the other ends are. */
final class SocketOwner implements PeerCheck {
    private final int parent;

    SocketOwner(int parent) {
        this.parent = parent;
    }

    @Override
    public int findParent(List<InetSocketAddress> peers, int ownPort) throws IOException {
        try {
            Set<Integer> ports = SocketTables.portsConnectedTo(ownPort, parent);
            for (int i = 0; i < peers.size(); i++) {
                if (ports.contains(peers.get(i).getPort())) {
                    return i;
                }
            }
            return NONE;
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "cannot tell which connection is the parent's: no permission to read " + e.getFile()
                            + "; run the watchdog as the same user with the same capabilities, or give --peer-port",
                    e);
        }
    }
}
