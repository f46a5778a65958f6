package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;

/**
 * The course report's format: {@code ADDRESS: seq=N time=13.355000ms}, the address being the one that replied, which is said if
 * it is not the one that was asked. What is no reply gets a line of the same kind.
 */
final class PlainPrinter implements Printer {
    /** Fewer round trips are no distribution. */
    private static final int FEWEST_FOR_HISTOGRAM = 20;

    private final Output output;
    private final PingOptions.Display display;

    PlainPrinter(Output output, PingOptions.Display display) {
        this.output = output;
        this.display = display;
    }

    @Override
    public void start(Target target, Beginning beginning) {
        // No header.
    }

    @Override
    public void event(Target target, PingEvent event) {
        if (display.dots()) {
            return;
        }
        if (event instanceof Reply reply) {
            reply(event, reply, "");
        } else if (event instanceof Timeout timeout) {
            output.write(line(event, timeout.target(), timeout.sequence())
                    .append(timeout.leftHost() ? " timeout\n" : " timeout (it has not left this host)\n"));
        } else if (event instanceof ErrorHint hint) {
            IcmpError error = hint.error();
            said(error, error.category(), error.from(), error.reason());
        } else if (event instanceof SendFailure failure) {
            output.write(line(event, failure.target(), failure.sequence())
                    .append(" not sent: ").append(failure.reason()).append('\n'));
        } else if (event instanceof Duplicate duplicate) {
            reply(event, duplicate.reply(), " duplicate");
        } else if (event instanceof Late late) {
            reply(event, late.reply(), " late");
        } else if (event instanceof Corrupted corrupted) {
            reply(event, corrupted.reply(), " corrupted");
        } else if (event instanceof Notice notice) {
            said(notice, category(notice), notice.from(), notice.reason());
        }
    }

    @Override
    public void unanswered(Target target, PingEvent next, int sequence) {
        output.write(line(next, next.target(), sequence).append(" no answer yet\n"));
    }

    @Override
    public void dropped(Target target, Dropped dropped) {
        output.write(ZonedAddress.text(target.address()) + ": " + dropped.text() + "\n");
    }

    private void reply(PingEvent event, Reply reply, String status) {
        StringBuilder line = line(event, reply.from(), reply.sequence()).append(" time=");
        Decimal.appendMillis(line, reply.roundTripNanos()).append("ms");
        if (display.verbose() && reply.queuedNanos() > 0) {
            Decimal.appendMillis(line.append(" queued="), reply.queuedNanos()).append("ms");
        }
        line.append(status);
        if (!reply.from().equals(reply.target()) && !reply.target().isMulticastAddress()) {
            line.append(" (from another address)");
        }
        if (display.audible() && event instanceof Reply) {
            line.append('\007');
        }
        output.write(line.append('\n'));
    }

    private void said(PingEvent event, ErrorCategory category, InetAddress from, String reason) {
        output.write(line(event, event.target(), event.sequence())
                .append(' ').append(category.word())
                .append(" from=").append(ZonedAddress.text(from))
                .append(" (").append(reason).append(")\n"));
    }

    private StringBuilder line(PingEvent event, InetAddress address, int sequence) {
        StringBuilder line = new StringBuilder(80);
        if (display.timestamps()) {
            EventTime.append(line, event);
        }
        return line.append(ZonedAddress.text(address)).append(": seq=").append(sequence);
    }

    private static ErrorCategory category(Notice notice) {
        return ErrorCategory.of(Family.of(notice.target()), notice.type(), notice.code());
    }

    /** An empty line before it, so that it stands apart from the replies and from a terminal's {@code ^C}. */
    @Override
    public void summary(Target target, PingStatistics statistics) {
        StringBuilder text = summary(ZonedAddress.text(target.address()), statistics);
        if (statistics.received() >= FEWEST_FOR_HISTOGRAM && Terminal.is(Terminal.STANDARD_OUTPUT)) {
            TextHistogram.append(text, statistics.roundTrips());
        }
        output.write(text);
    }

    @Override
    public void total(int targets, PingStatistics all) {
        output.write(summary(targets + " targets", all));
    }

    private static StringBuilder summary(String name, PingStatistics statistics) {
        StringBuilder text = new StringBuilder(240).append('\n').append(name).append(": ");
        text.append(statistics.transmitted()).append(" sent, ");
        text.append(statistics.received()).append(" received, ");
        text.append(statistics.lost()).append(" lost (");
        text.append(Decimal.lossPercent(statistics)).append("), ");
        text.append(statistics.duplicates()).append(" duplicates, ");
        text.append(statistics.errorMessages()).append(" errors");
        unusual(text, statistics.late(), " late");
        unusual(text, statistics.corrupted(), " corrupted");
        unusual(text, statistics.sendFailures(), " not sent");
        unusual(text, statistics.notices(), " notices");
        unusual(text, statistics.open(), " still open");
        unusual(text, statistics.missed(), " turns missed");
        text.append('\n').append(name).append(": ");
        roundTrips(text, statistics.roundTrips());
        return text.append('\n');
    }

    private static void unusual(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    /** The words are there without any reply, too: who reads this by a script finds the same two lines. */
    private static void roundTrips(StringBuilder text, RoundTripSummary times) {
        text.append("min/avg/max/mdev = ");
        figures(
                text,
                times,
                times.minimumNanos(),
                times.meanNanos(),
                times.maximumNanos(),
                times.deviationNanos());
        text.append(", median/p95/p99 = ");
        figures(text, times, times.percentileNanos(50), times.percentileNanos(95), times.percentileNanos(99));
    }

    private static void figures(StringBuilder text, RoundTripSummary times, long... nanos) {
        for (int i = 0; i < nanos.length; i++) {
            if (i > 0) {
                text.append('/');
            }
            if (times.count() == 0) {
                text.append('-');
            } else {
                Decimal.appendMillis(text, nanos[i]);
            }
        }
        text.append(" ms");
    }
}
