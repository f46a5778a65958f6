package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text: the digits there are and no others, the same in every locale. */
final class Decimal {
    private static final int NANOS_A_MILLI = 1_000_000;

    private Decimal() {}

    /** Milliseconds with six decimals, from nanoseconds by integer arithmetic: a float would invent digits. */
    static StringBuilder appendMillis(StringBuilder text, long nanos) {
        text.append(nanos / NANOS_A_MILLI).append('.');
        return appendPadded(text, nanos % NANOS_A_MILLI, 6);
    }

    /** The same alone, as {@code 13.355000}. */
    static String millis(long nanos) {
        return appendMillis(new StringBuilder(16), nanos).toString();
    }

    /** A number that is not negative, with zeros before it up to so many digits. */
    static StringBuilder appendPadded(StringBuilder text, long number, int digits) {
        String written = Long.toString(number);
        for (int i = written.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(written);
    }

    /** How much of what is decided was lost, as {@code 33.3333%}; {@code n/a} if nothing is decided. */
    static String lossPercent(PingStatistics statistics) {
        return statistics.decided() == 0 ? "n/a" : percent(statistics.lost(), statistics.decided()) + "%";
    }

    /** Share of a whole in percent, to six digits as C's {@code %g}: {@code 0}, {@code 33.3333}, {@code 100}. */
    static String percent(long part, long whole) {
        if (part == 0) {
            return "0";
        }
        return BigDecimal.valueOf(part)
                .scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(whole), new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
