package io.github.icmpffm.ping;

import io.github.icmpffm.RoundTripSummary;
import java.awt.Color;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How many round trips took how long. */
final class PlotOfHistogram {
    private static final int STEPS = 60;

    private PlotOfHistogram() {}

    static XYChart of(RoundTripSummary times, int width, int height, boolean logarithmic) {
        XYChart chart = Plot.plain(new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle("round trip [ms]")
                .yAxisTitle("replies")
                .build());
        chart.getStyler()
                .setXAxisLogarithmic(logarithmic)
                .setYAxisMin(0.0)
                .setPlotContentSize(1);
        chart.getStyler().setLegendVisible(false);
        if (times.count() == 0) {
            chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMax(1.0);
            return chart;
        }
        double[] bounds = bounds(times, logarithmic);
        double[] counts = new double[STEPS + 2];
        double[] millis = new double[STEPS + 2];
        long before = 0;
        for (int i = 0; i < STEPS; i++) {
            long upTo = i == STEPS - 1 ? times.count() : times.countUpTo((long) Math.ceil(bounds[i + 1]) - 1);
            counts[i] = upTo - before;
            before = upTo;
        }
        for (int i = 0; i <= STEPS; i++) {
            millis[i] = bounds[i] / 1e6;
        }
        millis[STEPS + 1] = millis[STEPS] + (millis[STEPS] - millis[0]) / 1e3; // see PlotOfTimes.Points
        double most = Arrays.stream(counts).max().orElse(1);
        chart.getStyler().setYAxisMax(most * 1.05).setXAxisMin(millis[0] * (logarithmic ? 0.95 : 1))
                .setXAxisMax(millis[STEPS + 1]);
        XYSeries series = chart.addSeries("replies", millis, counts);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Plot.COLORS[0]).setLineWidth(1);
        series.setFillColor(new Color(0x99c6e0));
        return chart;
    }

    /** Where steps begin, and the last one's end: of equal width as drawn. */
    private static double[] bounds(RoundTripSummary times, boolean logarithmic) {
        double least = times.minimumNanos();
        double most = Math.max((double) times.maximumNanos(), least + STEPS);
        if (logarithmic) {
            least = Plot.decadeBelow(least);
            most = 10 * Plot.decadeBelow(most);
        }
        double[] bounds = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double share = (double) i / STEPS;
            bounds[i] = logarithmic ? least * Math.pow(most / least, share) : least + (most - least) * share;
        }
        return bounds;
    }
}
