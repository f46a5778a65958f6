package io.github.icmpffm.engine;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;

/** What a loop wants done to sockets that may take privileges. Called on the loop's thread. */
public interface SocketSource {

    /**
     * Opens a socket like those the loop has, of that family, when one of them is stalled. A raw one receives nothing.
     *
     * @throws IcmpException if it cannot be had
     */
    IcmpSocket open(Family family);

    /** {@link IcmpSocket#rebindInterface}. */
    boolean rebindInterface(IcmpSocket socket);
}
