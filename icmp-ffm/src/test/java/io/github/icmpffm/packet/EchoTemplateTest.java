package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.heap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EchoTemplateTest {
    private static final long NONCE = 0x0102030405060708L;
    private static final long STAMP = 0x1112131415161718L;

    @Test
    void everyLengthSequenceAndNonceGivesTheChecksumOfAComputationFromScratch() {
        Random random = new Random(1624);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(2_100);
            for (int length = 0; length < 400; length++) {
                byte[] payload = new byte[length];
                random.nextBytes(payload);
                EchoTemplate template = new EchoTemplate(Family.IPV4, random.nextInt(0x10000), payload);
                for (int i = 0; i < 10; i++) {
                    long nonce = i < 2 ? -i : random.nextLong();
                    int sequence = i < 4 ? -(i & 1) & 0xffff : random.nextInt(0x10000);
                    int offset = random.nextInt(9);
                    template.write(target, offset, sequence, nonce);
                    assertChecksumIsOfThePlainKind(target, offset, template.length());
                    if (template.carriesStamp()) {
                        template.write(target, offset, sequence, nonce, random.nextLong());
                        assertChecksumIsOfThePlainKind(target, offset, template.length());
                    }
                }
            }
        }
    }

    private static void assertChecksumIsOfThePlainKind(MemorySegment target, long offset, int length) {
        byte[] written = target.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        int checksum = ByteBuffer.wrap(written).getShort(2) & 0xffff;
        ByteBuffer.wrap(written).putShort(2, (short) 0);
        assertThat(checksum).isEqualTo(PlainChecksum.of(written));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsAnEchoRequestWithTheNonceInItsLastWords(Family family) {
        EchoTemplate template = new EchoTemplate(family, 4660, EchoPayload.ofLength(57));
        MemorySegment target = heap(new byte[template.length()]);
        template.write(target, 0, 0x1_0007, NONCE);

        byte[] payload = EchoPayload.ofLength(57);
        ByteBuffer.wrap(payload).putLong(48, NONCE);
        assertThat(IcmpMessage.decode(family, target)).isEqualTo(new EchoRequest(family, 4660, 7, payload));
        assertThat(template.length()).isEqualTo(65);
        assertThat(template.payloadLength()).isEqualTo(57);
    }

    @ParameterizedTest
    @EnumSource
    void balancedNoncesGiveAllRequestsOfAllPayloadsOneChecksum(Family family) {
        Random random = new Random(4950);
        byte[] header = {(byte) family.echoRequestType(), 0, 0, 0, 0x12, 0x34, 0, 0};
        int checksum = wireChecksum(family, header, 0);
        for (int length : new int[] {26, 27, 40, 56, 57, 1232, 1471, 1472, family.maximumPayloadLength()}) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            EchoTemplate template = new EchoTemplate(family, 4660, payload);
            MemorySegment target = heap(new byte[template.length()]);
            for (int i = 0; i < 100; i++) {
                int sequence = i < 2 ? -i & 0xffff : random.nextInt(0x10000);
                long nonce = i < 4 ? -(i & 1) : random.nextLong();
                long balanced = template.balanced(sequence, nonce);
                template.write(target, 0, sequence, balanced);
                byte[] written = target.toArray(ValueLayout.JAVA_BYTE);
                assertThat(wireChecksum(family, written, template.length())).isEqualTo(checksum);
                assertThat(balanced >>> 16).as("six bytes stay").isEqualTo(nonce >>> 16);
                assertThat(template.payloadMatches(target, 8, length, balanced)).isTrue();
            }
        }
    }

    /** Of a message between addresses that are all zeros, which an ICMPv6 checksum covers, as it does the length. */
    private static int wireChecksum(Family family, byte[] message, int length) {
        ByteBuffer covered = ByteBuffer.allocate(40 + message.length);
        if (family == Family.IPV6) {
            covered.putInt(32, length).put(39, (byte) family.protocol());
        }
        covered.put(40, message).putShort(42, (short) 0);
        return PlainChecksum.of(covered.array());
    }

    @Test
    void theIpv6ChecksumIsLeftToTheKernel() {
        MemorySegment target = heap(new byte[64]);
        target.fill((byte) 0x55);
        new EchoTemplate(Family.IPV6, 4660, EchoPayload.ofLength(56)).write(target, 0, 7, NONCE);
        assertThat(BigEndian.u16(target, 2)).isZero();
    }

    @Test
    void theFirstEighteenBytesStayTheCallers() {
        for (int length = 0; length <= 60; length++) {
            EchoTemplate template = new EchoTemplate(Family.IPV4, 1, EchoPayload.ofLength(length));
            byte[] bytes = new byte[template.length()];
            template.write(heap(bytes), 0, 1, -1);
            int text = Math.min(18, length);
            assertThat(new String(bytes, 8, text, StandardCharsets.US_ASCII))
                    .isEqualTo(EchoPayload.DEFAULT_TEXT.substring(0, text));
            assertThat(template.carriesNonce()).isEqualTo(length >= 26);
            assertThat(template.carriesStamp()).isEqualTo(length >= 34);
        }
    }

    @Test
    void onlyTheWholePayloadAsSentMatches() {
        for (int length : new int[] {0, 1, 25, 26, 27, 33, 34, 35, 56, 1472}) {
            EchoTemplate template = new EchoTemplate(Family.IPV4, 1, EchoPayload.ofLength(length));
            byte[] bytes = new byte[template.length() + 1];
            template.write(heap(bytes), 0, 1, NONCE);

            assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE)).isTrue();
            assertThat(template.payloadMatches(heap(bytes), 8, length + 1, NONCE))
                    .isFalse();
            assertThat(template.payloadMatches(heap(bytes), 8, length - 1, NONCE))
                    .isFalse();
            assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE + 1))
                    .isEqualTo(length < 26);
            for (int i = 0; i < length; i++) {
                bytes[8 + i] ^= 1;
                assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE))
                        .isFalse();
                bytes[8 + i] ^= 1;
            }
        }
    }

    @Test
    void withAStampOnlyTheWholePayloadAsSentMatches() {
        for (int length : new int[] {34, 35, 56, 57}) {
            EchoTemplate template = new EchoTemplate(Family.IPV6, 1, EchoPayload.ofLength(length));
            byte[] bytes = new byte[template.length() + 1];
            template.write(heap(bytes), 0, 1, NONCE, STAMP);

            assertThat(template.stampIn(heap(bytes), 8)).isEqualTo(STAMP);
            assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE, STAMP))
                    .isTrue();
            assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE)).isFalse();
            assertThat(template.payloadMatches(heap(bytes), 8, length + 1, NONCE, STAMP))
                    .isFalse();
            for (int i = 0; i < length; i++) {
                bytes[8 + i] ^= 1;
                assertThat(template.payloadMatches(heap(bytes), 8, length, NONCE, STAMP))
                        .isFalse();
                bytes[8 + i] ^= 1;
            }
        }
    }

    @Test
    void aQuoteOfAnyLengthMatchesAsFarAsItGoes() {
        EchoTemplate template = new EchoTemplate(Family.IPV4, 1, EchoPayload.ofLength(57));
        byte[] bytes = new byte[template.length() + 1];
        template.write(heap(bytes), 0, 1, NONCE);
        for (int length = 0; length <= 57; length++) {
            MemorySegment quote = heap(bytes).asSlice(0, 8 + length);
            assertThat(template.payloadBegins(quote, 8, length, NONCE)).isTrue();
            assertThat(template.payloadBegins(quote, 8, length, ~NONCE)).isEqualTo(length <= 48);
            if (length > 0) {
                bytes[7 + length] ^= 1;
                assertThat(template.payloadBegins(quote, 8, length, NONCE)).isFalse();
                bytes[7 + length] ^= 1;
            }
        }
        assertThat(template.payloadBegins(heap(bytes), 8, 58, NONCE)).isFalse();
    }

    @Test
    void theFirstByteThatDiffersIsFoundWhereverItIsAndOfWhateverLengthTheRestIs() {
        for (int length : new int[] {0, 1, 25, 26, 56, 57}) {
            EchoTemplate template = new EchoTemplate(Family.IPV4, 1, EchoPayload.ofLength(length));
            byte[] message = new byte[template.length()];
            template.write(heap(message), 0, 7, NONCE);
            for (int received = 0; received <= length; received++) {
                assertThat(template.firstDifference(heap(message), 8, received, NONCE)).isEqualTo(-1);
            }
            for (int i = 0; i < length; i++) {
                assertThat(template.payloadByte(i, NONCE)).isEqualTo(message[8 + i] & 0xff);
                byte[] changed = message.clone();
                changed[8 + i] ^= 0x10;
                assertThat(template.firstDifference(heap(changed), 8, length, NONCE)).isEqualTo(i);
                assertThat(template.firstDifference(heap(changed), 8, i, NONCE)).isEqualTo(-1);
            }
        }
    }

    @Test
    void aPayloadTooShortForAStampRefusesOne() {
        EchoTemplate template = new EchoTemplate(Family.IPV4, 1, EchoPayload.ofLength(33));
        MemorySegment target = heap(new byte[41]);
        assertThatThrownBy(() -> template.write(target, 0, 1, NONCE, STAMP)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> template.stampIn(target, 8)).isInstanceOf(IllegalStateException.class);
        assertThat(template.payloadMatches(target, 8, 33, NONCE, STAMP)).isFalse();
    }

    @Test
    void identifierAndPayloadHaveTheirLimits() {
        assertThatThrownBy(() -> new EchoTemplate(Family.IPV4, 0x10000, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EchoTemplate(Family.IPV4, -1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EchoTemplate(Family.IPV4, 1, new byte[65_507]).length()).isEqualTo(65_515);
        assertThatThrownBy(() -> new EchoTemplate(Family.IPV4, 1, new byte[65_508]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EchoTemplate(Family.IPV6, 1, new byte[65_527]).length()).isEqualTo(65_535);
        assertThatThrownBy(() -> new EchoTemplate(Family.IPV6, 1, new byte[65_528]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTemplateKnowsWhatItWasMadeOf() {
        EchoTemplate template = new EchoTemplate(Family.IPV6, 0xffff, new byte[3]);
        assertThat(template.family()).isEqualTo(Family.IPV6);
        assertThat(template.identifier()).isEqualTo(0xffff);
        assertThat(new EchoTemplate(Family.IPV4, 0, new byte[0]).identifier()).isZero();
    }

    @Test
    void theCallersArrayMayChangeAfterwards() {
        byte[] payload = EchoPayload.ofLength(30);
        EchoTemplate template = new EchoTemplate(Family.IPV4, 1, payload);
        byte[] first = new byte[38];
        template.write(heap(first), 0, 1, NONCE);
        payload[0] = 0;
        byte[] second = new byte[38];
        template.write(heap(second), 0, 1, NONCE);
        assertThat(second).isEqualTo(first);
    }
}
