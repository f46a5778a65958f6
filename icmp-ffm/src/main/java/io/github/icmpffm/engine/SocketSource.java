package io.github.icmpffm.engine;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;

/** Where a loop gets another socket like those it has, when one of them is stalled. Called on the loop's thread. */
public interface SocketSource {

    /**
     * Opens a socket of that family, of the same kind and with the same options. A raw one receives nothing.
     *
     * @throws IcmpException if it cannot be had
     */
    IcmpSocket open(Family family);
}
