package io.github.icmpffm;

import java.util.Collection;

/**
 * What has become of a series' probes. Transmitted = received + errors + timeouts + {@link #open}; send failures were
 * not transmitted.
 *
 * @param transmitted probes the kernel took
 * @param received probes that were answered
 * @param errors probes that an ICMP error put an end to
 * @param timeouts probes that nothing came for in time
 * @param sendFailures probes the kernel refused
 * @param duplicates further replies to answered probes
 * @param late replies to probes with another outcome
 * @param corrupted messages that claimed to be a reply and were not what was sent
 * @param notices redirects and source quenches
 * @param roundTrips the times of the received
 */
public record PingStatistics(
        long transmitted,
        long received,
        long errors,
        long timeouts,
        long sendFailures,
        long duplicates,
        long late,
        long corrupted,
        long notices,
        RoundTripSummary roundTrips) {

    /** Those of several series as if they were one. */
    public static PingStatistics combined(Collection<PingStatistics> parts) {
        long[] sums = new long[9];
        for (PingStatistics part : parts) {
            sums[0] += part.transmitted;
            sums[1] += part.received;
            sums[2] += part.errors;
            sums[3] += part.timeouts;
            sums[4] += part.sendFailures;
            sums[5] += part.duplicates;
            sums[6] += part.late;
            sums[7] += part.corrupted;
            sums[8] += part.notices;
        }
        return new PingStatistics(
                sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7], sums[8],
                new RoundTripSummary(0, 0, 0, 0, 0, 0, new RoundTripDistribution()));
    }

    /** Probes that have no outcome yet, or had none at the end. */
    public long open() {
        return transmitted - received - errors - timeouts;
    }

    /** Probes that were transmitted and not answered, whatever the reason. */
    public long lost() {
        return transmitted - received;
    }

    /** {@link #lost} in percent of the transmitted; 0 if none were. */
    public double lossPercent() {
        return transmitted == 0 ? 0 : 100.0 * lost() / transmitted;
    }
}
