package io.github.icmpffm.watchdog;

import java.time.Duration;

/** A line a process printed, and when it came, on the monotonic clock. */
record Line(String text, long nanos) {
    Duration since(Line earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos - earlierNanos);
    }
}
