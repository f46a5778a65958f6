package io.github.icmpffm.packet;

/**
 * SipHash-2-4 with a 64-bit result (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed function
 * that nobody without the key can predict. Probes carry its values, so that only who saw the request can answer it.
 *
 * <p>{@code hash(a)} is the SipHash of the eight little-endian bytes of {@code a}, {@code hash(a, b)} of sixteen, and
 * {@code hash(a, b, c)} of twenty-four. Nothing is allocated.
 *
 * <p>Immutable; any number of threads may share one. The key must come from a {@link java.security.SecureRandom}:
 *
 * <pre>{@code
 * var random = new SecureRandom();
 * var nonces = new SipHash(random.nextLong(), random.nextLong());
 * long nonce = nonces.hash(addressHigh, addressLow, sequence);
 * }</pre>
 */
public final class SipHash {
    private final long v0;
    private final long v1;
    private final long v2;
    private final long v3;

    /**
     * Takes the 128-bit key.
     *
     * @param k0 its first eight bytes, read little-endian
     * @param k1 its last eight
     */
    public SipHash(long k0, long k1) {
        // "somepseudorandomlygeneratedbytes", the paper's constants
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /**
     * Hashes one word.
     *
     * @param a the word
     * @return the hash
     */
    public long hash(long a) {
        return hash(1, a, 0, 0);
    }

    /**
     * Hashes two words.
     *
     * @param a the first word
     * @param b the second
     * @return the hash
     */
    public long hash(long a, long b) {
        return hash(2, a, b, 0);
    }

    /**
     * Hashes three words.
     *
     * @param a the first word
     * @param b the second
     * @param c the third
     * @return the hash
     */
    public long hash(long a, long b, long c) {
        return hash(3, a, b, c);
    }

    private long hash(int words, long a, long b, long c) {
        // Four locals and one loop instead of a state object: nothing is allocated in the interpreter either.
        long s0 = v0;
        long s1 = v1;
        long s2 = v2;
        long s3 = v3;
        for (int i = 0; i <= words + 1; i++) {
            boolean finishing = i > words;
            long word;
            if (finishing) {
                word = 0;
                s2 ^= 0xff;
            } else if (i == words) {
                word = ((long) words * Long.BYTES) << 56; // the padding: no bytes are left over, only the length
            } else {
                word = i == 0 ? a : i == 1 ? b : c;
            }
            s3 ^= word;
            for (int rounds = finishing ? 4 : 2; rounds > 0; rounds--) {
                s0 += s1;
                s2 += s3;
                s1 = Long.rotateLeft(s1, 13) ^ s0;
                s3 = Long.rotateLeft(s3, 16) ^ s2;
                s0 = Long.rotateLeft(s0, 32);
                s2 += s1;
                s0 += s3;
                s1 = Long.rotateLeft(s1, 17) ^ s2;
                s3 = Long.rotateLeft(s3, 21) ^ s0;
                s2 = Long.rotateLeft(s2, 32);
            }
            s0 ^= word;
        }
        return s0 ^ s1 ^ s2 ^ s3;
    }
}
