package io.github.icmpffm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The round-trip times of a series in bounded memory: each one while there are not many, then a histogram of them. A value
 * read from the histogram has as many digits as are true.
 */
final class RoundTripDistribution {

    /** How many are kept one by one. */
    static final int EXACT = 1024;

    private static final int INITIAL = 16;
    private static final long THREE_DIGITS = 1000;

    private long[] values = new long[INITIAL];
    private int count;
    private @Nullable RoundTripHistogram histogram;

    void add(long nanos) {
        if (histogram == null && count == EXACT) {
            histogram = toHistogram();
        }
        if (histogram != null) {
            histogram.add(nanos);
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
    }

    /** Adds all of another. */
    void addAll(RoundTripDistribution other) {
        if (other.histogram != null) {
            if (histogram == null) {
                histogram = toHistogram();
            }
            histogram.addAll(other.histogram);
            return;
        }
        for (int i = 0; i < other.count; i++) {
            add(other.values[i]);
        }
    }

    private RoundTripHistogram toHistogram() {
        RoundTripHistogram made = new RoundTripHistogram();
        for (int i = 0; i < count; i++) {
            made.add(values[i]);
        }
        values = new long[0];
        return made;
    }

    /** How many are not above that. */
    long countUpTo(long nanos) {
        if (histogram != null) {
            return histogram.countUpTo(nanos);
        }
        long below = 0;
        for (int i = 0; i < count; i++) {
            below += values[i] <= nanos ? 1 : 0;
        }
        return below;
    }

    RoundTripDistribution copy() {
        RoundTripDistribution copy = new RoundTripDistribution();
        copy.values = values.clone();
        copy.count = count;
        copy.histogram = histogram == null ? null : histogram.copy();
        return copy;
    }

    /** The value that the share {@code quantile} of all are not above (nearest rank); 0 if there are none. */
    long quantile(double quantile) {
        if (histogram != null) {
            return threeDigits(histogram.quantile(quantile));
        }
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(quantile * count) - 1)];
    }

    /** Cut to three digits: a step of the histogram is nearly as wide as the third. */
    private static long threeDigits(long nanos) {
        long unit = 1;
        while (nanos / unit >= THREE_DIGITS) {
            unit *= 10;
        }
        return (nanos + unit / 2) / unit * unit;
    }
}
