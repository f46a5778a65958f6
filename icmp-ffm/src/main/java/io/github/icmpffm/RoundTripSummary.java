package io.github.icmpffm;

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
    private final RoundTripDistribution distribution;

    RoundTripSummary(
            long count,
            long minimum,
            double mean,
            long maximum,
            double deviation,
            double jitter,
            RoundTripDistribution distribution) {
        this.count = count;
        this.minimum = minimum;
        this.mean = mean;
        this.maximum = maximum;
        this.deviation = deviation;
        this.jitter = jitter;
        this.distribution = distribution;
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

    @Override
    public String toString() {
        return "min/avg/max/mdev = " + Milliseconds.of(minimum) + "/" + Milliseconds.of(meanNanos()) + "/"
                + Milliseconds.of(maximum) + "/" + Milliseconds.of(deviationNanos()) + " ms";
    }
}
