package io.github.icmpffm.benchmark;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.ReceiveBatch;
import io.github.icmpffm.socket.SendBatch;
import io.github.icmpffm.socket.SocketKind;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Echo after echo to 127.0.0.1 by the library's socket, batches, template and view alone: what is left for an engine on top of
 * them. The raw socket has the options a pinger's has. Nothing but the sequence number is compared.
 *
 * <p>Argument: how many are measured. As many as half of that go before, to warm up.
 */
final class BareEcho {

    private static final int IDENTIFIER = 0x6563;
    private static final int BUFFER = 1 << 25;

    private final SendBatch sending;
    private final ReceiveBatch receiving;
    private final IcmpSocket socket = IcmpSocket.open(Family.IPV4, SocketKind.RAW);
    private final EchoTemplate template = new EchoTemplate(
            Family.IPV4, IDENTIFIER, EchoPayload.ofLength(EchoPayload.DEFAULT_LENGTH));
    private final IcmpView view = new IcmpView();
    private final long high;
    private final long low;

    private BareEcho(Arena arena, InetAddress target) {
        sending = new SendBatch(arena, Family.IPV4, 1, template.length());
        receiving = new ReceiveBatch(arena, 1, 2048);
        receiving.messagesSayAll(true);
        high = AddressBits.high(target);
        low = AddressBits.low(target);
        socket.options().acceptTypes(Family.IPV4.echoReplyType()).acceptIdentifier(IDENTIFIER).receiveDrops(true);
        socket.options().receiveBuffer(BUFFER);
        socket.options().sendBuffer(BUFFER);
    }

    private boolean echo(int sequence) {
        long offset = sending.add(high, low, 0, template.length(), SendBatch.DEFAULT_HOP_LIMIT);
        template.write(sending.messages(), offset, sequence, sequence);
        sending.send(socket, 1);
        sending.clear();
        if (receiving.receive(socket, 1) != 1) {
            return false;
        }
        receiving.select(0);
        return view.wrapIpv4(receiving.messages(), receiving.offset(), receiving.length())
                && view.isEchoReply()
                && view.sequence() == sequence;
    }

    private long echoes(long count) {
        long found = 0;
        for (long i = 0; i < count; i++) {
            found += echo((int) i & 0xffff) ? 1 : 0;
        }
        return found;
    }

    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[0]);
        try (Arena arena = Arena.ofConfined()) {
            BareEcho bare = new BareEcho(arena, InetAddress.getByName("127.0.0.1"));
            bare.echoes(count / 4);
            bare.echoes(count / 4);
            long start = System.nanoTime();
            long found = bare.echoes(count);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "rate=%.0f found=%d%n", count / seconds, found);
        }
    }
}
