package io.github.icmpffm.watchdog;

import java.time.Duration;

/**
 * When patience is over: a value, and pure; whoever holds it reads the clocks. All times are nanoseconds of the
 * monotonic clock, which no step of the wall clock moves.
 *
 * <ol>
 *   <li>It ends one timeout after the last message; before the first one, after a timeout of its own.
 *   <li>Whoever holds it looks at least every {@link #LONGEST_SLEEP} and says so ({@link #woken}), then tells it of
 * every       message that has come ({@link #fed}), and only then asks {@link #isOver}.
 *   <li>A look that comes more than {@link #FROZEN} late means that this process did not run, be it stopped or starved.
 *       That time does not count, and there is at least {@link #LEAST_GRACE} from then on; but only once until the next
 *       message, so that whoever is stopped again and again still comes to an end.
 *   <li>If the machine was suspended, the timer starts over: the network needs its time to come back.
 * </ol>
 *
 * @param timeout how long one may wait for the next message
 * @param whole the time that is running: the timeout, or at the start the one of its own
 * @param deadline when it ends
 * @param lookedAt the last look
 * @param suspended for how long the machine was suspended in all, as of the last look
 * @param graceLeft whether a freeze since the last message would be forgiven
 */
record WatchdogTimer(
        long timeout, long whole, long deadline, long lookedAt, long suspended, boolean graceLeft) {
    /** At least so often one has to look, or the time in between does not count. */
    static final long LONGEST_SLEEP = Duration.ofMillis(100).toNanos();

    private static final long FROZEN = Duration.ofSeconds(1).toNanos();
    private static final long LEAST_GRACE = Duration.ofSeconds(1).toNanos();

    /** The two clocks that tell of a suspension are not read at once; a busy machine may be slow between them. */
    private static final long SUSPENDED = Duration.ofMillis(500).toNanos();

    /** The timer before the first message. */
    static WatchdogTimer waitingForStart(long timeout, long startTimeout, long now) {
        return new WatchdogTimer(timeout, startTimeout, now + startTimeout, now, 0, true);
    }

    /** The timer after a look at the clocks, before what has arrived is read. */
    WatchdogTimer woken(long now, long suspendedNow) {
        if (suspendedNow - suspended > SUSPENDED) {
            return new WatchdogTimer(timeout, whole, now + whole, now, suspendedNow, true);
        }
        long missed = now - lookedAt - LONGEST_SLEEP;
        if (missed > FROZEN && graceLeft) {
            long left = Math.max(deadline - lookedAt, LEAST_GRACE);
            return new WatchdogTimer(timeout, whole, now + left, now, suspended, false);
        }
        return new WatchdogTimer(timeout, whole, deadline, now, suspended, graceLeft);
    }

    /** The timer after a message. */
    WatchdogTimer fed(long now) {
        return new WatchdogTimer(timeout, timeout, now + timeout, now, suspended, true);
    }

    /** Whether it is over. */
    boolean isOver(long now) {
        return deadline - now <= 0;
    }

    /** How long one may sleep now. */
    long sleep(long now) {
        return Math.clamp(deadline - now, 0, LONGEST_SLEEP);
    }
}
