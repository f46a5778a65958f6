package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The probes in flight and those answered or expired not long ago: one slot each, in arrays, found by target and
 * sequence number. No object a probe.
 *
 * <p>A slot that has its outcome is remembered, so that what comes after can be told apart as duplicate or late: for a
 * minute, and at most so many of them; the oldest go first. Of the answered, of which there are most and after which
 * seldom anything comes, fewer than of the others: what is kept of them must not drive everything else out of the
 * processor's cache.
 */
final class ProbeTable {

    static final int NONE = -1;

    /** What a slot is. */
    static final byte FREE = 0;

    static final byte OPEN = 1;
    static final byte ANSWERED = 2;

    /** Its outcome was a timeout or an error. */
    static final byte UNANSWERED = 3;

    static final long REMEMBERED_NANOS = 60_000_000_000L;

    // The lists of remembered slots.
    private static final int ANSWERED_LIST = 0;
    private static final int UNANSWERED_LIST = 1;

    private final int[] limits;
    private final int[] remembered = new int[2];
    private final SlotLists lists;
    private int[] buckets;
    private int[] nextInBucket;
    private int free = NONE;
    private int used;

    byte[] state;
    long[] targetHigh;
    long[] targetLow;
    int[] targetScopeId;
    int[] target;
    int[] sequence;
    long[] nonce;

    /** Monotonic time before the send call. */
    long[] sentNanos;

    /** {@link EngineClock#wallOffset} then. */
    long[] sentWallOffset;

    /** The kernel's send stamp, wall clock, or 0. */
    long[] sendStamp;

    /** Which send stamp is this probe's. */
    int[] stampNumber;

    long[] timeoutNanos;
    private long[] endedNanos;
    @Nullable
    EchoTemplate[] template;
    @Nullable
    ProbeSink[] sink;

    /**
     * An empty table, which grows as needed.
     *
     * @param answeredLimit how many answered probes are remembered at most
     * @param unansweredLimit how many with another outcome are
     */
    ProbeTable(int capacity, int answeredLimit, int unansweredLimit) {
        limits = new int[] {answeredLimit, unansweredLimit};
        lists = new SlotLists(2, capacity);
        buckets = filled(Integer.highestOneBit(Math.max(capacity, 2) * 2 - 1));
        nextInBucket = new int[capacity];
        state = new byte[capacity];
        targetHigh = new long[capacity];
        targetLow = new long[capacity];
        targetScopeId = new int[capacity];
        target = new int[capacity];
        sequence = new int[capacity];
        nonce = new long[capacity];
        sentNanos = new long[capacity];
        sentWallOffset = new long[capacity];
        sendStamp = new long[capacity];
        stampNumber = new int[capacity];
        timeoutNanos = new long[capacity];
        endedNanos = new long[capacity];
        template = new EchoTemplate[capacity];
        sink = new ProbeSink[capacity];
    }

    int capacity() {
        return state.length;
    }

    /** Whether the next {@link #add} makes the table grow; whoever keeps arrays beside it grows them before. */
    boolean isFull() {
        return free == NONE && used == state.length;
    }

    /** Takes a slot for an open probe. */
    int add(long high, long low, int wireSequence) {
        int slot = free;
        if (slot != NONE) {
            free = nextInBucket[slot];
        } else {
            if (used == state.length) {
                grow();
            }
            slot = used++;
        }
        state[slot] = OPEN;
        targetHigh[slot] = high;
        targetLow[slot] = low;
        sequence[slot] = wireSequence;
        sendStamp[slot] = 0;
        stampNumber[slot] = NONE;
        link(slot);
        return slot;
    }

    /** The slot with that target and sequence number, or NONE. */
    int find(long high, long low, int wireSequence) {
        int slot = buckets[Hashing.bucket(high, low, wireSequence, buckets.length)];
        while (slot != NONE
                && (sequence[slot] != wireSequence || targetLow[slot] != low || targetHigh[slot] != high)) {
            slot = nextInBucket[slot];
        }
        return slot;
    }

    /** One more than the highest slot ever used, for who must look at all of them. */
    int slots() {
        return used;
    }

    /** The probe has its outcome, and is remembered from now on. */
    void end(int slot, byte outcome, long nowNanos) {
        state[slot] = outcome;
        endedNanos[slot] = nowNanos;
        int list = outcome == ANSWERED ? ANSWERED_LIST : UNANSWERED_LIST;
        lists.append(list, slot);
        remembered[list]++;
    }

    /** A remembered slot that is to be forgotten by now, or NONE. */
    int stale(long nowNanos) {
        int answered = stale(ANSWERED_LIST, nowNanos);
        return answered != NONE ? answered : stale(UNANSWERED_LIST, nowNanos);
    }

    private int stale(int list, long nowNanos) {
        int oldest = lists.first(list);
        return oldest != NONE
                && (remembered[list] > limits[list] || nowNanos - endedNanos[oldest] > REMEMBERED_NANOS)
                        ? oldest
                        : NONE;
    }

    /** Gives the slot free. */
    void remove(int slot) {
        int list = lists.remove(slot);
        if (list != SlotLists.NONE) {
            remembered[list]--;
        }
        unlink(slot);
        state[slot] = FREE;
        template[slot] = null;
        sink[slot] = null;
        nextInBucket[slot] = free;
        free = slot;
    }

    private void link(int slot) {
        int bucket = bucket(slot);
        nextInBucket[slot] = buckets[bucket];
        buckets[bucket] = slot;
    }

    private void unlink(int slot) {
        int bucket = bucket(slot);
        int before = NONE;
        for (int at = buckets[bucket]; at != slot; at = nextInBucket[at]) {
            before = at;
        }
        if (before == NONE) {
            buckets[bucket] = nextInBucket[slot];
        } else {
            nextInBucket[before] = nextInBucket[slot];
        }
    }

    private int bucket(int slot) {
        return Hashing.bucket(targetHigh[slot], targetLow[slot], sequence[slot], buckets.length);
    }

    private void grow() {
        int capacity = state.length * 2;
        lists.grow(capacity);
        nextInBucket = Arrays.copyOf(nextInBucket, capacity);
        state = Arrays.copyOf(state, capacity);
        targetHigh = Arrays.copyOf(targetHigh, capacity);
        targetLow = Arrays.copyOf(targetLow, capacity);
        targetScopeId = Arrays.copyOf(targetScopeId, capacity);
        target = Arrays.copyOf(target, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        nonce = Arrays.copyOf(nonce, capacity);
        sentNanos = Arrays.copyOf(sentNanos, capacity);
        sentWallOffset = Arrays.copyOf(sentWallOffset, capacity);
        sendStamp = Arrays.copyOf(sendStamp, capacity);
        stampNumber = Arrays.copyOf(stampNumber, capacity);
        timeoutNanos = Arrays.copyOf(timeoutNanos, capacity);
        endedNanos = Arrays.copyOf(endedNanos, capacity);
        template = Arrays.copyOf(template, capacity);
        sink = Arrays.copyOf(sink, capacity);
        buckets = filled(Integer.highestOneBit(capacity * 2 - 1));
        for (int slot = 0; slot < used; slot++) {
            link(slot); // it grows only when none is free, so all are in use
        }
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }
}
