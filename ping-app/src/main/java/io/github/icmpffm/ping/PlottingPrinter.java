package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code --plot}: another format, and at the end a picture of the round trips. */
final class PlottingPrinter implements Printer {
    private final Printer printer;
    private final Path file;
    private final ProbeHistory history;
    private int started;

    /**
     * A printer that also writes a picture.
     *
     * @param file whose name ends with {@code .svg} or {@code .png}
     * @param history what the picture is of, whole at the time of the summary
     * @throws FatalException if there can be no such file
     */
    PlottingPrinter(Printer printer, Path file, ProbeHistory history) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new FatalException("invalid argument: '" + file + "' for --plot: must end with .svg or .png");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FatalException("cannot write " + file + " for --plot: no such folder");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder) || Files.isDirectory(file)) {
            throw new FatalException("cannot write " + file + " for --plot: permission denied, or a folder");
        }
        this.printer = printer;
        this.file = file;
        this.history = history;
    }

    @Override
    public void start(Target target, Beginning beginning) {
        if (started++ == 0) {
            new PlotRehearsal(file).start();
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
        Plot.of(history.traces(), all).write(file);
    }
}
