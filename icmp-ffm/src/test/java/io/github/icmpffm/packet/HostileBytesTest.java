package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.fromRouter;
import static io.github.icmpffm.packet.Packets.heap;
import static io.github.icmpffm.packet.Packets.oneOfEach;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No bytes whatever make decoding throw or read outside: the segment given is exactly as long as the bytes, so that a
 * read outside would throw.
 */
class HostileBytesTest {
    private static final long SEED = 20_260_101;

    private final MemorySegment memory = Arena.ofAuto().allocate(4096);
    private final IcmpView view = new IcmpView();
    private int dumps;
    private final EchoTemplate template4 = new EchoTemplate(Family.IPV4, Packets.ID, EchoPayload.ofLength(56));
    private final EchoTemplate template6 = new EchoTemplate(Family.IPV6, Packets.ID, EchoPayload.ofLength(56));

    @Test
    void everyTruncationOfEveryKindOfMessageIsAnswered() {
        for (IcmpMessage message : oneOfEach()) {
            byte[] bytes = message.encode();
            byte[] packet = fromRouter(message);
            for (int length = 0; length <= bytes.length; length++) {
                read(Family.IPV4, Arrays.copyOf(bytes, length));
                read(Family.IPV6, Arrays.copyOf(bytes, length));
            }
            for (int length = 0; length < packet.length; length++) {
                byte[] cut = Arrays.copyOf(packet, length);
                readPacket(cut);
                check(IcmpMessage.decodePacket(cut) instanceof Malformed);
            }
        }
    }

    @Test
    void mutatedMessagesAreAnswered() {
        Random random = new Random(SEED);
        List<byte[]> seeds = oneOfEach().stream().map(IcmpMessage::encode).toList();
        for (int i = 0; i < 52_000; i++) {
            byte[] bytes = mutated(random, seeds.get(random.nextInt(seeds.size())));
            Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
            if (family == Family.IPV4) {
                makeChecksumRight(bytes, 0, bytes.length);
            }
            read(family, bytes);
        }
    }

    @Test
    void mutatedPacketsAreAnswered() {
        Random random = new Random(SEED);
        List<byte[]> seeds = oneOfEach().stream().map(Packets::fromRouter).toList();
        for (int i = 0; i < 52_000; i++) {
            byte[] bytes = mutated(random, seeds.get(random.nextInt(seeds.size())));
            if (bytes.length >= 28 && bytes[0] == 0x45) {
                ByteBuffer.wrap(bytes).putShort(2, (short) bytes.length);
                makeChecksumRight(bytes, 20, bytes.length - 20);
                ByteBuffer.wrap(bytes).putShort(10, (short) 0);
                ByteBuffer.wrap(bytes).putShort(10, (short) (~PlainChecksum.sum(bytes, 0, 20) & 0xffff));
            }
            readPacket(bytes);
        }
    }

    @Test
    void randomBytesAreAnswered() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
            }
            read(Family.IPV4, bytes);
            read(Family.IPV6, bytes);
            readPacket(bytes);
        }
    }

    void read(Family family, byte[] bytes) {
        MemorySegment segment = heap(bytes);
        boolean wellFormed = view.wrap(family, segment, 0, bytes.length);
        check(view.malformation().isEmpty() == wellFormed);
        readFields(segment);
        IcmpMessage message = IcmpMessage.decode(family, segment);
        check(isOneLine(message));
        check(wellFormed || message instanceof Malformed);
        IcmpExtensions.read(segment, 0, bytes.length);
    }

    void readPacket(byte[] bytes) {
        MemorySegment.copy(heap(bytes), 0, memory, 0, bytes.length);
        MemorySegment segment = memory.asSlice(0, bytes.length);
        boolean version6 = bytes.length > 0 && bytes[0] >>> 4 == 6;
        boolean wellFormed = version6
                ? view.wrapIpv6(segment, 0, bytes.length)
                : view.wrapIpv4(segment, 0, bytes.length);
        check(view.malformation().isEmpty() == wellFormed);
        readFields(segment);
        check(isOneLine(IcmpMessage.decodePacket(segment)));
        view.wrapCutIpv4(segment, 0, bytes.length);
        readFields(segment);
        Ipv4Header.checksumIsRight(segment);
        if (dumps++ % 64 == 0) { // text is slow
            check(!PacketDump.ofPacket(bytes).isEmpty());
        }
    }

    /** What the receiving loop does with a message. */
    private void readFields(MemorySegment segment) {
        check(isWithin(segment, view.payloadOffset(), view.payloadLength()));
        check(isWithin(segment, view.quoted().payloadOffset(), view.quoted().payloadLength()));
        view.checksumIsRight();
        EchoTemplate template = view.family() == Family.IPV4 ? template4 : template6;
        template.payloadMatches(segment, view.payloadOffset(), view.payloadLength(), 1);
        template.payloadMatches(segment, view.payloadOffset(), view.payloadLength(), 1, 2);
        if (view.quotesEchoRequest()) {
            template.payloadBegins(
                    segment, view.quoted().payloadOffset(), view.quoted().payloadLength(), 1);
        }
        ErrorText.of(view.family(), view.type(), view.code(), view.restOfHeader());
        IcmpExtensions.of(view);
    }

    private static boolean isWithin(MemorySegment segment, long offset, long length) {
        return length == 0 || BigEndian.contains(segment, offset, length);
    }

    private static boolean isOneLine(IcmpMessage message) {
        return message.describe().indexOf('\n') < 0;
    }

    /** AssertJ's objects would take more time than the decoding. */
    private static void check(boolean condition) {
        if (!condition) {
            throw new AssertionError("see the line of the call");
        }
    }

    private static byte[] mutated(Random random, byte[] original) {
        byte[] bytes = random.nextInt(4) > 0
                ? original.clone()
                : Arrays.copyOf(original, random.nextInt(original.length + 32));
        for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 0; changes--) {
            // headers are where the lengths are
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64));
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt();
                case 1 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 2 -> (byte) -random.nextInt(2);
                default -> (byte) (bytes[at] + random.nextInt(3) - 1);
            };
        }
        return bytes;
    }

    static void makeChecksumRight(byte[] bytes, int offset, int length) {
        if (length < 8) {
            return;
        }
        ByteBuffer.wrap(bytes).putShort(offset + 2, (short) 0);
        ByteBuffer.wrap(bytes).putShort(offset + 2, (short) ~PlainChecksum.sum(bytes, offset, length));
    }
}
