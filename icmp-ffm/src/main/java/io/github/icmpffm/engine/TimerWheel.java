package io.github.icmpffm.engine;

import java.util.Arrays;

/**
 * When each slot's time is up: a hashed timing wheel (Varghese and Lauck, 1987).
 *
 * <p>A slot lies in the bucket of its deadline; starting, stopping and expiring are constant time. A bucket spans about
 * a millisecond and the wheel about four seconds; a slot with a later deadline stays in its bucket until its round
 * comes. A slot never expires early, and late by a bucket at most.
 */
final class TimerWheel {

    static final long NEVER = Long.MAX_VALUE;

    private static final int BUCKET_SHIFT = 20; // 2^20 ns
    private static final int BUCKETS = 4096;
    private static final int MASK = BUCKETS - 1;

    private final SlotLists buckets;
    private final long[] occupied = new long[BUCKETS / Long.SIZE];
    private long[] deadlines;
    private long tick;
    private int size;

    /** A wheel for slots 0 to {@code slots - 1}, at that time. */
    TimerWheel(int slots, long nowNanos) {
        buckets = new SlotLists(BUCKETS, slots);
        deadlines = new long[slots];
        tick = nowNanos >> BUCKET_SHIFT;
    }

    interface Expiry {
        void expired(int slot);
    }

    void grow(int slots) {
        buckets.grow(slots);
        deadlines = Arrays.copyOf(deadlines, slots);
    }

    /** Starts the slot's timer, which must not be running. */
    void start(int slot, long deadlineNanos) {
        deadlines[slot] = deadlineNanos;
        // A bucket is looked at when its whole span has passed, hence the next one.
        long due = Math.max((deadlineNanos >> BUCKET_SHIFT) + 1, tick + 1);
        int bucket = (int) due & MASK;
        buckets.append(bucket, slot);
        occupied[bucket >> 6] |= 1L << bucket;
        size++;
    }

    boolean isRunning(int slot) {
        return buckets.listOf(slot) != SlotLists.NONE;
    }

    /** Stops the slot's timer, if it is running. */
    void stop(int slot) {
        int bucket = buckets.remove(slot);
        if (bucket != SlotLists.NONE) {
            size--;
            if (buckets.isEmpty(bucket)) {
                occupied[bucket >> 6] &= ~(1L << bucket);
            }
        }
    }

    /** Stops and reports every slot whose deadline has passed. The report may start and stop timers. */
    void advance(long nowNanos, Expiry expiry) {
        long target = nowNanos >> BUCKET_SHIFT;
        if (target - tick > BUCKETS) {
            tick = target - BUCKETS; // one round looks at every bucket
        }
        while (tick < target && size > 0) {
            tick++;
            int bucket = (int) tick & MASK;
            int slot = buckets.first(bucket);
            while (slot != SlotLists.NONE) {
                int following = buckets.next(slot);
                if (deadlines[slot] <= nowNanos) {
                    stop(slot);
                    expiry.expired(slot);
                    if (following != SlotLists.NONE && buckets.listOf(following) != bucket) {
                        following = buckets.first(bucket); // the report stopped it
                    }
                }
                slot = following;
            }
        }
        tick = Math.max(tick, target);
    }

    /** When {@link #advance} should be called next: no later than needed, perhaps earlier; {@link #NEVER} if empty. */
    long nextNanos() {
        if (size == 0) {
            return NEVER;
        }
        int start = (int) (tick + 1) & MASK;
        for (int i = 0; i <= occupied.length; i++) {
            int word = ((start >> 6) + i) & (occupied.length - 1);
            long bits = occupied[word];
            if (i == 0) {
                bits &= -1L << start; // the shift takes the lower six bits: what lies before the start belongs last
            } else if (i == occupied.length) {
                bits &= ~(-1L << start);
            }
            if (bits != 0) {
                int bucket = (word << 6) + Long.numberOfTrailingZeros(bits);
                return (tick + 1 + ((bucket - start) & MASK)) << BUCKET_SHIFT;
            }
        }
        throw new AssertionError("a wheel that is not empty has an occupied bucket");
    }
}
