package io.github.icmpffm.socket;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.net.InetAddress;

/**
 * Learns an interface's MTU from the kernel's refusal of a message that is too long: EMSGSIZE, with an entry in the error
 * queue that tells the MTU. {@code IP_MTU} would tell the path's MTU as far as the kernel has heard of it.
 */
final class InterfaceMtu {

    private static final int ENTRIES = 4;
    private static final int QUOTED_BYTES = 64;

    private InterfaceMtu() {}

    static int toward(IcmpSocket socket, InetAddress destination) {
        Family family = socket.family();
        EchoRequest longest = new EchoRequest(family, 0, 0, new byte[family.maximumPayloadLength()]);
        byte[] message = longest.encode();
        int packet = family.ipHeaderLength() + message.length;
        try {
            socket.sendTo(destination, message);
            return packet;
        } catch (IcmpException e) {
            if (e.errno() != Errno.EMSGSIZE) {
                throw e;
            }
            return Math.min(packet, refused(socket, packet));
        }
    }

    private static int refused(IcmpSocket socket, int unknown) {
        try (Arena arena = Arena.ofConfined()) {
            ReceiveBatch batch = new ReceiveBatch(arena, ENTRIES, QUOTED_BYTES);
            int count = batch.receiveErrors(socket, ENTRIES);
            for (int i = 0; i < count; i++) {
                batch.select(i);
                if (batch.isLocalError() && batch.errorErrno() == Errno.EMSGSIZE && batch.errorInfo() > 0) {
                    return batch.errorInfo();
                }
            }
            return unknown;
        }
    }
}
