package io.github.icmpffm.ping;

import io.github.icmpffm.RoundTripSummary;

/**
 * The round trips' distribution as rows of text. The steps are equal where all are of one size; where the longest is many times the
 * shortest each is a multiple of the one before, or all but one row would be empty.
 */
final class TextHistogram {
    private static final int ROWS = 10;
    private static final int WIDTH = 40;
    private static final int DECIMALS = 6;
    private static final double ONE_SIZE = 8;
    private static final double[] ROUND = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    private TextHistogram() {}

    /** Writes at most ten rows, the first from the shortest on, the last to the longest. */
    static void append(StringBuilder text, RoundTripSummary times) {
        long[] bounds = bounds(times.minimumNanos(), times.maximumNanos());
        int rows = bounds.length - 1;
        long[] counts = new long[rows];
        long most = 1;
        long before = 0;
        for (int row = 0; row < rows; row++) {
            // The last one's upper bound is inclusive.
            long upTo = times.countUpTo(row == rows - 1 ? Long.MAX_VALUE : bounds[row + 1] - 1);
            counts[row] = upTo - before;
            before = upTo;
            most = Math.max(most, counts[row]);
        }
        int decimals = decimals(bounds);
        int boundWidth = millis(bounds[rows], decimals).length();
        int countWidth = Long.toString(most).length();
        for (int row = 0; row < rows; row++) {
            padded(text.append("  "), millis(bounds[row], decimals), boundWidth).append(" - ");
            padded(text, millis(bounds[row + 1], decimals), boundWidth).append(" ms ");
            padded(text, Long.toString(counts[row]), countWidth);
            int bar = (int) ((counts[row] * WIDTH + most - 1) / most);
            if (bar > 0) {
                text.append(' ');
            }
            text.repeat('#', bar).append('\n');
        }
    }

    /** Where rows begin, and the last one's end; round numbers, that enclose both. */
    static long[] bounds(long least, long most) {
        if (most >= Math.max(1, least) * ONE_SIZE) {
            return multiples(Math.max(1, least), most);
        }
        long step = step(least, most);
        long first = least / step * step;
        int rows = (int) ((most - first) / step) + 1;
        long[] bounds = new long[rows + 1];
        for (int i = 0; i <= rows; i++) {
            bounds[i] = first + i * step;
        }
        return bounds;
    }

    /** The smallest round one that encloses both in as many rows as there are at most. */
    private static long step(long least, long most) {
        for (long power = 1;; power *= 10) {
            for (double round : ROUND) {
                long step = (long) (power * round);
                if ((most - least / step * step) / step < ROWS) {
                    return step;
                }
            }
        }
    }

    private static long[] multiples(long least, long most) {
        int rows = ROWS;
        double factor = Math.pow((double) most / least, 1.0 / rows);
        long[] bounds = new long[rows + 1];
        for (int i = 0; i <= rows; i++) {
            double exact = least * Math.pow(factor, i);
            double unit = Math.max(1, Math.pow(10, Math.floor(Math.log10(exact)) - 1)); // two digits
            bounds[i] = (long) ((i == rows ? Math.ceil(most / unit) : Math.floor(exact / unit)) * unit);
        }
        return bounds;
    }

    /** How many decimals the bounds need, as milliseconds. */
    private static int decimals(long[] bounds) {
        int decimals = 0;
        for (long bound : bounds) {
            String exact = Decimal.millis(bound);
            int needed = DECIMALS;
            while (needed > decimals && exact.charAt(exact.length() - 1 - DECIMALS + needed) == '0') {
                needed--;
            }
            decimals = needed;
        }
        return decimals;
    }

    private static String millis(long nanos, int decimals) {
        String exact = Decimal.millis(nanos);
        return exact.substring(0, exact.length() - DECIMALS + decimals - (decimals == 0 ? 1 : 0));
    }

    private static StringBuilder padded(StringBuilder text, String what, int width) {
        return text.repeat(' ', width - what.length()).append(what);
    }
}
