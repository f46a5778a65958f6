package io.github.icmpffm.engine;

import java.util.Arrays;

/**
 * The targets that have probes in flight, remembered probes or a schedule, and the next sequence number of each: a hash
 * table in arrays. A target nobody uses any more is forgotten, and starts again at 0.
 *
 * <p>Single probes to an address share its target; each schedule has one of its own, and so its own sequence numbers, also
 * where several are for one address.
 */
final class TargetTable {

    private static final int NONE = -1;

    /** With the next sequence number, once the numbers have begun again. */
    private static final int WRAPPED = 0x10000;

    // What each probe needs of its target lies side by side: with many targets each is far from the processor.
    private static final int FIELDS = 4;
    private static final int NEXT_SEQUENCE = 0;
    private static final int USERS = 1;

    /** How many of its probes are open, were sent, and have no send stamp though they should get one. */
    private static final int UNSTAMPED = 2;

    private static final int FLAGS = 3;

    /** It is shared, and found by its address. */
    private static final int SHARED = 1;

    /** A send stamp of one of its probes has come. */
    private static final int STAMPED = 2;

    private int[] buckets;
    private int[] nextInBucket;
    private long[] high;
    private long[] low;
    private int[] scopeIds;
    private int[] fields;
    private int free = NONE;
    private int used;

    TargetTable(int capacity) {
        buckets = filled(Integer.highestOneBit(Math.max(capacity, 2) * 2 - 1));
        nextInBucket = new int[capacity];
        high = new long[capacity];
        low = new long[capacity];
        scopeIds = new int[capacity];
        fields = new int[FIELDS * capacity];
    }

    /** The number of the target that all single probes share, which has one user more now; {@link #release} ends that. */
    int acquire(long targetHigh, long targetLow, int scopeId) {
        int bucket = bucket(targetHigh, targetLow);
        for (int target = buckets[bucket]; target != NONE; target = nextInBucket[target]) {
            if (low[target] == targetLow && high[target] == targetHigh && scopeIds[target] == scopeId) {
                share(target);
                return target;
            }
        }
        int target = add(targetHigh, targetLow, scopeId, SHARED);
        link(target);
        return target;
    }

    /**
     * The number of a new target, with sequence numbers of its own. It has one user; {@link #release} ends that.
     *
     * @param firstSequence 0 to 65535
     */
    int acquireOwn(long targetHigh, long targetLow, int scopeId, int firstSequence) {
        int target = add(targetHigh, targetLow, scopeId, 0);
        fields[FIELDS * target + NEXT_SEQUENCE] = firstSequence;
        return target;
    }

    private int add(long targetHigh, long targetLow, int scopeId, int flags) {
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
        scopeIds[target] = scopeId;
        fields[FIELDS * target + NEXT_SEQUENCE] = 0;
        fields[FIELDS * target + USERS] = 1;
        fields[FIELDS * target + UNSTAMPED] = 0;
        fields[FIELDS * target + FLAGS] = flags;
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
        if ((fields[FIELDS * target + FLAGS] & SHARED) != 0) {
            unlink(target);
        }
        nextInBucket[target] = free;
        free = target;
    }

    private void unlink(int target) {
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
    }

    /** A probe of the target was sent, and its send stamp is waited for. */
    void awaitStamp(int target) {
        fields[FIELDS * target + UNSTAMPED]++;
    }

    /** That stamp has come. */
    void stamped(int target) {
        fields[FIELDS * target + UNSTAMPED]--;
        fields[FIELDS * target + FLAGS] |= STAMPED;
    }

    /** That stamp is not waited for any more. */
    void forgoStamp(int target) {
        fields[FIELDS * target + UNSTAMPED]--;
    }

    /** How many of its probes may wait in a queue of this host. */
    int unstamped(int target) {
        return fields[FIELDS * target + UNSTAMPED];
    }

    /** Whether send stamps of its probes come at all. */
    boolean getsStamps(int target) {
        return (fields[FIELDS * target + FLAGS] & STAMPED) != 0;
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
        scopeIds = Arrays.copyOf(scopeIds, capacity);
        fields = Arrays.copyOf(fields, FIELDS * capacity);
        buckets = filled(Integer.highestOneBit(capacity * 2 - 1));
        for (int target = 0; target < used; target++) {
            if ((fields[FIELDS * target + FLAGS] & SHARED) != 0) { // it grows only when none is free, so all are in use
                link(target);
            }
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
