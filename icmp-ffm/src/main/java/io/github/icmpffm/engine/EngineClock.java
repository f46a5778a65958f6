package io.github.icmpffm.engine;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Clocks;
import io.github.icmpffm.libc.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The two clocks a round trip is measured by, and how far they are apart.
 *
 * <p>Timeouts and schedules run on the monotonic clock. Kernel stamps are of the wall clock, which may be set; the
 * distance of the two is constant but for that, so that a change of it tells a step.
 */
final class EngineClock {

    /** What two readings of the distance may differ by without a step in between: reading it takes time. */
    static final long STEP_NANOS = 100_000;

    /** Between two monotonic readings this close, nothing held the thread up. */
    private static final long UNDISTURBED_NANOS = 5_000;

    private static final int ATTEMPTS = 5;

    private static final long RECENT_NANOS = 1_000_000;

    /** The clocks read; another in tests. */
    interface Source {
        long monotonicNanos();

        long realtimeNanos();
    }

    private final Source source;
    private long latest;
    private long wallOffset;
    private boolean known;
    private long lastReadNanos;

    EngineClock(Source source) {
        this.source = source;
        readWallOffset(nanos());
    }

    /** The clocks of this machine, read through memory of {@code arena}. */
    static Source systemClocks(Arena arena) {
        CapturedErrno errno = new CapturedErrno(arena);
        MemorySegment timespec = arena.allocate(Timespec.LAYOUT);
        return new Source() {
            @Override
            public long monotonicNanos() {
                return System.nanoTime(); // CLOCK_MONOTONIC on Linux
            }

            @Override
            public long realtimeNanos() {
                return Clocks.nanos(errno, Clocks.CLOCK_REALTIME, timespec);
            }
        };
    }

    /** The monotonic clock, in nanoseconds of no particular origin. */
    long nanos() {
        latest = source.monotonicNanos();
        return latest;
    }

    /**
     * What {@link #nanos} said last: for who need not know better. A turn of the loop reads the clock when it sends, when
     * it receives, and before and after it waits; each reading costs as much as finding a reply's probe.
     */
    long latest() {
        return latest;
    }

    /**
     * Reads how far the wall clock is ahead of the monotonic one. A reading in which the thread was held up is taken
     * again; of the attempts the one counts that took least. If even that took so long that it could pass for a step, what
     * was known before stays.
     *
     * @param nowNanos the monotonic clock as just read
     */
    long readWallOffset(long nowNanos) {
        long shortest = Long.MAX_VALUE;
        long offset = wallOffset;
        long before = nowNanos;
        for (int attempt = 0; attempt < ATTEMPTS && shortest > UNDISTURBED_NANOS; attempt++) {
            long wall = source.realtimeNanos();
            long after = source.monotonicNanos();
            if (after - before < shortest) {
                shortest = after - before;
                offset = wall - (before + (after - before) / 2);
            }
            before = after;
        }
        lastReadNanos = nowNanos;
        if (shortest < STEP_NANOS / 2 || !known) {
            wallOffset = offset;
            known = true;
        }
        return wallOffset;
    }

    /**
     * The distance, read again when it is a millisecond old: good enough to tell the time of day, and for what a probe was
     * sent at. A step since then makes it differ from the distance when the reply is received, as it should.
     */
    long recentWallOffset(long nowNanos) {
        return nowNanos - lastReadNanos > RECENT_NANOS ? readWallOffset(nowNanos) : wallOffset;
    }

    /** The distance as last read: add it to monotonic time to get wall time, in nanoseconds since 1970. */
    long wallOffset() {
        return wallOffset;
    }
}
