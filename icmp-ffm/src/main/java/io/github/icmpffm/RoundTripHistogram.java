package io.github.icmpffm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often each round-trip time was measured, in bounded memory: exact below 256 ns, above in steps of 1/128 of the
 * power of two below, so that a value read from it is off by 0.4 % at most. A row of counters is made for a power of two
 * when it is first met; round trips of a target mostly share a few.
 */
final class RoundTripHistogram {

    private static final int STEPS_SHIFT = 7;
    private static final int STEPS = 1 << STEPS_SHIFT;

    private final int[] @Nullable [] rows;

    RoundTripHistogram() {
        rows = new int[Long.SIZE - STEPS_SHIFT][];
    }

    private RoundTripHistogram(RoundTripHistogram other) {
        rows = new int[other.rows.length][];
        for (int i = 0; i < rows.length; i++) {
            int[] row = other.rows[i];
            rows[i] = row == null ? null : row.clone();
        }
    }

    RoundTripHistogram copy() {
        return new RoundTripHistogram(this);
    }

    void add(long nanos) {
        int shift = shift(nanos);
        int[] row = rows[shift];
        if (row == null) {
            row = new int[shift == 0 ? 2 * STEPS : STEPS];
            rows[shift] = row;
        }
        int step = step(nanos, shift);
        row[step] = Math.max(row[step], row[step] + 1); // a full counter stays full
    }

    /** Adds all of another. */
    void addAll(RoundTripHistogram other) {
        for (int shift = 0; shift < rows.length; shift++) {
            int[] theirs = other.rows[shift];
            int[] ours = rows[shift];
            if (theirs == null) {
                continue;
            }
            if (ours == null) {
                rows[shift] = theirs.clone();
                continue;
            }
            for (int step = 0; step < theirs.length; step++) {
                ours[step] = (int) Math.min(Integer.MAX_VALUE, (long) ours[step] + theirs[step]);
            }
        }
    }

    /** How many are not above that, the middle of a step standing for all in it. */
    long countUpTo(long nanos) {
        long below = 0;
        for (int shift = 0; shift < rows.length; shift++) {
            int[] row = rows[shift];
            for (int step = 0; row != null && step < row.length && middle(step, shift) <= nanos; step++) {
                below += row[step];
            }
        }
        return below;
    }

    private static long middle(int step, int shift) {
        long lowest = (step + (shift == 0 ? 0L : STEPS)) << shift;
        return lowest + ((1L << shift) >> 1);
    }

    /** By how many bits a value is shortened: none below 256. */
    private static int shift(long nanos) {
        return Math.max(0, Long.SIZE - 1 - STEPS_SHIFT - Long.numberOfLeadingZeros(nanos));
    }

    private static int step(long nanos, int shift) {
        return (int) (nanos >> shift) - (shift == 0 ? 0 : STEPS);
    }

    /** The value that the share {@code quantile} of all are not above (nearest rank), as the middle of its step. */
    long quantile(double quantile) {
        long total = 0;
        for (int[] row : rows) {
            total += row == null ? 0 : Arrays.stream(row).asLongStream().sum();
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (int shift = 0; shift < rows.length; shift++) {
            int[] row = rows[shift];
            for (int step = 0; row != null && step < row.length; step++) {
                seen += row[step];
                if (seen >= rank) {
                    return middle(step, shift);
                }
            }
        }
        return 0;
    }
}
