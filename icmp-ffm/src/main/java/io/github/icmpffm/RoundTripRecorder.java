package io.github.icmpffm;

/** Gathers the round-trip times of a series. For one thread. */
final class RoundTripRecorder {

    /** The newest round trip's weight in the moving average is one part of so many, as in iputils. */
    private static final double SMOOTHING = 8;

    private final RoundTripDistribution distribution = new RoundTripDistribution();
    private long count;
    private long minimum = Long.MAX_VALUE;
    private long maximum;
    private long previous;
    private double mean;
    private double smoothed;
    private double squaredDeviations;
    private double differences;

    /** Mean and variance by Welford's method: sums of squares lose digits when round trips are alike. */
    void add(long nanos) {
        distribution.add(nanos);
        minimum = Math.min(minimum, nanos);
        maximum = Math.max(maximum, nanos);
        double difference = nanos - mean;
        count++;
        mean += difference / count;
        squaredDeviations += difference * (nanos - mean);
        if (count == 1) {
            smoothed = nanos;
        } else {
            differences += Math.abs(nanos - previous);
            smoothed += (nanos - smoothed) / SMOOTHING;
        }
        previous = nanos;
    }

    RoundTripSummary summary() {
        return new RoundTripSummary(
                count,
                count == 0 ? 0 : minimum,
                mean,
                maximum,
                count == 0 ? 0 : Math.sqrt(squaredDeviations / count),
                count < 2 ? 0 : differences / (count - 1),
                smoothed,
                distribution.copy());
    }
}
