package io.github.icmpffm.libc;

import java.lang.foreign.MemorySegment;

/** {@code clock_gettime(2)}. */
public final class Clocks {

    /** {@code <time.h>}: wall-clock time, the clock of kernel packet stamps; may step. */
    public static final int CLOCK_REALTIME = 0;

    /** {@code <time.h>}: never steps, stands still while the machine is suspended; the clock of System.nanoTime. */
    public static final int CLOCK_MONOTONIC = 1;

    /** {@code <time.h>}: like MONOTONIC, but goes on while the machine is suspended. */
    public static final int CLOCK_BOOTTIME = 7;

    private static final MemorySegment CLOCK_GETTIME = Linkage.function("clock_gettime");

    private Clocks() {}

    /**
     * The clock's reading in nanoseconds.
     *
     * @param errno the caller's
     * @param clock one of the constants above
     * @param timespec room for a {@code struct timespec}
     */
    public static long nanos(CapturedErrno errno, int clock, MemorySegment timespec) {
        Linkage.callInt(CLOCK_GETTIME, errno, clock, timespec.address(), 0);
        return Timespec.nanos(timespec, 0);
    }
}
