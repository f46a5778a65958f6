package io.github.icmpffm.watchdog;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;

/** better_ping's last words. */
final class Summary {
    private Summary() {}

    /** Two lines, always: who reads them by a script finds the same words. */
    static String of(PingStatistics statistics) {
        StringBuilder text = new StringBuilder(240);
        text.append(statistics.transmitted()).append(" sent, ");
        text.append(statistics.received()).append(" received, ");
        text.append(statistics.lost()).append(" lost (").append(percent(statistics)).append("), ");
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

    /** Rounded to one decimal, which is left out if it is 0. */
    private static String percent(PingStatistics statistics) {
        if (statistics.lossPercent().isEmpty()) {
            return "n/a";
        }
        long tenths = Math.round(statistics.lossPercent().getAsDouble() * 10);
        return (tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10) + "%";
    }
}
