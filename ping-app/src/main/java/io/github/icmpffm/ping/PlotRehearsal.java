package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.program.OwnClasses;
import java.nio.file.Path;
import java.util.Map;

/**
 * Draws a picture that nobody sees, some seconds after the start: what drawing needs is then loaded, and is there at the end even if
 * the jar has been overwritten by then.
 */
final class PlotRehearsal extends Thread {
    private static final long SHORT_NANOS = 1_000;

    /** So much longer that the axis is logarithmic. */
    private static final long LONG_NANOS = 1_000_000;

    private final Path file;

    /**
     * One that has not begun.
     *
     * @param file its name ends with that of the format
     */
    PlotRehearsal(Path file) {
        super("plot rehearsal");
        setDaemon(true);
        this.file = file;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(OwnClasses.LATER_MILLIS);
            RoundTripTrace trace = new RoundTripTrace(0);
            trace.reply(0, SHORT_NANOS);
            trace.reply(LONG_NANOS, LONG_NANOS);
            trace.loss(LONG_NANOS);
            RoundTripSummary times = RoundTripSummary.of(SHORT_NANOS, SHORT_NANOS, LONG_NANOS);
            PingStatistics all = new PingStatistics(3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, times);
            Plot.of(Map.of("rehearsal", trace), all).draw(file);
        } catch (InterruptedException e) {
            interrupt();
        } catch (RuntimeException | LinkageError e) {
            // the end reports it
        }
    }
}
