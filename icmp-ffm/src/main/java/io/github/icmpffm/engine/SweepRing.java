package io.github.icmpffm.engine;

/**
 * The latest 65,536 requests of a sweep by their sequence numbers. One array for all of it: what belongs to a request lies
 * in one line of the processor's cache.
 */
final class SweepRing {

    private static final int CAPACITY = 1 << 16;

    private static final int TIME = 0;
    private static final int NUMBER = 1;
    private static final int STAMP = 2;

    /** Upper half: the number of the send stamp; lower half: what the send call took. */
    private static final int SENT = 3;

    private static final int FIELDS_SHIFT = 2;

    private final long[] fields = new long[CAPACITY << FIELDS_SHIFT];

    /** A request is written, to the address of that number, which carries that time. */
    void written(int sequence, long number, long time) {
        int at = sequence << FIELDS_SHIFT;
        fields[at + TIME] = time;
        fields[at + NUMBER] = number;
        fields[at + STAMP] = 0;
    }

    /** The request was sent, by a call that returned at that time; its send stamp will have that number. */
    void sent(int sequence, int stampNumber, long returnedNanos) {
        int at = sequence << FIELDS_SHIFT;
        long callNanos = Math.min(returnedNanos - fields[at + TIME], Integer.MAX_VALUE);
        fields[at + SENT] = (long) stampNumber << 32 | callNanos;
    }

    /** A send stamp with that number has come, which is that request's unless another one has its place by now. */
    void stamped(int sequence, int stampNumber, long stampNanos) {
        int at = sequence << FIELDS_SHIFT;
        if ((int) (fields[at + SENT] >>> 32) == stampNumber) {
            fields[at + STAMP] = stampNanos;
        }
    }

    /** Whether the request that carries that time is the latest with that sequence number. */
    boolean holds(int sequence, long time) {
        return fields[(sequence << FIELDS_SHIFT) + TIME] == time;
    }

    /** The number of the address it went to. */
    long number(int sequence) {
        return fields[(sequence << FIELDS_SHIFT) + NUMBER];
    }

    /** When it left this host by the kernel's clock; 0 if that is not known. */
    long stampNanos(int sequence) {
        return fields[(sequence << FIELDS_SHIFT) + STAMP];
    }

    /** How long after the time it carries the send call returned. */
    int callNanos(int sequence) {
        return (int) fields[(sequence << FIELDS_SHIFT) + SENT];
    }
}
