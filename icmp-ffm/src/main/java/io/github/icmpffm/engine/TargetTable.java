package io.github.icmpffm.engine;

import java.util.Arrays;

/**
 * The targets that have probes in flight, remembered probes or a schedule, and the next sequence number of each: a hash
 * table in arrays. A target nobody uses any more is forgotten, and starts again at 0.
 */
final class TargetTable {

    private static final int NONE = -1;

    /** With the next sequence number, once the numbers have begun again. */
    private static final int WRAPPED = 0x10000;

    // What each probe needs of its target lies side by side: with many targets each is far from the processor.
    private static final int FIELDS = 2;
    private static final int NEXT_SEQUENCE = 0;
    private static final int USERS = 1;

    private int[] buckets;
    private int[] nextInBucket;
    private long[] high;
    private long[] low;
    private int[] fields;
    private int free = NONE;
    private int used;

    TargetTable(int capacity) {
        buckets = filled(Integer.highestOneBit(Math.max(capacity, 2) * 2 - 1));
        nextInBucket = new int[capacity];
        high = new long[capacity];
        low = new long[capacity];
        fields = new int[FIELDS * capacity];
    }

    /** The number of that target, which from now on has one user more; {@link #release} ends that. */
    int acquire(long targetHigh, long targetLow) {
        int bucket = bucket(targetHigh, targetLow);
        for (int target = buckets[bucket]; target != NONE; target = nextInBucket[target]) {
            if (low[target] == targetLow && high[target] == targetHigh) {
                share(target);
                return target;
            }
        }
        return add(targetHigh, targetLow);
    }

    private int add(long targetHigh, long targetLow) {
        int target = free;
        if (target != NONE) {
            free = nextInBucket[target];
        } else {
            if (used == high.length) {
                grow();
            }
            target = used++;
        }
        high[target] = targetHigh;
        low[target] = targetLow;
        fields[FIELDS * target + NEXT_SEQUENCE] = 0;
        fields[FIELDS * target + USERS] = 1;
        link(target);
        return target;
    }

    /** Adds a user to a target that has one. */
    void share(int target) {
        fields[FIELDS * target + USERS]++;
    }

    /** Ends one use of the target; the last one forgets it. */
    void release(int target) {
        if (--fields[FIELDS * target + USERS] > 0) {
            return;
        }
        int bucket = bucket(high[target], low[target]);
        int before = NONE;
        for (int at = buckets[bucket]; at != target; at = nextInBucket[at]) {
            before = at;
        }
        if (before == NONE) {
            buckets[bucket] = nextInBucket[target];
        } else {
            nextInBucket[before] = nextInBucket[target];
        }
        nextInBucket[target] = free;
        free = target;
    }

    /** The sequence number the target's next probe has on the wire. */
    int nextSequence(int target) {
        return fields[FIELDS * target + NEXT_SEQUENCE] & 0xffff;
    }

    /** Whether numbers are given for the second time, so that one may still be some probe's. */
    boolean hasWrapped(int target) {
        return (fields[FIELDS * target + NEXT_SEQUENCE] & WRAPPED) != 0;
    }

    /** That number is used up. */
    void advanceSequence(int target) {
        int sequence = fields[FIELDS * target + NEXT_SEQUENCE];
        int next = sequence + 1;
        fields[FIELDS * target + NEXT_SEQUENCE] = (next & 0xffff) | ((sequence | next) & WRAPPED);
    }

    private void grow() {
        int capacity = high.length * 2;
        nextInBucket = Arrays.copyOf(nextInBucket, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        fields = Arrays.copyOf(fields, FIELDS * capacity);
        buckets = filled(Integer.highestOneBit(capacity * 2 - 1));
        for (int target = 0; target < used; target++) {
            link(target); // it grows only when none is free, so all are in use
        }
    }

    private void link(int target) {
        int bucket = bucket(high[target], low[target]);
        nextInBucket[target] = buckets[bucket];
        buckets[bucket] = target;
    }

    private int bucket(long targetHigh, long targetLow) {
        return Hashing.bucket(targetHigh, targetLow, 0, buckets.length);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
