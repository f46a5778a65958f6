package io.github.icmpffm.ping;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Clocks;
import io.github.icmpffm.libc.Timespec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * When this process began: what called it counts from then, and a JVM takes a fifth of a second until it can look at a clock, on a
 * busy machine more.
 */
final class ProcessStart {
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Of the 22nd field among those behind the second, the program's name, which may have blanks and brackets in it. */
    private static final int START_TIME = 19;

    /** {@code USER_HZ}, on all architectures that Java runs on. */
    private static final long NANOS_A_TICK = 10_000_000;

    /** What no JVM takes to begin: then the numbers are made up, as in some sandboxes. */
    private static final long IMPLAUSIBLE_NANOS = 60_000_000_000L;

    private static final long UNKNOWN = -1;

    private ProcessStart() {}

    /**
     * When the process began, on the clock of {@link System#nanoTime}, to 10 ms.
     *
     * @param mainNanos when the program could first look at that clock; that is the answer where there is no better one
     */
    static long nanos(long mainNanos) {
        long beforeMain = ageNanos() - (System.nanoTime() - mainNanos);
        return beforeMain < 0 || beforeMain > IMPLAUSIBLE_NANOS ? mainNanos : mainNanos - beforeMain;
    }

    private static long ageNanos() {
        long start;
        try {
            start = startNanos(new String(Files.readAllBytes(STAT), StandardCharsets.ISO_8859_1));
        } catch (IOException noProc) {
            return UNKNOWN;
        }
        if (start == UNKNOWN) {
            return UNKNOWN;
        }
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            return Clocks.nanos(errno, Clocks.CLOCK_BOOTTIME, arena.allocate(Timespec.LAYOUT)) - start;
        }
    }

    /** The start time in a {@code /proc/PID/stat}, in nanoseconds since the machine was booted, or {@link #UNKNOWN}. */
    static long startNanos(String stat) {
        int at = stat.lastIndexOf(')') + 1;
        for (int i = 0; at > 0 && i < START_TIME; i++) {
            at = stat.indexOf(' ', at + 1);
        }
        int end = at <= 0 ? -1 : stat.indexOf(' ', at + 1);
        if (end < 0) {
            return UNKNOWN;
        }
        try {
            return Long.parseLong(stat.substring(at + 1, end)) * NANOS_A_TICK;
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
