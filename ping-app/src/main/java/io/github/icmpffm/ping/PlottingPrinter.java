package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;

/** {@code --plot}: another format, and at the end a picture of the round trips. */
final class PlottingPrinter implements Printer {
    private final Printer printer;
    private final PlotFile file;
    private final ProbeHistory history;
    private int started;

    /**
     * A printer that also writes a picture.
     *
     * @param history what the picture is of, whole at the time of the summary
     */
    PlottingPrinter(Printer printer, PlotFile file, ProbeHistory history) {
        this.printer = printer;
        this.file = file;
        this.history = history;
    }

    @Override
    public void start(Target target, Beginning beginning) {
        if (started++ == 0) {
            new PlotRehearsal(file.path()).start();
        }
        printer.start(target, beginning);
    }

    @Override
    public void event(Target target, PingEvent event) {
        printer.event(target, event);
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
        if (started == 1) {
            draw(statistics);
        }
    }

    @Override
    public void total(int targets, PingStatistics all) {
        printer.total(targets, all);
        draw(all);
    }

    private void draw(PingStatistics all) {
        file.write(Plot.of(history.traces(), all).draw(file.path()));
    }
}
