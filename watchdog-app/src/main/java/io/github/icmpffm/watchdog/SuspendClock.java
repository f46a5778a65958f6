package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Clocks;
import io.github.icmpffm.libc.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * For how long the machine has been suspended: BOOTTIME goes on meanwhile, MONOTONIC stands still. For one thread at a
 * time.
 */
final class SuspendClock {
    private final CapturedErrno errno = new CapturedErrno(Arena.global());
    private final MemorySegment timespec = Arena.global().allocate(Timespec.LAYOUT);
    private final long before = difference();

    /** In nanoseconds, since this object was made. */
    long suspendedNanos() {
        return difference() - before;
    }

    private long difference() {
        return Clocks.nanos(errno, Clocks.CLOCK_BOOTTIME, timespec)
                - Clocks.nanos(errno, Clocks.CLOCK_MONOTONIC, timespec);
    }
}
