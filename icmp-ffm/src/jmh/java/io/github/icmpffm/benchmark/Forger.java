package io.github.icmpffm.benchmark;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.InternetChecksum;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.ReceivedMessage;
import io.github.icmpffm.socket.SendBatch;
import io.github.icmpffm.socket.SocketKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends forged packets to a pinger on this host, so many a second, for so long. It knows the identifier and, near enough,
 * the sequence numbers, as any host does that is pinged.
 *
 * <p>Arguments: the {@link Kind}, the pinger's identifier, packets a second, seconds, how many targets the pinger has.
 */
final class Forger {

    /** What is forged. */
    enum Kind {
        /** Replies from a host that was not asked, with a payload whose last byte is wrong. */
        REPLY,
        /** Errors that quote eight bytes of a request to some target, with a checksum by chance. */
        ERROR,
        /** A true reply of one of the targets, again and again. */
        DUPLICATE,
        /** Requests, each of which this host answers: that answer comes to the pinger as well. */
        REQUEST,
        /** Replies of 3,000 bytes from a host that was not asked, which come in fragments where the MTU is less. */
        FRAGMENTS
    }

    private static final int BATCH = 20;
    private static final int SEQUENCES = 64;
    private static final InetAddress PINGER = InetAddress.getLoopbackAddress();

    private final SplittableRandom random = new SplittableRandom(1);
    private final Kind kind;
    private final int identifier;
    private final int targets;
    private byte[] trueReply = {};
    private InetAddress from;

    private Forger(Kind kind, int identifier, int targets) throws Exception {
        this.kind = kind;
        this.identifier = identifier;
        this.targets = targets;
        this.from = VirtualThreads.loopback(1 << 20); // beyond all targets
    }

    public static void main(String[] arguments) throws Exception {
        Forger forger = new Forger(
                Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[4]));
        forger.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private void run(int rate, int seconds) throws Exception {
        if (kind == Kind.DUPLICATE) {
            hearReply();
        }
        try (Arena arena = Arena.ofConfined();
                IcmpSocket socket = IcmpSocket.open(Family.IPV4, SocketKind.RAW)) {
            socket.options().acceptNothing();
            socket.bind(from);
            SendBatch batch = new SendBatch(arena, Family.IPV4, BATCH, 1 << 12);
            long start = System.nanoTime();
            long sent = 0;
            for (long now = start; now - start < seconds * 1_000_000_000L; now = System.nanoTime()) {
                if (sent >= (now - start) / 1e9 * rate) {
                    LockSupport.parkNanos(100_000);
                    continue;
                }
                while (!batch.isFull()) {
                    byte[] message = message();
                    long offset = batch.add(
                            AddressBits.high(PINGER), AddressBits.low(PINGER), 0, message.length,
                            SendBatch.DEFAULT_HOP_LIMIT);
                    MemorySegment.copy(MemorySegment.ofArray(message), 0, batch.messages(), offset, message.length);
                }
                while (batch.unsent() > 0 && batch.send(socket, BATCH) > 0) {
                    sent += BATCH;
                }
                batch.clear();
            }
            System.out.printf(Locale.ROOT, "forged=%.0f%n", sent / (double) seconds);
        }
    }

    /** Waits for a reply to the pinger. */
    private void hearReply() {
        try (IcmpSocket socket = IcmpSocket.open(Family.IPV4, SocketKind.RAW)) {
            socket.options().acceptTypes(Family.IPV4.echoReplyType()).acceptIdentifier(identifier);
            ReceivedMessage reply = socket.receive(Duration.ofSeconds(10)).orElseThrow();
            trueReply = reply.bytes().clone();
            from = reply.source();
        }
    }

    private byte[] message() throws Exception {
        return switch (kind) {
            case DUPLICATE -> trueReply;
            case REPLY -> echo(0, EchoPayload.DEFAULT_LENGTH);
            case REQUEST -> echo(8, EchoPayload.DEFAULT_LENGTH);
            case FRAGMENTS -> echo(0, 3000);
            case ERROR -> error();
        };
    }

    private byte[] echo(int type, int payloadLength) {
        ByteBuffer echo = ByteBuffer.allocate(8 + payloadLength);
        echo.put((byte) type).put((byte) 0).putShort((short) 0);
        echo.putShort((short) identifier).putShort((short) random.nextInt(SEQUENCES));
        echo.put(EchoPayload.ofLength(payloadLength));
        echo.put(echo.limit() - 1, (byte) random.nextInt());
        return sealed(echo);
    }

    private byte[] error() throws Exception {
        ByteBuffer error = ByteBuffer.allocate(8 + 20 + 8);
        error.put((byte) 3).put((byte) 1).putShort((short) 0).putInt(0);
        error.put((byte) 0x45).put((byte) 0).putShort((short) 84).putInt(0).put((byte) 64).put((byte) 1)
                .putShort((short) 0);
        error.put(PINGER.getAddress()).put(VirtualThreads.loopback(random.nextInt(targets)).getAddress());
        error.put((byte) 8).put((byte) 0).putShort((short) random.nextInt());
        error.putShort((short) identifier).putShort((short) random.nextInt(SEQUENCES));
        return sealed(error);
    }

    private static byte[] sealed(ByteBuffer message) {
        message.putShort(2, (short) 0);
        int checksum = InternetChecksum.checksum(MemorySegment.ofArray(message.array()), 0, message.capacity());
        return message.putShort(2, (short) checksum).array();
    }
}
