package io.github.icmpffm.ping;

import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.program.OwnClasses;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.Poller;
import io.github.icmpffm.socket.ReceiveBatch;
import io.github.icmpffm.socket.SendBatch;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * What takes a JVM that starts longest, begun before it is needed. To link the first C function takes half of the time to the first
 * reply, for with it comes what all others share: that is done on a thread of its own. Meanwhile this one does what else is slow the
 * first time, reads the command line and finds the destination. In a long run that thread then loads what only the end needs.
 */
final class WarmUp extends Thread {
    private static final int BYTES = 128;

    private WarmUp() {
        super("linking");
        setDaemon(true);
    }

    /** Begins to link; nobody need wait for it. */
    static void link() {
        new WarmUp().start();
        var _ = patternSwitch("");
    }

    @Override
    public void run() {
        try {
            var _ = Randomness.nextLong();
            new Poller(List.of()).close();
        } catch (LinkageError | IcmpException e) {
            // native access denied, or no descriptor left: what needs them tells it
        }
        OwnClasses.loadLater();
    }

    /** The linker has pattern switches, each of which is made a class; the first takes as long as all others. */
    private static int patternSwitch(Object any) {
        return switch (any) {
            case Integer _ -> 1;
            case String _ -> 2;
            default -> 3;
        };
    }

    /** Writes and reads a packet that nobody sends. */
    static void packet() {
        try (Arena arena = Arena.ofConfined()) {
            SendBatch sending = new SendBatch(arena, Family.IPV4, 1, BYTES);
            EchoTemplate template = new EchoTemplate(Family.IPV4, 0, EchoPayload.ofLength(EchoPayload.DEFAULT_LENGTH));
            long offset = sending.add(0, 0, 0, template.length(), SendBatch.DEFAULT_HOP_LIMIT);
            template.write(sending.messages(), offset, 0, 0);
            IcmpView view = new IcmpView();
            if (view.wrap(Family.IPV4, sending.messages(), offset, template.length())) {
                var _ = template.payloadMatches(view.segment(), view.payloadOffset(), view.payloadLength(), 0);
            }
            new ReceiveBatch(arena, 1, BYTES).select(0);
        }
    }
}
