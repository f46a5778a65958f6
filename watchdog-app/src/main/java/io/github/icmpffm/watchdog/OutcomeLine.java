package io.github.icmpffm.watchdog;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The line that is printed of something that happened to a ping. By {@code instanceof} and not by a switch over patterns, which the
 * JVM links at the first reply, and on a busy machine prints it a quarter of a second late.
 */
final class OutcomeLine {
    private OutcomeLine() {}

    /** As {@code 8.8.8.8: seq=0 time=6.829000ms}; null if there is nothing to print. */
    static @Nullable String of(PingEvent event) {
        if (event instanceof Reply reply) {
            return of(event, reply, "");
        }
        if (event instanceof Timeout timeout) {
            return line(timeout.target(), event).append("timeout").toString();
        }
        if (event instanceof ErrorHint hint) { // the outcome that may follow is no news
            return of(hint.error());
        }
        if (event instanceof SendFailure failure) {
            return line(failure.target(), event).append("not sent: ").append(failure.reason()).toString();
        }
        if (event instanceof Duplicate duplicate) {
            return of(event, duplicate.reply(), " duplicate");
        }
        if (event instanceof Late late) {
            return of(event, late.reply(), " late");
        }
        if (event instanceof Corrupted corrupted) {
            return of(event, corrupted.reply(), " corrupted");
        }
        if (event instanceof Notice notice) {
            return said(notice, category(notice), notice.from(), notice.reason());
        }
        return null;
    }

    private static String of(PingEvent event, Reply reply, String what) {
        return line(reply.from(), event).append("time=").append(Milliseconds.of(reply.roundTripNanos())).append("ms")
                .append(what).toString();
    }

    private static String of(IcmpError error) {
        return said(error, error.category(), error.from(), error.reason());
    }

    private static String said(PingEvent event, ErrorCategory category, InetAddress from, String reason) {
        return line(event.target(), event).append(category.word()).append(" from=").append(AddressText.of(from))
                .append(" (").append(reason).append(')').toString();
    }

    private static StringBuilder line(InetAddress address, PingEvent event) {
        return new StringBuilder(80).append(AddressText.of(address)).append(": seq=").append(event.sequence())
                .append(' ');
    }

    private static ErrorCategory category(Notice notice) {
        return ErrorCategory.of(Family.of(notice.target()), notice.type(), notice.code());
    }
}
