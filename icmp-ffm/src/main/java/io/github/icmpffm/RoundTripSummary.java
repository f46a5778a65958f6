package io.github.icmpffm;

import java.util.Collection;

/**
 * The round-trip times of a series in figures, in nanoseconds. Only replies count: no duplicates, nothing late. Immutable.
 */
public final class RoundTripSummary {

    private final long count;
    private final long minimum;
    private final double mean;
    private final long maximum;
    private final double deviation;
    private final double jitter;
    private final double smoothed;
    private final RoundTripDistribution distribution;

    RoundTripSummary(
            long count,
            long minimum,
            double mean,
            long maximum,
            double deviation,
            double jitter,
            double smoothed,
            RoundTripDistribution distribution) {
        this.count = count;
        this.minimum = minimum;
        this.mean = mean;
        this.maximum = maximum;
        this.deviation = deviation;
        this.jitter = jitter;
        this.smoothed = smoothed;
        this.distribution = distribution;
    }

    /**
     * That of these round trips, as if they were a series'.
     *
     * @param nanos their times, in the order they came in
     */
    public static RoundTripSummary of(long... nanos) {
        RoundTripRecorder recorder = new RoundTripRecorder();
        for (long each : nanos) {
            recorder.add(each);
        }
        return recorder.summary();
    }

    /** How many round trips; all other figures are 0 if there were none. */
    public long count() {
        return count;
    }

    /** The shortest. */
    public long minimumNanos() {
        return minimum;
    }

    /** The arithmetic mean. */
    public long meanNanos() {
        return Math.round(mean);
    }

    /** The longest. */
    public long maximumNanos() {
        return maximum;
    }

    /** The population standard deviation, which iputils calls mdev. */
    public long deviationNanos() {
        return Math.round(deviation);
    }

    /** The mean difference between a round trip and the one before. */
    public long jitterNanos() {
        return Math.round(jitter);
    }

    /**
     * A moving average, in which each round trip weighs an eighth and what was before seven: iputils calls it ewma. Of
     * several series, the mean of theirs.
     */
    public long smoothedNanos() {
        return Math.round(smoothed);
    }

    /**
     * How many round trips took no longer than that; of more than 1,024 it is a count by times off by 0.4 % at most.
     *
     * @param nanos any
     */
    public long countUpTo(long nanos) {
        if (nanos >= maximum) {
            return count;
        }
        return nanos < minimum ? 0 : distribution.countUpTo(nanos);
    }

    /**
     * The time that a share of all round trips did not exceed (nearest rank). Of more than 1,024 it is told to three
     * digits.
     *
     * @param percent 0 to 100, as 50 for the median
     */
    public long percentileNanos(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be 0 to 100, not " + percent);
        }
        return Math.clamp(distribution.quantile(percent / 100), minimum, maximum);
    }

    /**
     * That of all round trips of several series: what one series would have, but for {@link #smoothedNanos}, which is told
     * by the order they came in. Mean and variance are put together by the method of Chan, Golub and LeVeque.
     */
    static RoundTripSummary combined(Collection<RoundTripSummary> summaries) {
        long count = 0;
        long steps = 0;
        long minimum = Long.MAX_VALUE;
        long maximum = 0;
        double mean = 0;
        double squaredDeviations = 0;
        double differences = 0;
        double smoothed = 0;
        RoundTripDistribution distribution = new RoundTripDistribution();
        for (RoundTripSummary summary : summaries) {
            if (summary.count > 0) {
                double apart = summary.mean - mean;
                squaredDeviations += summary.deviation * summary.deviation * summary.count
                        + apart * apart * count * summary.count / (count + summary.count);
                count += summary.count;
                mean += apart * summary.count / count;
                smoothed += (summary.smoothed - smoothed) * summary.count / count;
                differences += summary.jitter * (summary.count - 1);
                steps += summary.count - 1;
                minimum = Math.min(minimum, summary.minimum);
                maximum = Math.max(maximum, summary.maximum);
                distribution.addAll(summary.distribution);
            }
        }
        return new RoundTripSummary(
                count,
                count == 0 ? 0 : minimum,
                mean,
                maximum,
                count == 0 ? 0 : Math.sqrt(squaredDeviations / count),
                steps == 0 ? 0 : differences / steps,
                smoothed,
                distribution);
    }

    @Override
    public String toString() {
        return "min/avg/max/mdev = " + Milliseconds.of(minimum) + "/" + Milliseconds.of(meanNanos()) + "/"
                + Milliseconds.of(maximum) + "/" + Milliseconds.of(deviationNanos()) + " ms";
    }
}
