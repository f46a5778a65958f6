package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Packets as a raw IPv4 socket receives them, beside probes in flight: what is taken for a probe's is its own bytes again. */
public final class MatcherFuzz {
    /** As in the seeds. */
    static final int IDENTIFIER = 0x1234;

    static final int PROBES = 8;
    private static final int ICMP_CHECKSUM = 2;

    private static final Arena ARENA = Arena.global();
    private static final EchoTemplate TEMPLATE = new EchoTemplate(Family.IPV4, IDENTIFIER, EchoPayload.ofLength(56));
    private static final ProbeTable PROBES_IN_FLIGHT = probes();
    private static final ReplyMatcher MATCHER = new ReplyMatcher(PROBES_IN_FLIGHT, false);
    private static final EchoChannel CHANNEL = new EchoChannel(
            IcmpSocket.open(Family.IPV4, SocketKind.RAW), new NoOtherSockets(), IDENTIFIER, false, ARENA);

    private MatcherFuzz() {}

    /**
     * Tries one.
     *
     * @param input an IPv4 packet whose checksums are made right
     */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] packet = input.clone();
        makeRight(packet);
        MemorySegment segment = MemorySegment.ofArray(packet);
        IcmpView view = new IcmpView();
        if (!view.wrapIpv4(segment, 0, packet.length)) {
            return;
        }
        if (view.isEchoReply()) {
            reply(view);
        } else if (view.isError() || view.isNotice()) {
            error(view);
        }
    }

    private static void reply(IcmpView view) {
        int slot = MATCHER.matchReply(CHANNEL, view, view.sourceHigh(), view.sourceLow(), false);
        if (slot == ReplyMatcher.FOREIGN || !MATCHER.isGenuine()) {
            return;
        }
        byte[] sent = sent(slot);
        require(view.payloadLength() == TEMPLATE.payloadLength());
        for (int i = 4; i < sent.length; i++) { // but for type, code and checksum
            require(sent[i] == view.segment().get(ValueLayout.JAVA_BYTE, view.offset() + i));
        }
    }

    private static void error(IcmpView view) {
        int slot = MATCHER.matchQuote(CHANNEL, view);
        if (slot == ReplyMatcher.FOREIGN) {
            return;
        }
        require(view.quoted().destinationLow() == PROBES_IN_FLIGHT.targetLow[slot]);
        byte[] sent = sent(slot);
        require(view.quoted().checksum() == ((sent[ICMP_CHECKSUM] & 0xff) << 8 | sent[ICMP_CHECKSUM + 1] & 0xff));
        long quoted = Math.min(view.quoted().payloadLength(), TEMPLATE.payloadLength());
        for (int i = 0; i < quoted; i++) {
            require(sent[8 + i] == view.segment().get(ValueLayout.JAVA_BYTE, view.quoted().payloadOffset() + i));
        }
    }

    /** The request of that slot. */
    static byte[] sent(int slot) {
        MemorySegment request = MemorySegment.ofArray(new byte[TEMPLATE.length()]);
        TEMPLATE.write(request, 0, PROBES_IN_FLIGHT.sequence[slot], PROBES_IN_FLIGHT.nonce[slot]);
        return request.toArray(ValueLayout.JAVA_BYTE);
    }

    private static ProbeTable probes() {
        ProbeTable table = new ProbeTable(PROBES, 100, 100);
        for (int i = 0; i < PROBES; i++) {
            long low = AddressBits.ofIpv4(0xc6336400 + i % 4); // 198.51.100.0 to .3
            int slot = table.add(0, low, i / 4);
            table.sequence[slot] = i / 4;
            table.state[slot] = ProbeTable.OPEN;
            table.template[slot] = TEMPLATE;
            table.nonce[slot] = ProbeTable.named(0x1122_3344_5566_7788L * (i + 1), slot);
        }
        return table;
    }

    private static void makeRight(byte[] packet) {
        if (packet.length < 28) {
            return;
        }
        int header = (packet[0] & 0xf) * 4;
        if (header < 20 || header + 8 > packet.length) {
            return;
        }
        packet[2] = (byte) (packet.length >> 8);
        packet[3] = (byte) packet.length;
        packet[header + 2] = 0;
        packet[header + 3] = 0;
        int sum = 0;
        byte[] message = Arrays.copyOfRange(packet, header, packet.length + (packet.length - header) % 2);
        for (int i = 0; i < message.length; i += 2) {
            sum += (message[i] & 0xff) << 8 | message[i + 1] & 0xff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = ~((sum & 0xffff) + (sum >>> 16));
        packet[header + 2] = (byte) (sum >> 8);
        packet[header + 3] = (byte) sum;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("see the line of the call");
        }
    }

    private static final class NoOtherSockets implements SocketSource {
        @Override
        public IcmpSocket open(Family family) {
            throw new IllegalStateException("none is stalled");
        }

        @Override
        public boolean rebindInterface(IcmpSocket socket) {
            return false;
        }
    }
}
