package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/**
 * The place a call leaves its {@code errno} in, owned by the caller: two threads never share one, so neither reads the
 * other's error.
 */
public final class CapturedErrno {

    final MemorySegment segment;

    /** A place in {@code arena}'s memory. */
    public CapturedErrno(Arena arena) {
        segment = arena.allocate(Linker.Option.captureStateLayout());
    }

    /** The errno of the last call that failed; stale after one that succeeded. On Linux it is the only state captured. */
    int value() {
        return segment.get(JAVA_INT, 0);
    }
}
