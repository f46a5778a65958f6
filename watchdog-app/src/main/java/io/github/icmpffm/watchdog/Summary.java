package io.github.icmpffm.watchdog;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import java.math.BigDecimal;
import java.math.MathContext;

/** The counts and times that better_ping prints at its end, in the words and digits of ping-app's default format. */
final class Summary {
    private Summary() {}

    /** Two lines, always: a script that reads them finds the same words. */
    static String of(PingStatistics statistics) {
        // What is still open is not decided, and what could not be sent is lost as well.
        long lost = statistics.errors() + statistics.timeouts() + statistics.sendFailures();
        StringBuilder text = new StringBuilder(240);
        text.append(statistics.transmitted()).append(" sent, ");
        text.append(statistics.received()).append(" received, ");
        text.append(loss(lost, statistics.received() + lost)).append(", ");
        text.append(statistics.duplicates()).append(" duplicates, ");
        text.append(statistics.errorMessages()).append(" errors");
        unusual(text, statistics.late(), " late");
        unusual(text, statistics.corrupted(), " corrupted");
        unusual(text, statistics.sendFailures(), " not sent");
        unusual(text, statistics.notices(), " notices");
        unusual(text, statistics.open(), " still open");
        RoundTripSummary times = statistics.roundTrips();
        text.append("\nmin/avg/max/mdev = ");
        figures(text, times, times.minimumNanos(), times.meanNanos(), times.maximumNanos(), times.deviationNanos());
        text.append(", median/p95/p99 = ");
        figures(text, times, times.percentileNanos(50), times.percentileNanos(95), times.percentileNanos(99));
        return text.toString();
    }

    /**
     * As {@code 1 lost (33.3333%)}, to six digits as C's {@code %g}; {@code n/a} in place of a share of nothing.
     *
     * @param decided the probes that have an outcome
     */
    static String loss(long lost, long decided) {
        String share = decided == 0
                ? "n/a"
                : BigDecimal.valueOf(100 * lost).divide(BigDecimal.valueOf(decided), new MathContext(6))
                        .stripTrailingZeros().toPlainString() + "%";
        return lost + " lost (" + share + ")";
    }

    private static void unusual(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    private static void figures(StringBuilder text, RoundTripSummary times, long... nanos) {
        String separator = "";
        for (long figure : nanos) {
            text.append(separator).append(times.count() == 0 ? "-" : Milliseconds.of(figure));
            separator = "/";
        }
        text.append(" ms");
    }
}
