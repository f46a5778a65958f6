package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;

/** How a run stands, in the midst of it, as iputils says it at SIGQUIT. */
final class StatusLine {
    private StatusLine() {}

    /** {@code 3/4 packets, 25% loss, min/avg/ewma/max = 0.033/0.041/0.040/0.052 ms}, over what the terminal has echoed. */
    static String of(PingStatistics statistics) {
        long transmitted = statistics.transmitted();
        StringBuilder line = new StringBuilder(100).append('\r');
        line.append(statistics.received()).append('/').append(transmitted).append(" packets, ");
        long decided = statistics.decided();
        line.append(decided == 0 ? 0 : statistics.lost() * 100 / decided).append("% loss");
        RoundTripSummary times = statistics.roundTrips();
        if (times.count() > 0) {
            line.append(", min/avg/ewma/max = ");
            append(line, times.minimumNanos()).append('/');
            append(line, times.meanNanos()).append('/');
            append(line, times.smoothedNanos()).append('/');
            append(line, times.maximumNanos()).append(" ms");
        }
        return line.append('\n').toString();
    }

    /** To microseconds, which is iputils' measure. */
    private static StringBuilder append(StringBuilder line, long nanos) {
        long micros = nanos / 1000;
        line.append(micros / 1000).append('.');
        return Decimal.appendPadded(line, micros % 1000, 3);
    }
}
