package io.github.icmpffm.ping;

import io.github.icmpffm.SweepProgress;
import java.time.Duration;

/** How far a sweep is, in a line. */
final class ProgressLine {
    private static final double NANOS_A_SECOND = 1e9;

    private ProgressLine() {}

    /** {@code 41 %, 12288 of 30000 sent, 1000 a second, 17 found, 00:17 left}. */
    static String of(SweepProgress progress, int retries) {
        // At most so many: a retry leaves out who has answered.
        double all = (double) progress.addresses() * (1 + retries);
        double done = all == 0 ? 1 : Math.min(1, (progress.sent() + progress.failures()) / all);
        double seconds = progress.elapsed().toNanos() / NANOS_A_SECOND;
        StringBuilder line = new StringBuilder(80);
        line.append((int) (done * 100)).append(" %, ");
        line.append(progress.sent()).append(" of ").append((long) all).append(" sent, ");
        line.append(seconds == 0 ? 0 : (long) (progress.sent() / seconds)).append(" a second, ");
        line.append(progress.answered()).append(" found, ");
        if (done == 0) {
            return line.append("--:-- left").toString();
        }
        return append(line, Duration.ofSeconds((long) Math.ceil(seconds / done - seconds))).append(" left").toString();
    }

    private static StringBuilder append(StringBuilder line, Duration left) {
        if (left.toHours() > 0) {
            line.append(left.toHours()).append(':');
        }
        Decimal.appendPadded(line, left.toMinutesPart(), 2).append(':');
        return Decimal.appendPadded(line, left.toSecondsPart(), 2);
    }
}
