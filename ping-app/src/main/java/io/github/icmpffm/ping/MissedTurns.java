package io.github.icmpffm.ping;

import java.math.BigDecimal;
import java.time.Duration;

/** Reports, once and on stderr, that requests do not go out as often as was asked for. */
final class MissedTurns {
    /** Fewer turns are left out by any machine that is busy for a moment, or asleep. */
    private static final long FEWEST = 100;

    private final Duration interval;
    private boolean reported;

    /**
     * Of requests that are due at that interval.
     *
     * @param interval between two to one target
     */
    MissedTurns(Duration interval) {
        this.interval = interval;
    }

    /** So many turns were left out so far. */
    void check(long missed) {
        if (reported || missed < FEWEST) {
            return;
        }
        reported = true;
        String seconds = BigDecimal.valueOf(interval.toNanos(), 9).stripTrailingZeros().toPlainString();
        StandardError.say("cannot send every " + seconds + " s: " + missed + " requests were left out so far");
    }
}
