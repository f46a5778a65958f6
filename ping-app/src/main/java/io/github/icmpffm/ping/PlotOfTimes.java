package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Round trips over time, with a red tick at the bottom for each lost probe, and lines at the median and the 95th percentile. */
final class PlotOfTimes {
    private static final int MOST_MARKED = 400;
    private static final Color LOST = new Color(0xd40000);
    private static final Color MEDIAN = new Color(0x333333);
    private static final Color P95 = new Color(0xd55e00);

    private final XYChart chart;
    private final Unit unit;
    private final double bottom;

    private PlotOfTimes(XYChart chart, Unit unit, double bottom) {
        this.chart = chart;
        this.unit = unit;
        this.bottom = bottom;
    }

    /** In what the time since the start is told. */
    private enum Unit {
        SECONDS("s", 1e9), MINUTES("min", 60e9), HOURS("h", 3600e9);

        private static final int MOST = 600;

        final String symbol;
        final double nanos;

        Unit(String symbol, double nanos) {
            this.symbol = symbol;
            this.nanos = nanos;
        }

        static Unit of(long duration) {
            if (duration < MOST * SECONDS.nanos) {
                return SECONDS;
            }
            return duration < MOST * MINUTES.nanos ? MINUTES : HOURS;
        }
    }

    static XYChart of(
            Map<String, RoundTripTrace> traces, PingStatistics all, int width, int height, boolean logarithmic) {
        long end = 0;
        for (RoundTripTrace trace : traces.values()) {
            end = Math.max(end, trace.startNanos(trace.columns()));
        }
        Unit unit = Unit.of(end);
        XYChart chart = Plot.plain(new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title(traces, all))
                .xAxisTitle("time since start [" + unit.symbol + "]")
                .yAxisTitle("round trip [ms]")
                .build());
        RoundTripSummary times = all.roundTrips();
        double bottom = logarithmic ? Plot.decadeBelow(Plot.millis(times.minimumNanos())) * 0.9 : 0;
        double top = times.count() == 0 ? 1 : Plot.millis(times.maximumNanos()) * (logarithmic ? 1.2 : 1.05);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(end / unit.nanos)
                .setYAxisMin(bottom)
                .setYAxisMax(top)
                .setYAxisLogarithmic(logarithmic)
                .setPlotContentSize(1);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal);
        PlotOfTimes plot = new PlotOfTimes(chart, unit, bottom);
        plot.roundTrips(traces);
        plot.losses(traces.values());
        if (times.count() > 0) {
            plot.level("median", times.percentileNanos(50), MEDIAN, end);
            plot.level("p95", times.percentileNanos(95), P95, end);
        }
        return chart;
    }

    private static String title(Map<String, RoundTripTrace> traces, PingStatistics all) {
        String who = traces.size() == 1 ? traces.keySet().iterator().next() : traces.size() + " targets";
        return who + ": " + all.transmitted() + " sent, " + all.received() + " received, " + all.lost() + " lost ("
                + Decimal.lossPercent(all) + ")";
    }

    private void roundTrips(Map<String, RoundTripTrace> traces) {
        int color = 0;
        for (Map.Entry<String, RoundTripTrace> each : traces.entrySet()) {
            if (color == Plot.COLORS.length) {
                return; // more lines could not be told apart
            }
            Points points = new Points();
            RoundTripTrace trace = each.getValue();
            for (int column = 0; column < trace.columns(); column++) {
                double time = trace.startNanos(column) / unit.nanos;
                if (trace.lost(column) > 0) {
                    points.add(time, Double.NaN); // no line across it
                }
                if (trace.hasReply(column)) {
                    points.add(time, Plot.millis(trace.shortestNanos(column)));
                    if (trace.longestNanos(column) > trace.shortestNanos(column)) {
                        points.add(time, Plot.millis(trace.longestNanos(column)));
                    }
                }
            }
            if (points.hasValue()) {
                points.breakRhythm();
                XYSeries series = chart.addSeries(each.getKey(), points.x(), points.y());
                series.setLineColor(Plot.COLORS[color]).setLineWidth(1);
                series.setMarkerColor(Plot.COLORS[color]);
                series.setMarker(points.size() <= MOST_MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            }
            color++;
        }
        chart.getStyler().setMarkerSize(5);
    }

    private void losses(Collection<RoundTripTrace> traces) {
        Points points = new Points();
        for (RoundTripTrace trace : traces) {
            for (int column = 0; column < trace.columns(); column++) {
                if (trace.lost(column) > 0) {
                    points.add(trace.startNanos(column) / unit.nanos, bottom);
                }
            }
        }
        if (points.size() > 0) {
            XYSeries series = chart.addSeries("lost probes", points.x(), points.y());
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(new Tick());
            series.setMarkerColor(LOST);
        }
    }

    /** A horizontal line at a time. */
    private void level(String name, long nanos, Color color, long end) {
        double millis = Plot.millis(nanos);
        XYSeries series = chart.addSeries(
                name + " " + Plot.figure(nanos) + " ms",
                new double[] {0, end / unit.nanos},
                new double[] {millis, millis});
        series.setLineStyle(Plot.dashed()).setLineColor(color);
        series.setMarker(SeriesMarkers.NONE);
    }

    /** A line that stands on the axis. */
    private static final class Tick extends Marker {
        private static final int LENGTH = 14;

        private final BasicStroke wide = new BasicStroke(2);

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.setStroke(wide);
            graphics.draw(new Line2D.Double(x, y - LENGTH, x, y));
        }
    }

    private static final class Points {
        private final List<Double> x = new ArrayList<>();
        private final List<Double> y = new ArrayList<>();

        void add(double pointX, double pointY) {
            x.add(pointX);
            y.add(pointY);
        }

        int size() {
            return x.size();
        }

        /** The chart has its ticks at the points themselves, and not at round numbers, if they are equally spaced. */
        void breakRhythm() {
            double step = x.getLast() - x.getFirst();
            add(x.getLast() - step / (Math.E * size()), Double.NaN);
        }

        boolean hasValue() {
            return y.stream().anyMatch(value -> !value.isNaN());
        }

        double[] x() {
            return x.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] y() {
            return y.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
