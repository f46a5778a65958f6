package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Which connection comes from the parent. Any process of the machine can connect; only the parent may feed. */
interface PeerCheck {
    /** None of them does. */
    int NONE = -1;

    /**
     * Looks at all connections that are waiting at once: so a crowd of strangers costs little more than one.
     *
     * @return which of them is the parent's, or {@link #NONE}
     * @throws IOException if that cannot be told; the message says why
     */
    int findParent(List<InetSocketAddress> peers, int ownPort) throws IOException;
}
