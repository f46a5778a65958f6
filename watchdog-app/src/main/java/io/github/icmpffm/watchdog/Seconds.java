package io.github.icmpffm.watchdog;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as a command line has them: decimal seconds, the same in every locale. */
final class Seconds {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Seconds() {}

    /**
     * Parses.
     *
     * @throws IllegalArgumentException if it is no decimal number, or not within the bounds, which the message names
     */
    static Duration parse(String text, Duration least, Duration most) {
        if (isDecimal(text)) {
            BigDecimal nanos = new BigDecimal(text).multiply(NANOS);
            if (nanos.compareTo(nanos(least)) >= 0 && nanos.compareTo(nanos(most)) <= 0) {
                return Duration.ofNanos(nanos.longValue());
            }
        }
        throw new IllegalArgumentException(
                "must be " + text(least) + " to " + text(most) + " seconds, not '" + text + "'");
    }

    /** Digits with at most one point: BigDecimal would also take an exponent, and a huge one takes it for ever. */
    private static boolean isDecimal(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    /** As {@code 10} or {@code 0.25}. */
    static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.toPlainString();
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos());
    }
}
