package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * {@code <time.h>}.
 *
 * <pre>{@code
 * struct timespec {
 *     time_t tv_sec;   // seconds
 *     long   tv_nsec;  // nanoseconds, 0 to 999,999,999
 * };
 * }</pre>
 */
public final class Timespec {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_LONG.withName("tv_sec"),
            JAVA_LONG.withName("tv_nsec"));

    public static final int SIZE = 16;

    public static final long TV_SEC = LAYOUT.byteOffset(PathElement.groupElement("tv_sec"));
    public static final long TV_NSEC = LAYOUT.byteOffset(PathElement.groupElement("tv_nsec"));

    private Timespec() {}

    /** The whole in nanoseconds: good until the year 2262. */
    public static long nanos(MemorySegment segment, long offset) {
        return segment.get(JAVA_LONG, offset + TV_SEC) * 1_000_000_000L + segment.get(JAVA_LONG, offset + TV_NSEC);
    }

    /** Stores a duration of {@code nanos >= 0}. */
    public static void setNanos(MemorySegment segment, long offset, long nanos) {
        segment.set(JAVA_LONG, offset + TV_SEC, nanos / 1_000_000_000L);
        segment.set(JAVA_LONG, offset + TV_NSEC, nanos % 1_000_000_000L);
    }
}
