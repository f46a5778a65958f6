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

    /** Not yet taken by the kernel. */
    static final byte UNSENT = 1;

    /** Sent, and without its outcome. */
    static final byte OPEN = 2;

    static final byte ANSWERED = 3;

    /** Its outcome was a timeout or an error. */
    static final byte UNANSWERED = 4;

    /** In a nonce: the slot of its probe, so that what comes from an unexpected address is found without a search. */
    private static final int SLOT_SHIFT = 16;

    private static final int SLOT_BITS = 24;

    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;

    /** The golden ratio's first 64 bits: the upper bits of a product with it depend on all bits of the other factor. */
    private static final long COVER_FACTOR = 0x9e37_79b9_7f4a_7c15L;

    static final long REMEMBERED_NANOS = 60_000_000_000L;

    // The lists of remembered slots.
    private static final int ANSWERED_LIST = 0;
    private static final int UNANSWERED_LIST = 1;

    private final int[] limits;
    private final int[] remembered = new int[2];
    private final SlotLists lists;
    private int[] buckets;
    private int[] nextInBucket;
    private int[] nameless = {};
    private int free = NONE;
    private int used;

    byte[] state;
    long[] targetHigh;
    long[] targetLow;
    int[] scopeId;
    int[] hopLimit;
    int[] target;
    int[] sequence;
    long[] nonce;

    /** Monotonic time before the send call. */
    long[] sentNanos;

    /** How much later the send call returned; only measured where there are send stamps. */
    int[] sendCallNanos;

    /** {@link EngineClock#wallOffset} then. */
    long[] sentWallOffset;

    /** The kernel's send stamp, wall clock, or 0. */
    long[] sendStamp;

    /** Which send stamp is this probe's; {@link StampRing#UNKNOWN} if none can be told to be. */
    int[] stampNumber;

    /** Of the channel it went out by. */
    @Nullable
    StampRing[] stamps;

    long[] timeoutNanos;
    private long[] endedNanos;
    /** The first ICMP error about it, if there was any. */
    @Nullable
    HeldError[] error;
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
        scopeId = new int[capacity];
        hopLimit = new int[capacity];
        target = new int[capacity];
        sequence = new int[capacity];
        nonce = new long[capacity];
        sentNanos = new long[capacity];
        sendCallNanos = new int[capacity];
        sentWallOffset = new long[capacity];
        sendStamp = new long[capacity];
        stampNumber = new int[capacity];
        stamps = new StampRing[capacity];
        timeoutNanos = new long[capacity];
        endedNanos = new long[capacity];
        error = new HeldError[capacity];
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

    /** Takes a slot for a probe, which is unsent. */
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
        state[slot] = UNSENT;
        targetHigh[slot] = high;
        targetLow[slot] = low;
        sequence[slot] = wireSequence;
        sendStamp[slot] = 0;
        stampNumber[slot] = StampRing.UNKNOWN;
        link(slot);
        return slot;
    }

    /** A slot with that address and sequence number, or NONE. */
    int find(long high, long low, int wireSequence) {
        return matching(buckets[Hashing.bucket(high, low, wireSequence, buckets.length)], high, low, wireSequence);
    }

    /** A further slot with the target and sequence number of that one, or NONE: several schedules may be for one address. */
    int findNext(int slot) {
        return matching(nextInBucket[slot], targetHigh[slot], targetLow[slot], sequence[slot]);
    }

    private int matching(int first, long high, long low, int wireSequence) {
        int slot = first;
        while (slot != NONE
                && (sequence[slot] != wireSequence || targetLow[slot] != low || targetHigh[slot] != high)) {
            slot = nextInBucket[slot];
        }
        return slot;
    }

    /** The slot of that target's probe with that sequence number, or NONE. */
    int findOf(int ofTarget, long high, long low, int wireSequence) {
        int slot = find(high, low, wireSequence);
        while (slot != NONE && target[slot] != ofTarget) {
            slot = findNext(slot);
        }
        return slot;
    }

    /** The nonce with 24 of its bits replaced by the name of the slot. The last 16 stay, which may balance a checksum. */
    static long named(long nonce, int slot) {
        return nonce & ~(SLOT_MASK << SLOT_SHIFT) | ((slot ^ cover(nonce)) & SLOT_MASK) << SLOT_SHIFT;
    }

    /** What covers the slot in a nonce, a hash of its first 24 bits: the nonces of two programs differ in nearly every byte. */
    private static long cover(long nonce) {
        return (nonce >>> SLOT_SHIFT + SLOT_BITS) * COVER_FACTOR >>> Long.SIZE - SLOT_BITS;
    }

    /** The slot in use that a nonce names, or NONE. Only the whole nonce proves that it is that probe's. */
    int namedBy(long answeredNonce) {
        int slot = (int) ((answeredNonce >>> SLOT_SHIFT ^ cover(answeredNonce)) & SLOT_MASK);
        return slot < used && state[slot] != FREE ? slot : NONE;
    }

    /** The reply to the probe of that slot may not show its nonce: it is found by its sequence number, until another one has that. */
    void addNameless(int slot) {
        if (nameless.length == 0) {
            nameless = filled(0x10000);
        }
        nameless[sequence[slot]] = slot;
    }

    /** The slot in use that is that of the latest {@linkplain #addNameless nameless} probe with this sequence number, or NONE. */
    int nameless(int wireSequence) {
        int slot = nameless.length == 0 ? NONE : nameless[wireSequence];
        return slot != NONE && state[slot] != FREE ? slot : NONE;
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
        stamps[slot] = null;
        error[slot] = null;
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
        scopeId = Arrays.copyOf(scopeId, capacity);
        hopLimit = Arrays.copyOf(hopLimit, capacity);
        target = Arrays.copyOf(target, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        nonce = Arrays.copyOf(nonce, capacity);
        sentNanos = Arrays.copyOf(sentNanos, capacity);
        sendCallNanos = Arrays.copyOf(sendCallNanos, capacity);
        sentWallOffset = Arrays.copyOf(sentWallOffset, capacity);
        sendStamp = Arrays.copyOf(sendStamp, capacity);
        stampNumber = Arrays.copyOf(stampNumber, capacity);
        stamps = Arrays.copyOf(stamps, capacity);
        timeoutNanos = Arrays.copyOf(timeoutNanos, capacity);
        endedNanos = Arrays.copyOf(endedNanos, capacity);
        error = Arrays.copyOf(error, capacity);
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
