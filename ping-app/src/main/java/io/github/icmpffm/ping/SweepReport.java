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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a sweep: a line for each address that answers, how far it is, a summary. Safe for use by several threads:
 * each shard of the sweep tells on its own, and waits while standard output is slow.
 *
 * <p>The lines that people read are a sweep's own and begin with the address; those that programs read are the formats'.
 */
final class SweepReport {
    private static final long PROGRESS_MILLIS = 500;

    private static final String START_OF_LINE = "\r\033[K";

    private final Output output;
    private final boolean quiet;
    private final String words;

    /** Null where people read. */
    private final @Nullable Printer printer;

    private final boolean terminal = Terminal.is(Terminal.STANDARD_ERROR);
    private boolean progressShown;
    private boolean ended;
    private long duplicates;

    SweepReport(Output output, PingOptions.Display display, List<String> words) {
        this.output = output;
        this.quiet = display.quiet();
        this.words = String.join(" ", words);
        this.printer = display.format().isForPeople() ? null : display.format().printer(output, display);
    }

    /** A {@link Reply} or {@link Duplicate}. */
    synchronized void event(PingEvent event) {
        boolean duplicate = event instanceof Duplicate;
        duplicates += duplicate ? 1 : 0;
        if (quiet) {
            return;
        }
        hideProgress();
        String address = ZonedAddress.text(event.target());
        if (printer != null) {
            printer.event(new Target(address, event.target()), event);
            return;
        }
        Reply reply = event instanceof Duplicate further ? further.reply() : (Reply) event;
        StringBuilder line = new StringBuilder(64).append(address).append(": time=");
        output.write(Decimal.appendMillis(line, reply.roundTripNanos()).append(duplicate ? "ms duplicate\n" : "ms\n"));
    }

    /** Shows on stderr how far it is, until the summary, if that is a terminal. */
    void showProgressOf(SweepRun run, int retries) {
        if (!terminal) {
            return;
        }
        Thread.ofPlatform().daemon().name("progress").start(() -> {
            try {
                while (showProgress(run.progress(), retries)) {
                    TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
                }
            } catch (InterruptedException e) {
                // nobody does
            }
        });
    }

    private synchronized boolean showProgress(SweepProgress progress, int retries) {
        if (!ended) {
            System.err.print(START_OF_LINE + ProgressLine.of(progress, retries));
            progressShown = true;
        }
        return !ended;
    }

    private void hideProgress() {
        if (progressShown) {
            System.err.print(START_OF_LINE);
            progressShown = false;
        }
    }

    /** At the end. */
    synchronized void summary(SweepProgress end, boolean stopped) {
        ended = true;
        hideProgress();
        if (printer != null) {
            printer.summary(new Target(words, InetAddress.getLoopbackAddress()), statistics(end, stopped));
            return;
        }
        StringBuilder text = new StringBuilder(160).append('\n');
        text.append(end.addresses()).append(" addresses: ").append(end.sent()).append(" sent, ");
        text.append(end.answered()).append(" answered (");
        text.append(Decimal.percent(end.answered(), Math.max(1, Math.min(end.addresses(), end.sent())))).append("%), ");
        text.append(duplicates).append(" duplicates, ");
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
                duplicates,
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
