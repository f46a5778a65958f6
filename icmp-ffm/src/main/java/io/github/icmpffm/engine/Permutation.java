package io.github.icmpffm.engine;

/**
 * The numbers from 0 to n - 1 in an order that looks random, without a table: a Feistel network over the next power of
 * two, walked until it lands below n (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). Twice at most on
 * average, for the power is less than 2n.
 */
final class Permutation {

    private static final int ROUNDS = 4;

    private final long size;
    private final int rightBits;
    private final int leftBits;
    private final long[] keys = new long[ROUNDS];

    /** A permutation of {@code size} numbers, another one for each seed. */
    Permutation(long size, long seed) {
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1)));
        this.rightBits = bits / 2;
        this.leftBits = bits - rightBits;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = mix(seed + round * 0x9e3779b97f4a7c15L);
        }
    }

    /** Where {@code number} goes; both within 0 and size - 1. */
    long apply(long number) {
        long image = number;
        do {
            image = encipher(image);
        } while (image >= size);
        return image;
    }

    /** With halves of unequal width, each round's result is cut to the half it is added to. */
    private long encipher(long number) {
        long left = number >>> rightBits;
        long right = number & mask(rightBits);
        for (int round = 0; round < ROUNDS; round += 2) {
            left = (left + mix(right ^ keys[round])) & mask(leftBits);
            right = (right + mix(left ^ keys[round + 1])) & mask(rightBits);
        }
        return left << rightBits | right;
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
