package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;

/** Counts what happens in a series: written by the loop's thread, read by any. */
final class StatisticsRecorder {

    private static final int SEQUENCE_MASK = 0xffff;
    private static final int LONGEST_AGO = 0x7fff;

    private final RoundTripRecorder roundTrips = new RoundTripRecorder();
    private long transmitted;
    private long received;
    private long errors;
    private long timeouts;
    private long sendFailures;
    private long duplicates;
    private long late;
    private long corrupted;
    private long notices;
    private long errorMessages;
    private long missed;
    private long firstSend;
    private long lastSend;
    private int lastSequence;
    private int mostUnderWay;

    synchronized void record(ProbeEvent event) {
        switch (event.kind()) {
            case SENT -> {
                transmitted++;
                sending(event);
            }
            case REPLY -> {
                received++;
                answered(event);
                roundTrips.add(event.roundTripNanos());
            }
            case ERROR_HINT -> {
                errorMessages++;
                answered(event);
            }
            case ICMP_ERROR -> errors++;
            case TIMEOUT -> timeouts++;
            case SEND_FAILURE -> {
                sendFailures++;
                sending(event);
            }
            case DUPLICATE -> {
                duplicates++;
                answered(event);
            }
            case LATE -> {
                late++;
                answered(event);
            }
            case CORRUPTED -> corrupted++;
            case NOTICE -> notices++;
        }
    }

    private void sending(ProbeEvent event) {
        lastSend = event.wallNanos();
        lastSequence = event.sequence();
        if (firstSend == 0) {
            firstSend = lastSend;
        }
    }

    /** That many turns of the schedule were left out. */
    synchronized void missed(long turns) {
        missed += turns;
    }

    /** How many turns of the schedule were left out. */
    synchronized long missed() {
        return missed;
    }

    /** How many probes have been sent since that one, it included. One that seems to lie ahead is long past. */
    private void answered(ProbeEvent event) {
        int since = (lastSequence - event.sequence()) & SEQUENCE_MASK;
        if (since <= LONGEST_AGO && since >= mostUnderWay) {
            mostUnderWay = since + 1;
        }
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
                errorMessages,
                missed,
                firstSend,
                lastSend,
                mostUnderWay,
                roundTrips.summary());
    }
}
