package io.github.icmpffm.engine;

/** The hash of the tables here: the finisher of MurmurHash3 over what is mixed in. */
final class Hashing {

    private Hashing() {}

    /**
     * A bucket for that key; {@code buckets} is a power of two. The numbers of a target lie one after the other: what
     * follows in a series of probes is then in the processor's cache already.
     */
    static int bucket(long high, long low, int sequence, int buckets) {
        long hash = high * 0x9e3779b97f4a7c15L + low;
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return ((int) hash + sequence) & (buckets - 1);
    }
}
