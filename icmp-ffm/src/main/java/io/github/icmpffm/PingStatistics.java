package io.github.icmpffm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What has become of the probes of a series, or of several ({@link #combined}). Every probe that was {@link #tried} has
 * one outcome or is open: tried = received + errors + timeouts + send failures + {@link #open}. Send failures were not
 * transmitted.
 *
 * @param transmitted probes the kernel took
 * @param received probes that were answered
 * @param errors probes about which an ICMP error came, and no reply in time
 * @param timeouts probes that nothing came for in time
 * @param sendFailures probes the kernel refused
 * @param duplicates further replies to answered probes
 * @param late replies to probes with another outcome
 * @param corrupted messages that claimed to be a reply and were not what was sent
 * @param notices redirects and source quenches
 * @param errorMessages ICMP errors that were reported, also of probes that a reply came for afterwards
 * @param missed turns of the schedule that were left out because they could not be kept
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
        long errorMessages,
        long missed,
        long firstSendNanos,
        long lastSendNanos,
        int mostUnderWay,
        RoundTripSummary roundTrips) {

    /** Probes that have no outcome yet, or had none at the end. */
    public long open() {
        return transmitted - received - errors - timeouts;
    }

    /** Probes that were handed to the kernel, taken or not. */
    public long tried() {
        return transmitted + sendFailures;
    }

    /** Probes that have their outcome. */
    public long decided() {
        return tried() - open();
    }

    /** Probes that have their outcome and no reply: errors, timeouts and send failures. What is open is not lost. */
    public long lost() {
        return errors + timeouts + sendFailures;
    }

    /** {@link #lost} in percent of the {@link #decided}; empty if nothing is decided. */
    public OptionalDouble lossPercent() {
        return decided() == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * lost() / decided());
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
        long errorMessages = 0;
        long missed = 0;
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
            errorMessages += each.errorMessages;
            missed += each.missed;
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
                errorMessages,
                missed,
                firstSend,
                lastSend,
                mostUnderWay,
                RoundTripSummary.combined(roundTrips));
    }
}
