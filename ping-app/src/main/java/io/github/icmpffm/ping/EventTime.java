package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import java.time.Instant;

/** When something happened. */
final class EventTime {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final int NANOS_A_MICRO = 1000;

    private EventTime() {}

    /** In nanoseconds since 1970. */
    @SuppressWarnings("IfChainToSwitch") // a switch over types costs the first event 15 ms
    static long nanos(PingEvent event) {
        if (event instanceof Reply reply) {
            return reply.timeNanos();
        } else if (event instanceof Sent sent) {
            return nanos(sent.time());
        } else if (event instanceof Timeout timeout) {
            return nanos(timeout.time());
        } else if (event instanceof ErrorHint hint) {
            return nanos(hint.error().time());
        } else if (event instanceof IcmpError error) {
            return nanos(error.time());
        } else if (event instanceof SendFailure failure) {
            return nanos(failure.time());
        } else if (event instanceof Duplicate duplicate) {
            return duplicate.reply().timeNanos();
        } else if (event instanceof Late late) {
            return late.reply().timeNanos();
        } else if (event instanceof Corrupted corrupted) {
            return corrupted.reply().timeNanos();
        }
        return nanos(((Notice) event).time());
    }

    /** The same of this moment. */
    static long now() {
        return nanos(Instant.now());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS_A_SECOND + time.getNano();
    }

    /** Writes {@code [1700000000.123456] }, what {@code -D} has before a line. */
    static StringBuilder append(StringBuilder line, PingEvent event) {
        long nanos = nanos(event);
        line.append('[').append(nanos / NANOS_A_SECOND).append('.');
        return Decimal.appendPadded(line, nanos % NANOS_A_SECOND / NANOS_A_MICRO, 6).append("] ");
    }
}
