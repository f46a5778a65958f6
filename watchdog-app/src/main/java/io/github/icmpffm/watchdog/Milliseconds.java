package io.github.icmpffm.watchdog;

/** Nanoseconds as decimal milliseconds, the same in every locale. */
final class Milliseconds {
    private Milliseconds() {}

    /** As {@code 6.829000}: all the digits there are, and no others. */
    static String of(long nanos) {
        return new StringBuilder(24).append(nanos / 1_000_000).append('.')
                .append(String.valueOf(1_000_000 + nanos % 1_000_000), 1, 7).toString();
    }
}
