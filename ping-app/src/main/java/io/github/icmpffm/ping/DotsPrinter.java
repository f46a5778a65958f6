package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.Late;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;

/**
 * {@code -f}: a dot for each request, taken back by its reply, so that the row that stays is what was lost. The rest is another
 * format's, which says nothing of what has a dot.
 */
final class DotsPrinter implements Printer {
    private final Printer printer;
    private final Output output;
    private final String reply;

    /**
     * With the beginning and the end of another format.
     *
     * @param audible whether a reply rings the bell
     */
    DotsPrinter(Printer printer, Output output, boolean audible) {
        this.printer = printer;
        this.output = output;
        this.reply = audible ? "\b \b\007" : "\b \b";
    }

    @Override
    public void start(Target target, Beginning beginning) {
        printer.start(target, beginning);
    }

    @Override
    public void event(Target target, PingEvent event) {
        printer.event(target, event);
        if (event instanceof Sent) {
            output.write(".");
        } else if (event instanceof Reply || event instanceof Duplicate || event instanceof Late) {
            output.write(reply);
        } else if (event instanceof ErrorHint) {
            output.write("\bE");
        } else if (event instanceof SendFailure) {
            output.write("E");
        } else if (event instanceof Corrupted) {
            output.write("\bC");
        }
    }

    @Override
    public void unanswered(Target target, PingEvent next, int sequence) {
        printer.unanswered(target, next, sequence);
    }

    @Override
    public void dropped(Target target, Dropped dropped) {
        printer.dropped(target, dropped);
    }

    @Override
    public void summary(Target target, PingStatistics statistics) {
        printer.summary(target, statistics);
    }

    @Override
    public void total(int targets, PingStatistics all) {
        printer.total(targets, all);
    }
}
