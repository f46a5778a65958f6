package io.github.icmpffm.engine;

/**
 * Whether the loop wakes for what arrives, or at its own rhythm.
 *
 * <p>With few probes a second it wakes for each reply. With thousands on a schedule that would starve the schedule: then it
 * sleeps a tick, whatever arrives, and takes everything at once. Probes that answer each other, as in a flood, and calls of
 * {@code ping} want to be woken for, so any of them ends that.
 */
final class Rhythm {

    /** How long the loop sleeps at its own rhythm: at most so much later than due is a probe then sent. */
    static final long TICK_NANOS = 300_000;

    private static final long WINDOW_NANOS = 50_000_000;

    /** 4,000 a second. */
    private static final int BUSY_WINDOW = 200;

    private long windowEnd = Long.MIN_VALUE;
    private int scheduled;
    private int others;
    private boolean ticking;

    /** A probe was launched because an interval had passed. */
    void scheduled() {
        scheduled++;
    }

    /** A probe was launched for any other reason. */
    void other() {
        others++;
        ticking = false;
    }

    /** Whether the loop is to sleep a tick now, by what was launched in the last twentieth of a second. */
    boolean ticks(long nowNanos) {
        if (nowNanos >= windowEnd) {
            ticking = scheduled >= BUSY_WINDOW && others == 0;
            scheduled = 0;
            others = 0;
            windowEnd = nowNanos + WINDOW_NANOS;
        }
        return ticking;
    }
}
