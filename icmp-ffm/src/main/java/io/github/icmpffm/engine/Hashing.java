package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Randomness;

/**
 * The hash of the tables here. It is keyed, by what differs from process to process: nobody can choose addresses that all
 * meet in one bucket.
 */
final class Hashing {

    private static final long HIGH_KEY = Randomness.nextLong();
    private static final long LOW_KEY = Randomness.nextLong();
    private static final long LAST_KEY = Randomness.nextLong() | 1;

    private Hashing() {}

    /**
     * A bucket for that key; {@code buckets} is a power of two. The numbers of a target lie one after the other: what
     * follows in a series of probes is then in the processor's cache already.
     */
    static int bucket(long high, long low, int sequence, int buckets) {
        long hash = product(product(high ^ HIGH_KEY, low ^ LOW_KEY), LAST_KEY);
        return ((int) hash + sequence) & (buckets - 1);
    }

    /** All 128 bits of a product count, so that each bit of both factors does. */
    private static long product(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }
}
