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
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What is printed of something that happened to a ping. */
final class OutcomeLine {
    private OutcomeLine() {}

    /** As {@code 8.8.8.8: seq=0 time=6.829000ms}; null if there is nothing to print. */
    static @Nullable String of(PingEvent event) {
        return switch (event) {
            case Reply reply -> of(reply);
            case Timeout timeout -> line(timeout.target(), timeout) + "timeout";
            case ErrorHint hint -> said(hint, hint.error().category(), hint.error().from(), hint.error().reason());
            case SendFailure failure ->
                line(failure.target(), failure) + "not sent: " + failure.reason();
            case Duplicate duplicate -> of(duplicate.reply()) + " duplicate";
            case Late late -> of(late.reply()) + " late";
            case Corrupted corrupted -> of(corrupted.reply()) + " corrupted";
            case Notice notice -> said(notice, category(notice), notice.from(), notice.reason());
            case Sent sent -> null;
            case IcmpError reported -> null; // when it came
        };
    }

    private static String of(Reply reply) {
        return line(reply.from(), reply) + "time=" + Milliseconds.of(reply.roundTripNanos()) + "ms";
    }

    private static String said(PingEvent event, ErrorCategory category, InetAddress from, String reason) {
        return line(event.target(), event) + category.word() + " from=" + AddressText.of(from) + " (" + reason + ")";
    }

    private static String line(InetAddress address, PingEvent event) {
        return AddressText.of(address) + ": seq=" + event.sequence() + " ";
    }

    private static ErrorCategory category(Notice notice) {
        return ErrorCategory.of(Family.of(notice.target()), notice.type(), notice.code());
    }
}
