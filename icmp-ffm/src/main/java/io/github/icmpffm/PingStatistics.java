package io.github.icmpffm;

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
