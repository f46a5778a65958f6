package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;

/** The picture: round trips over time, and below it how often they took how long. */
final class Plot extends XYChart {
    static final int WIDTH = 1000;

    private static final int TIMES_HEIGHT = 440;
    private static final int HISTOGRAM_HEIGHT = 240;

    /** Colours of targets, which can be told apart by those who do not see red and green as different. */
    static final Color[] COLORS = {
        new Color(0x0072b2), new Color(0xe69f00), new Color(0x009e73), new Color(0xcc79a7), new Color(0x56b4e9),
        new Color(0x8c6d31), new Color(0x5e4fa2), new Color(0x66c2a5), new Color(0x7f7f7f), new Color(0x393b79)
    };

    private final XYChart times;
    private final XYChart histogram;

    private Plot(XYChart times, XYChart histogram) {
        super(WIDTH, TIMES_HEIGHT + HISTOGRAM_HEIGHT);
        this.times = times;
        this.histogram = histogram;
    }

    /**
     * Draws.
     *
     * @param traces by the targets' names
     * @param all of all of them together
     */
    static Plot of(Map<String, RoundTripTrace> traces, PingStatistics all) {
        System.setProperty("java.awt.headless", "true");
        boolean logarithmic = isLogarithmic(all.roundTrips());
        return new Plot(
                PlotOfTimes.of(traces, all, WIDTH, TIMES_HEIGHT, logarithmic),
                PlotOfHistogram.of(all.roundTrips(), WIDTH, HISTOGRAM_HEIGHT, logarithmic));
    }

    /** Where the longest would press all others to the ground. */
    private static boolean isLogarithmic(RoundTripSummary times) {
        return times.minimumNanos() > 0 && times.maximumNanos() > 20 * times.percentileNanos(50);
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** As a legend has it: without the zeros at the end. */
    static String figure(long nanos) {
        String exact = Decimal.millis(nanos);
        int end = exact.length();
        while (end > exact.length() - 3 && exact.charAt(end - 1) == '0') {
            end--;
        }
        return exact.substring(0, end);
    }

    /** On a logarithmic axis only decades have a number. */
    static double decadeBelow(double millis) {
        return Math.pow(10, Math.floor(Math.log10(millis)));
    }

    static BasicStroke dashed() {
        return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0);
    }

    /** What both have in common. */
    static XYChart plain(XYChart chart) {
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderColor(new Color(0xbbbbbb))
                .setChartTitleBoxVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setDecimalPattern("#,##0.######")
                .setLegendVisible(true);
        chart.getStyler()
                .setPlotGridLinesColor(new Color(0xd8d8d8))
                .setLocale(Locale.ROOT)
                .setYAxisLeftWidthHint(70);
        return chart;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        AffineTransform upper = graphics.getTransform();
        times.paint(graphics, width, TIMES_HEIGHT);
        graphics.setTransform(upper);
        graphics.translate(0, TIMES_HEIGHT);
        histogram.paint(graphics, width, HISTOGRAM_HEIGHT);
        graphics.setTransform(upper);
    }

    /**
     * Draws it in the format that the file's name asks for.
     *
     * @throws FatalException if that does not succeed
     */
    byte[] draw(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
                VectorGraphicsEncoder.saveVectorGraphic(this, bytes, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
            } else {
                BitmapEncoder.saveBitmap(this, bytes, BitmapEncoder.BitmapFormat.PNG);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // A slim image of a JDK has no fonts, and then all drawing fails.
            throw new FatalException("cannot draw for --plot: " + e + " (are fontconfig and a font installed?)");
        }
        return bytes.toByteArray();
    }
}
