package io.github.icmpffm.ping;

import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code --plot}: another format, and at the end a picture of the round trips. */
final class PlottingPrinter implements Printer {
    private final Printer printer;
    private final Path file;
    private final boolean quiet;
    private final Map<Target, Probes> probes = new LinkedHashMap<>();
    private long originNanos;
    private int started;

    /**
     * A printer that also writes a picture.
     *
     * @param file whose name ends with {@code .svg} or {@code .png}
     * @param quiet whether the other format is to know nothing of events
     * @throws FatalException if there can be no such file
     */
    PlottingPrinter(Printer printer, Path file, boolean quiet) {
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
        this.quiet = quiet;
    }

    /** A target's probes: those that are open by the time they were sent at, the others drawn. */
    private static final class Probes {
        final Map<Integer, Long> open = new HashMap<>();
        final RoundTripTrace trace;

        Probes(long originNanos) {
            trace = new RoundTripTrace(originNanos);
        }

        void happened(PingEvent event) {
            if (event instanceof Sent) {
                open.put(event.sequence(), EventTime.nanos(event));
            } else if (event instanceof Reply reply) {
                trace.reply(sent(event, reply.timeNanos() - reply.roundTripNanos()), reply.roundTripNanos());
            } else if (event instanceof Timeout || event instanceof IcmpError) {
                trace.loss(sent(event, EventTime.nanos(event)));
            } else if (event instanceof SendFailure) {
                trace.loss(EventTime.nanos(event));
            }
        }

        private long sent(PingEvent event, long otherwise) {
            Long known = open.remove(event.sequence());
            return known == null ? otherwise : known;
        }

        void end() {
            open.values().forEach(trace::loss);
            open.clear();
        }
    }

    @Override
    public void start(Target target, Beginning beginning) {
        started++;
        printer.start(target, beginning);
    }

    @Override
    public void event(Target target, PingEvent event) {
        if (!quiet) {
            printer.event(target, event);
        }
        if (originNanos == 0) {
            originNanos = EventTime.nanos(event);
        }
        Probes known = probes.get(target);
        if (known == null) {
            known = new Probes(originNanos);
            probes.put(target, known);
        }
        known.happened(event);
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

    /** Of a name with several addresses each has its line. */
    private static String name(Target target) {
        String address = ZonedAddress.text(target.address());
        return address.equals(target.name()) ? address : target.name() + " (" + address + ")";
    }

    private void draw(PingStatistics all) {
        Map<String, RoundTripTrace> traces = new LinkedHashMap<>();
        probes.forEach((target, each) -> {
            each.end();
            traces.put(name(target), each.trace);
        });
        Plot.of(traces, all).write(file);
    }
}
