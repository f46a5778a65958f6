package io.github.icmpffm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What has become of the probes of a series, or of several ({@link #combined}). Transmitted = received + errors + timeouts + {@link #open}; send failures were
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
 * @param firstSendNanos when the first probe was handed to the kernel, in nanoseconds since 1970; 0 if none was
 * @param lastSendNanos when the last one was
 * @param mostUnderWay the most probes that had been sent, at any answer, from the one it was for to the last one, both
 *     included: what iputils calls pipe; 0 without any answer
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
        long firstSendNanos,
        long lastSendNanos,
        int mostUnderWay,
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

    /** From the first probe handed to the kernel to the last one. */
    public Duration sendingTime() {
        return Duration.ofNanos(Math.max(0, lastSendNanos - firstSendNanos)); // the wall clock may have been set back
    }

    /**
     * Those of several series, as if they were of one.
     *
     * @param all any number; none gives nothing but zeros
     */
    public static PingStatistics combined(Collection<PingStatistics> all) {
        long transmitted = 0;
        long received = 0;
        long errors = 0;
        long timeouts = 0;
        long sendFailures = 0;
        long duplicates = 0;
        long late = 0;
        long corrupted = 0;
        long notices = 0;
        long firstSend = 0;
        long lastSend = 0;
        int mostUnderWay = 0;
        List<RoundTripSummary> roundTrips = new ArrayList<>(all.size());
        for (PingStatistics each : all) {
            transmitted += each.transmitted;
            received += each.received;
            errors += each.errors;
            timeouts += each.timeouts;
            sendFailures += each.sendFailures;
            duplicates += each.duplicates;
            late += each.late;
            corrupted += each.corrupted;
            notices += each.notices;
            if (each.firstSendNanos != 0 && (firstSend == 0 || each.firstSendNanos < firstSend)) {
                firstSend = each.firstSendNanos;
            }
            lastSend = Math.max(lastSend, each.lastSendNanos);
            mostUnderWay = Math.max(mostUnderWay, each.mostUnderWay);
            roundTrips.add(each.roundTrips);
        }
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
                firstSend,
                lastSend,
                mostUnderWay,
                RoundTripSummary.combined(roundTrips));
    }
}
