package io.github.icmpffm.engine;

/**
 * A token bucket: so many packets a second, evenly, and after a standstill no more at once than fits a millisecond or one
 * batch.
 */
final class Pace {

    private static final double NANOS = 1e9;

    private final double nanosEach;
    private final double mostSaved;
    private double nextNanos;

    /**
     * A pace from that time on.
     *
     * @param perSecond 0 for as fast as can be
     */
    Pace(double perSecond, long nowNanos) {
        nanosEach = perSecond == 0 ? 0 : NANOS / perSecond;
        mostSaved = Math.max(1e6, nanosEach);
        nextNanos = nowNanos;
    }

    /** How many packets are due, at most {@code most}. */
    int due(long nowNanos, int most) {
        if (nanosEach == 0) {
            return most;
        }
        nextNanos = Math.max(nextNanos, nowNanos - mostSaved);
        double due = (nowNanos - nextNanos) / nanosEach + 1;
        return due < 1 ? 0 : (int) Math.min(most, due);
    }

    /** That many were used up. */
    void taken(int packets) {
        nextNanos += packets * nanosEach;
    }

    /** When the next packet is due. */
    long nextNanos() {
        return nanosEach == 0 ? Long.MIN_VALUE : (long) Math.ceil(nextNanos);
    }
}
