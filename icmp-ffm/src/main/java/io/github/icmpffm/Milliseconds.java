package io.github.icmpffm;

/** Nanoseconds as decimal milliseconds, the same in every locale. */
final class Milliseconds {

    private Milliseconds() {}

    /** As {@code 0.033123}: all the digits there are, and no others. */
    static String of(long nanos) {
        return nanos / 1_000_000 + "." + String.valueOf(1_000_000 + nanos % 1_000_000).substring(1);
    }
}
