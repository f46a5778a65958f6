package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;

/** Counts what happens in a series: written by the loop's thread, read by any. */
final class StatisticsRecorder {

    private final RoundTripDistribution distribution = new RoundTripDistribution();
    private long transmitted;
    private long received;
    private long errors;
    private long timeouts;
    private long sendFailures;
    private long duplicates;
    private long late;
    private long corrupted;
    private long notices;
    private long minimum = Long.MAX_VALUE;
    private long maximum;
    private long previous;
    private double mean;
    private double squaredDeviations;
    private double differences;

    synchronized void record(ProbeEvent event) {
        switch (event.kind()) {
            case SENT -> transmitted++;
            case REPLY -> {
                received++;
                roundTrip(event.roundTripNanos());
            }
            case ICMP_ERROR -> errors++;
            case TIMEOUT -> timeouts++;
            case SEND_FAILURE -> sendFailures++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
            case CORRUPTED -> corrupted++;
            case NOTICE -> notices++;
        }
    }

    /** Mean and variance by Welford's method: sums of squares lose digits when round trips are alike. */
    private void roundTrip(long nanos) {
        distribution.add(nanos);
        minimum = Math.min(minimum, nanos);
        maximum = Math.max(maximum, nanos);
        double difference = nanos - mean;
        mean += difference / received;
        squaredDeviations += difference * (nanos - mean);
        if (received > 1) {
            differences += Math.abs(nanos - previous);
        }
        previous = nanos;
    }

    synchronized PingStatistics snapshot() {
        return new PingStatistics(
                transmitted,
                received,
                errors,
                timeouts,
                sendFailures,
                duplicates,
                late,
                corrupted,
                notices,
                new RoundTripSummary(
                        received,
                        received == 0 ? 0 : minimum,
                        mean,
                        maximum,
                        received == 0 ? 0 : Math.sqrt(squaredDeviations / received),
                        received < 2 ? 0 : differences / (received - 1),
                        distribution.copy()));
    }
}
