package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.heap;
import static io.github.icmpffm.packet.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternetChecksumTest {
    private static final long SEED = 1071;
    private static final int[] CORNERS = {0, 1, 2, 0x00ff, 0x0100, 0x7fff, 0x8000, 0xff00, 0xfffe, 0xffff};

    @ParameterizedTest
    @CsvSource({
        "0001f203f4f5f6f7, 220d", // RFC 1071 section 3
        "0800000012340001 0001020304050607, d9ba",
        "0000000000000000, ffff",
        "080000001234000161, 84ca",
        "'', ffff",
    })
    void theVectorsComeOut(String bytes, String checksum) {
        byte[] data = hex(bytes);
        assertThat(InternetChecksum.checksum(heap(data), 0, data.length)).isEqualTo(Integer.parseInt(checksum, 16));
    }

    @Test
    void theSumOfRfc1071sExampleIsDdf2() {
        assertThat(InternetChecksum.sum(heap(hex("0001f203f4f5f6f7")), 0, 8)).isEqualTo(0xddf2);
    }

    @Test
    void theIpv6PseudoHeaderIsCovered() {
        byte[] message = hex("8000000012340001 0001020304050607");
        long sum = InternetChecksum.sumOfPseudoHeader(0x2001_0db8_0000_0000L, 1, 0x2001_0db8_0000_0000L, 2,
                message.length)
                + InternetChecksum.sum(heap(message), 0, message.length);
        assertThat(InternetChecksum.finish(sum)).isEqualTo(0x05fb);
    }

    @Test
    void everyOffsetAndLengthInEveryKindOfMemoryGivesThePlainSum() {
        Random random = new Random(SEED);
        byte[] bytes = new byte[176];
        random.nextBytes(bytes);
        try (Arena arena = Arena.ofConfined()) {
            List<MemorySegment> kinds = List.of(
                    heap(bytes),
                    heap(bytes).asReadOnly(),
                    filled(arena.allocate(bytes.length), bytes),
                    filled(MemorySegment.ofArray(new long[bytes.length / 8]), bytes),
                    filled(MemorySegment.ofArray(new short[bytes.length / 2]), bytes),
                    filled(MemorySegment.ofBuffer(ByteBuffer.allocateDirect(bytes.length)), bytes),
                    filled(heap(new byte[bytes.length + 5]).asSlice(5), bytes));
            for (MemorySegment kind : kinds) {
                for (int offset = 0; offset <= 17; offset++) {
                    for (int length = 0; offset + length <= bytes.length; length++) {
                        long sum = InternetChecksum.sum(kind, offset, length);
                        if (sum != PlainChecksum.sum(bytes, offset, length)) {
                            fail("%s at %d, %d bytes: %04x", kind, offset, length, sum);
                        }
                    }
                }
            }
        }
    }

    @Test
    void randomBytesOfAnyLengthUpToAPacketsGiveThePlainSum() {
        Random random = new Random(SEED);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(65_536);
            for (int i = 0; i < 300; i++) {
                byte[] bytes = new byte[random.nextInt(i % 10 == 0 ? 65_536 : 2_000)];
                random.nextBytes(bytes);
                filled(buffer, bytes);
                int plain = PlainChecksum.sum(bytes, 0, bytes.length);
                assertThat(InternetChecksum.sum(heap(bytes), 0, bytes.length)).isEqualTo(plain);
                assertThat(InternetChecksum.sum(buffer, 0, bytes.length)).isEqualTo(plain);
            }
        }
    }

    @Test
    void carriesAreFoldedAsOftenAsTheyArise() {
        byte[] ones = new byte[65_535];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(InternetChecksum.sum(heap(ones), 0, 65_534)).isEqualTo(0xffff);
        assertThat(InternetChecksum.sum(heap(ones), 0, 65_535)).isEqualTo(0xff00);
        assertThat(InternetChecksum.fold(Long.MAX_VALUE)).isEqualTo(0x7fff);
        assertThat(InternetChecksum.fold(0x1_fffeL)).isEqualTo(0xffff);
        assertThat(InternetChecksum.fold(0xffff_ffff_ffffL)).isEqualTo(0xffff);
        assertThat(InternetChecksum.fold(0)).isZero();
    }

    @Test
    void sumsOfPiecesOfEvenLengthAddUp() {
        byte[] bytes = new byte[101];
        new Random(SEED).nextBytes(bytes);
        long whole = InternetChecksum.sum(heap(bytes), 0, 101);
        for (int cut = 0; cut <= 100; cut += 2) {
            long pieces = InternetChecksum.sum(heap(bytes), 0, cut) + InternetChecksum.sum(heap(bytes), cut, 101 - cut);
            assertThat(InternetChecksum.fold(pieces)).isEqualTo((int) whole);
        }
    }

    @Test
    void aRangeThatContainsItsChecksumIsRightAndOneFlippedBitMakesItWrong() {
        byte[] message = new EchoRequest(Family.IPV4, 1, 2, hex("616263")).encode();
        assertThat(InternetChecksum.isRight(heap(message), 0, message.length)).isTrue();
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(InternetChecksum.isRight(heap(flipped), 0, flipped.length))
                    .isFalse();
        }
    }

    @Test
    void allZeroBytesAreNotRight() {
        assertThat(InternetChecksum.isRight(heap(new byte[8]), 0, 8)).isFalse();
    }

    @Test
    void theExampleOfRfc1624GivesZero() {
        assertThat(InternetChecksum.update(0xdd2f, 0x5555, 0x3285)).isZero();
    }

    @Test
    void updatingIsComputingAnewAlsoInTheCorners() {
        for (int other : CORNERS) {
            for (int before : CORNERS) {
                for (int after : CORNERS) {
                    if (other == 0 && after == 0 && before != 0) {
                        continue; // all zero in the end: see below
                    }
                    int checksum = checksumOf(other, before);
                    assertThat(InternetChecksum.update(checksum, before, after))
                            .as("%04x beside it, %04x to %04x", other, before, after)
                            .isEqualTo(checksumOf(other, after));
                }
            }
        }
    }

    @Test
    void updatingToAllZeroDataGivesTheOtherZeroAsDocumented() {
        assertThat(checksumOf(0, 0)).isEqualTo(0xffff);
        assertThat(InternetChecksum.update(checksumOf(0, 7), 7, 0)).isZero();
    }

    @Test
    void updatingRandomWordsAndFieldsIsComputingAnew() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[16 + 2 * random.nextInt(8)];
            random.nextBytes(bytes);
            bytes[15] |= 1;
            ByteBuffer data = ByteBuffer.wrap(bytes);
            int before = PlainChecksum.of(bytes);

            int word = random.nextInt(4) * 2;
            int oldWord = data.getShort(word) & 0xffff;
            int newWord = random.nextBoolean() ? random.nextInt(0x10000) : CORNERS[random.nextInt(CORNERS.length)];
            data.putShort(word, (short) newWord);
            int after = PlainChecksum.of(bytes);
            assertThat(InternetChecksum.update(before, oldWord, newWord)).isEqualTo(after);

            long oldField = data.getLong(0);
            long newField = random.nextBoolean() ? random.nextLong() : -random.nextInt(2);
            data.putLong(0, newField);
            assertThat(InternetChecksum.updateField(after, oldField, newField)).isEqualTo(PlainChecksum.of(bytes));
        }
    }

    @Test
    void aRangeOutsideTheSegmentIsRefused() {
        MemorySegment slice = heap(new byte[64]).asSlice(8, 16);
        assertThatThrownBy(() -> InternetChecksum.sum(slice, 0, 17)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> InternetChecksum.sum(slice, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> InternetChecksum.sum(slice, 17, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> InternetChecksum.sum(slice, 1, Long.MAX_VALUE))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatIsLongerThanARunIsSummedInRuns() {
        byte[] bytes = new byte[(2 << 20) + 7];
        new Random(SEED).nextBytes(bytes);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = filled(arena.allocate(bytes.length), bytes);
            for (int length : new int[] {1 << 20, (1 << 20) + 1, 2 << 20, bytes.length}) {
                int plain = PlainChecksum.sum(bytes, 0, length);
                assertThat(InternetChecksum.sum(buffer, 0, length)).isEqualTo(plain);
                assertThat(InternetChecksum.sum(heap(bytes), 0, length)).isEqualTo(plain);
            }
        }
    }

    @Test
    void theWholePseudoHeaderCounts() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            long[] address = random.longs(4).toArray();
            int length = random.nextInt(0x20000);
            byte[] header = ByteBuffer.allocate(40)
                    .putLong(address[0])
                    .putLong(address[1])
                    .putLong(address[2])
                    .putLong(address[3])
                    .putInt(length)
                    .putInt(58)
                    .array();
            assertThat(InternetChecksum.sumOfPseudoHeader(address[0], address[1], address[2], address[3], length))
                    .isEqualTo(PlainChecksum.sum(header, 0, 40));
        }
    }

    @Test
    void aFieldThatStaysAsItIsLeavesTheChecksumAsItIs() {
        assertThat(InternetChecksum.updateField(0xffff, 0, 0)).isEqualTo(0xffff);
        assertThat(InternetChecksum.updateField(0x1234, 7, 7)).isEqualTo(0x1234);
    }

    private static int checksumOf(int first, int second) {
        return PlainChecksum.of(ByteBuffer.allocate(4)
                .putShort((short) first)
                .putShort((short) second)
                .array());
    }

    private static MemorySegment filled(MemorySegment segment, byte[] bytes) {
        MemorySegment.copy(heap(bytes), 0, segment, 0, bytes.length);
        return segment;
    }
}
