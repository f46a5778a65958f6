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
    private long wallOffset;
    private boolean known;
    private long lastReadNanos;

    EngineClock(Source source) {
        this.source = source;
        readWallOffset();
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
        return source.monotonicNanos();
    }

    /**
     * Reads how far the wall clock is ahead of the monotonic one. A reading in which the thread was held up is taken
     * again; of the attempts the one counts that took least. If even that took so long that it could pass for a step, what
     * was known before stays.
     */
    long readWallOffset() {
        long shortest = Long.MAX_VALUE;
        long offset = wallOffset;
        for (int attempt = 0; attempt < ATTEMPTS && shortest > UNDISTURBED_NANOS; attempt++) {
            long before = source.monotonicNanos();
            long wall = source.realtimeNanos();
            long after = source.monotonicNanos();
            if (after - before < shortest) {
                shortest = after - before;
                offset = wall - (before + (after - before) / 2);
            }
        }
        if (shortest < STEP_NANOS / 2 || !known) {
            wallOffset = offset;
            known = true;
        }
        return wallOffset;
    }

    /** The distance for who only wants to tell the time of day: read again when it is a millisecond old. */
    long recentWallOffset(long nowNanos) {
        if (nowNanos - lastReadNanos > RECENT_NANOS) {
            lastReadNanos = nowNanos;
            readWallOffset();
        }
        return wallOffset;
    }

    /** The distance as last read: add it to monotonic time to get wall time, in nanoseconds since 1970. */
    long wallOffset() {
        return wallOffset;
    }
}
