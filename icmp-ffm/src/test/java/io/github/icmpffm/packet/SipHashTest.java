package io.github.icmpffm.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors of the reference implementation: key 00 to 0f, input 00, 01, 02 and so on, result little-endian. */
class SipHashTest {
    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    private static final long A = 0x0706050403020100L;
    private static final long B = 0x0f0e0d0c0b0a0908L;
    private static final long C = 0x1716151413121110L;

    @Test
    void oneWordGivesTheReferenceVectorOfEightBytes() {
        assertThat(HASH.hash(A)).isEqualTo(Long.reverseBytes(0x6224939a79f5f593L));
    }

    @Test
    void twoWordsGiveTheReferenceVectorOfSixteenBytes() {
        assertThat(HASH.hash(A, B)).isEqualTo(Long.reverseBytes(0xdb9bc2577fcc2a3fL));
    }

    @Test
    void threeWordsGiveTheReferenceVectorOfTwentyFourBytes() {
        assertThat(HASH.hash(A, B, C)).isEqualTo(Long.reverseBytes(0x94af49f6c650adb8L));
    }

    @Test
    void anotherKeyGivesAnotherHash() {
        assertThat(new SipHash(A + 1, B).hash(A)).isNotEqualTo(HASH.hash(A));
        assertThat(new SipHash(A, B + 1).hash(A)).isNotEqualTo(HASH.hash(A));
    }
}
