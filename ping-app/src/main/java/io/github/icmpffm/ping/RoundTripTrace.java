package io.github.icmpffm.ping;

import java.util.Arrays;

/**
 * What a target's round trips were over time, in bounded memory: time is cut into columns, and of each the shortest and the longest
 * is kept, and how many probes were lost. When they no longer suffice columns are joined two by two, so that a picture of any run
 * shows all its peaks.
 */
final class RoundTripTrace {
    static final int COLUMNS = 2048;

    private static final long FIRST_WIDTH_NANOS = 1000;

    private final long[] shortest = new long[COLUMNS];
    private final long[] longest = new long[COLUMNS];
    private final int[] lost = new int[COLUMNS];
    private final long originNanos;
    private long widthNanos = FIRST_WIDTH_NANOS;
    private int used;

    /** One that begins at that time. */
    RoundTripTrace(long originNanos) {
        this.originNanos = originNanos;
        Arrays.fill(shortest, Long.MAX_VALUE);
    }

    /** A probe sent at that time was answered. */
    void reply(long sentNanos, long roundTripNanos) {
        int column = column(sentNanos);
        shortest[column] = Math.min(shortest[column], roundTripNanos);
        longest[column] = Math.max(longest[column], roundTripNanos);
    }

    /** A probe sent at that time was not. */
    void loss(long sentNanos) {
        lost[column(sentNanos)]++;
    }

    private int column(long nanos) {
        long since = Math.max(0, nanos - originNanos);
        while (since / widthNanos >= COLUMNS) {
            join();
        }
        int column = (int) (since / widthNanos);
        used = Math.max(used, column + 1);
        return column;
    }

    private void join() {
        for (int i = 0; i < COLUMNS; i++) {
            boolean joined = i < COLUMNS / 2;
            shortest[i] = joined ? Math.min(shortest[2 * i], shortest[2 * i + 1]) : Long.MAX_VALUE;
            longest[i] = joined ? Math.max(longest[2 * i], longest[2 * i + 1]) : 0;
            lost[i] = joined ? lost[2 * i] + lost[2 * i + 1] : 0;
        }
        widthNanos *= 2;
        used = (used + 1) / 2;
    }

    /** How many columns there are from the beginning to the last in which there is anything. */
    int columns() {
        return used;
    }

    /** When a column begins, since the origin. */
    long startNanos(int column) {
        return column * widthNanos;
    }

    /** Whether a probe that was sent in it was answered. */
    boolean hasReply(int column) {
        return shortest[column] != Long.MAX_VALUE;
    }

    long shortestNanos(int column) {
        return shortest[column];
    }

    long longestNanos(int column) {
        return longest[column];
    }

    int lost(int column) {
        return lost[column];
    }
}
