package io.github.icmpffm.ping;

import io.github.icmpffm.Duplicate;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.SweepProgress;
import io.github.icmpffm.SweepRun;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is printed of a sweep: a line for each address that answers, how far it is, a summary. The sweep's threads never wait for
 * it: lines that find no room are dropped and their number is printed, as of a ping.
 *
 * <p>The lines that people read are a sweep's own and begin with the address; those that programs read are the formats'.
 */
final class SweepReport {
    private final Output output;
    private final boolean quiet;

    /** All of it together, for the lines that are of no single address. */
    private final Target sweep;

    /** Null where people read. */
    private final @Nullable Printer printer;

    private final ProgressDisplay progress = new ProgressDisplay();
    private final EventQueue<EventSource> queue = new EventQueue<>();
    private final EventSource source = new EventSource();
    private final LongAdder duplicates = new LongAdder();

    SweepReport(Output output, PingOptions.Display display, List<String> words) {
        this.output = output;
        this.quiet = display.quiet();
        this.sweep = new Target(String.join(" ", words), InetAddress.getLoopbackAddress());
        this.printer = display.format().isForPeople() ? null : display.format().printer(output, display);
    }

    /** A {@link Reply} or {@link Duplicate}, on a thread of the sweep's. */
    void event(PingEvent event) {
        if (event instanceof Duplicate) {
            duplicates.increment();
        }
        if (!quiet) {
            queue.happened(source, event, Outstanding.NONE);
        }
    }

    /** Shows on stderr how far it is, until the summary, if that is a terminal. */
    void showProgressOf(SweepRun run, int retries) {
        progress.show(run, retries);
    }

    /** No more events. Any thread. */
    void ended() {
        queue.ended(source);
    }

    /** The user wants the end: what is not printed within a second is dropped. Any thread. */
    void hurry() {
        queue.hurry();
    }

    /** Prints what happens until the end. */
    void print() throws InterruptedException {
        output.gather();
        EventQueue.Item<EventSource> item = queue.take();
        while (!(item instanceof EventQueue.Item.Ended)) {
            EventQueue.Item<EventSource> next = item;
            progress.printBeside(() -> print(next));
            item = queue.take();
        }
        progress.printBeside(() -> {
            print(source.takeDropped());
            output.gatherNoMore();
        });
    }

    private void print(EventQueue.Item<EventSource> item) {
        if (item instanceof EventQueue.Item.Happened<EventSource> happened) {
            print(happened.event());
        } else if (item instanceof EventQueue.Item.Missing<EventSource> missing) {
            print(missing.dropped());
        }
        if (queue.isEmpty()) {
            output.flush();
        }
    }

    private void print(PingEvent event) {
        String address = ZonedAddress.text(event.target());
        if (printer != null) {
            printer.event(new Target(address, event.target()), event);
            return;
        }
        boolean duplicate = event instanceof Duplicate;
        Reply reply = event instanceof Duplicate further ? further.reply() : (Reply) event;
        StringBuilder line = new StringBuilder(64).append(address).append(": time=");
        output.write(Decimal.appendMillis(line, reply.roundTripNanos()).append(duplicate ? "ms duplicate\n" : "ms\n"));
    }

    private void print(Dropped dropped) {
        if (!dropped.any()) {
            return;
        }
        if (printer == null) {
            output.write(dropped.text() + "\n");
        } else {
            printer.dropped(sweep, dropped);
        }
    }

    /** At the end. */
    void summary(SweepProgress end, boolean stopped) {
        progress.end(() -> printSummary(end, stopped));
    }

    private void printSummary(SweepProgress end, boolean stopped) {
        if (printer != null) {
            printer.summary(sweep, statistics(end, stopped));
            return;
        }
        StringBuilder text = new StringBuilder(160).append('\n');
        text.append(end.addresses()).append(" addresses: ").append(end.sent()).append(" sent, ");
        text.append(end.answered()).append(" answered (");
        text.append(Decimal.percent(end.answered(), Math.max(1, Math.min(end.addresses(), end.sent())))).append("%), ");
        text.append(duplicates.sum()).append(" duplicates, ");
        if (end.failures() > 0) {
            text.append(end.failures()).append(" not sent");
            appendReasons(text, end.failureReasons());
            text.append(", ");
        }
        Decimal.appendMillis(text, end.elapsed().toNanos()).append(" ms\n");
        output.write(text);
    }

    /** Why requests could not be sent: {@code (Network is unreachable (ENETUNREACH))}; each with its number, if several. */
    private static void appendReasons(StringBuilder text, Map<String, Long> reasons) {
        String separator = " (";
        for (Map.Entry<String, Long> reason : reasons.entrySet()) {
            text.append(separator);
            if (reasons.size() > 1) {
                text.append(reason.getValue()).append(' ');
            }
            text.append(reason.getKey());
            separator = ", ";
        }
        text.append(reasons.isEmpty() ? "" : ")");
    }

    private PingStatistics statistics(SweepProgress end, boolean stopped) {
        long unanswered = end.sent() - end.answered();
        return new PingStatistics(
                end.sent(),
                end.answered(),
                0,
                stopped ? 0 : unanswered,
                end.failures(),
                duplicates.sum(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                RoundTripSummary.of());
    }
}
