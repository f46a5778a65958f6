package io.github.icmpffm.engine;

import org.jspecify.annotations.Nullable;

/**
 * Many probes to one target, by a plan. Lives on the loop's thread; what it may do when is told by {@link #turn}.
 *
 * <p>Two ways of sending. With an interval, one probe each interval, counted from the first, so that the schedule does
 * not drift; a turn that comes a little late is made up for, those that are missed by more than {@link
 * #CATCH_UP_NANOS} and an interval (the process was stopped, or cannot send so fast) are left out and reported. Without an
 * interval
 * (flood), as soon as there are fewer than {@code outstanding} unanswered, but at least a hundred a second, so that
 * losses do not end it. A flood may be {@link Plan#adaptive}: then a lost probe is waited for twice the longest round trip
 * (a second before there was any reply), which keeps it at about one probe a round trip.
 *
 * <p>It ends when
 *
 * <ol>
 *   <li>{@link Plan#deadlineNanos} has passed, or {@link Plan#replies} have been received;
 *   <li>{@link Plan#count} probes were sent and all have their outcome, or, if the plan is not {@link Plan#patient} and
 *       there were replies, twice the longest round trip and one interval have passed since the last was handed to the
 *       kernel; the same without replies, if there was an ICMP error about each probe that is open, after a second. Those
 *       that are open then end as timeouts, or as errors if there were any;
 *   <li>it is stopped.
 * </ol>
 */
public final class ProbeSchedule implements ProbeSink {

    /** For {@link Plan}: without end. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** How late a probe may be sent. */
    static final long CATCH_UP_NANOS = 10_000_000;

    private static final int SEQUENCE_NUMBERS = 1 << 16;

    private static final long FLOOD_STALL_NANOS = 10_000_000;

    private static final long UNANSWERED_STALL_NANOS = 1_000_000_000;

    /**
     * What to send when.
     *
     * @param intervalNanos between two probes; 0 is flood
     * @param outstanding how many may be unanswered in a flood; with an interval, how many are sent at once at the start
     * @param count how many are sent at most
     * @param replies after how many replies it ends
     * @param deadlineNanos after what time it ends
     * @param patient whether the last probes are waited for until their timeout, also when others were answered sooner
     * @param adaptive whether a flood goes by the round trips when replies fail to come
     * @param leastIntervalNanos between two probes of a flood
     * @param firstSequence the first probe's sequence number, 0 to 65535
     */
    public record Plan(
            long intervalNanos, int outstanding, long count, long replies, long deadlineNanos, boolean patient,
            boolean adaptive, long leastIntervalNanos, int firstSequence) {}

    /** Who gets the events of the probes, and the end. */
    public interface Sink extends ProbeSink {

        /** So many turns were left out because they could not be kept. */
        default void missed(long turns) {}

        /** It ended as planned or was stopped; nothing more will be told. */
        void finished();
    }

    final long targetHigh;
    final long targetLow;
    private final int scopeId;
    private final ProbeShape shape;
    private final Plan plan;
    private final Sink sink;

    /** When the loop is to call {@link #turn}; monotonic. */
    long turnNanos;

    // For ScheduleCalendar and its heap, which place it.
    boolean isPlaced;

    long placedNanos;
    boolean isWaiting;
    long waitsFor;
    @Nullable
    ProbeSchedule nextOfDay;

    private @Nullable ProbeLoop loop;
    private @Nullable TargetTable targets;
    private int target;
    private boolean finished;

    /**
     * Whether it is settled what the intervals count from: at once for who has a place in the interval beside others, which is
     * kept also if the first probe is late; otherwise with the first probe.
     */
    private boolean anchored;

    private long startNanos;
    private long nextSendNanos;
    private long lastSendNanos;
    private long launched;
    private long received;

    /** Launched and without outcome. */
    private int open;

    /** Of those: the kernel has not taken them yet. */
    private int unsent;

    /** Of the open ones: neither a reply nor an error has come. */
    private int unanswered;

    private long longestRoundTripNanos;

    /**
     * A schedule that {@link ProbeLoop#start} starts.
     *
     * @param plan which many may share: with a hundred thousand schedules, each plan of its own is one more thing that is
     *     far from the processor
     * @param delayNanos how long from now the first probe is due, from which the others count; 0 is at once, and the others
     *     count from when it was truly sent
     */
    public ProbeSchedule(
            long targetHigh, long targetLow, int scopeId, ProbeShape shape, Plan plan, long delayNanos, Sink sink) {
        this.targetHigh = targetHigh;
        this.targetLow = targetLow;
        this.scopeId = scopeId;
        this.shape = shape;
        this.plan = plan;
        this.anchored = delayNanos > 0;
        this.nextSendNanos = System.nanoTime() + delayNanos;
        this.sink = sink;
    }

    /** Begins. As long as it runs the target stays known, so that its sequence numbers go on. */
    void begin(ProbeLoop onLoop, TargetTable inTargets, long now) {
        loop = onLoop;
        targets = inTargets;
        target = inTargets.acquireOwn(targetHigh, targetLow, scopeId, plan.firstSequence());
        startNanos = now;
        if (!anchored) {
            nextSendNanos = now;
        }
        lastSendNanos = now;
        turnNanos = nextSendNanos;
    }

    /** Sends what is due, and sets when it wants its next turn. Returns false when it has ended. */
    boolean turn(ProbeLoop onLoop, long now) {
        if (finished || hasEnded(now)) {
            return false;
        }
        while (maySend(now)) {
            open++; // before the launch, which may report already what becomes of the probe
            unsent++;
            unanswered++;
            launched++;
            int slot = launch(onLoop);
            if (slot < 0) {
                open--;
                unsent--;
                unanswered--;
                launched--;
                turnNanos = slot == ProbeSender.TURN_IS_FULL ? now : nextEnd();
                return true;
            }
            lastSendNanos = now;
            advance(now);
        }
        turnNanos = nextTurn();
        return true;
    }

    private int launch(ProbeLoop onLoop) {
        return onLoop.launchScheduled(target, !isFlood(), targetHigh, targetLow, scopeId, shape, this);
    }

    private boolean hasEnded(long now) {
        return received >= plan.replies || now - startNanos >= plan.deadlineNanos || isWaitedFor(now);
    }

    /** Whether all was sent, and no more is waited for. */
    private boolean isWaitedFor(long now) {
        return launched >= plan.count && (open == 0 || now - lastSendNanos >= lingerNanos());
    }

    private long lingerNanos() {
        if (plan.patient || unsent > 0) {
            return UNLIMITED;
        }
        if (received > 0) {
            return Math.max(2 * longestRoundTripNanos, plan.intervalNanos);
        }
        return unanswered == 0 ? Math.max(UNANSWERED_STALL_NANOS, plan.intervalNanos) : UNLIMITED;
    }

    private boolean maySend(long now) {
        if (launched >= plan.count || open == SEQUENCE_NUMBERS) {
            return false;
        }
        if (isFlood()) {
            return launched == 0 || now - lastSendNanos >= floodPauseNanos();
        }
        return now >= nextSendNanos;
    }

    private void advance(long now) {
        if (isFlood() || launched < plan.outstanding) {
            return;
        }
        nextSendNanos += plan.intervalNanos;
        if (nextSendNanos + Math.max(plan.intervalNanos, CATCH_UP_NANOS) < now) {
            long missed = (now - nextSendNanos) / plan.intervalNanos;
            nextSendNanos += missed * plan.intervalNanos;
            sink.missed(missed);
        }
    }

    /** How long after the last probe of a flood the next is sent, as things are. */
    private long floodPauseNanos() {
        if (unanswered < plan.outstanding) {
            return plan.leastIntervalNanos;
        }
        if (!plan.adaptive) {
            return FLOOD_STALL_NANOS;
        }
        long stall = received == 0 ? UNANSWERED_STALL_NANOS : Math.max(FLOOD_STALL_NANOS, 2 * longestRoundTripNanos);
        return Math.max(plan.leastIntervalNanos, stall);
    }

    private boolean isFlood() {
        return plan.intervalNanos == 0;
    }

    private long nextTurn() {
        long next;
        if (launched >= plan.count) {
            next = plus(lastSendNanos, lingerNanos());
        } else if (open == SEQUENCE_NUMBERS) {
            return nextEnd(); // or when one of them has its outcome
        } else {
            next = isFlood() ? lastSendNanos + floodPauseNanos() : nextSendNanos;
        }
        return Math.min(next, nextEnd());
    }

    private long nextEnd() {
        return plus(startNanos, plan.deadlineNanos);
    }

    private static long plus(long nanos, long duration) {
        return duration == UNLIMITED ? TimerWheel.NEVER : nanos + duration;
    }

    /**
     * The last probes are waited for from when they were handed to the kernel. Intervals count from when the first was, which
     * in a cold process is a while after it was due.
     */
    private void handedOver() {
        if (loop != null) {
            lastSendNanos = loop.nanos();
        }
        if (!anchored && loop != null) {
            anchored = true;
            nextSendNanos = loop.nanos() + (launched < plan.outstanding ? 0 : plan.intervalNanos);
            if (!isFlood() && isPlaced) {
                turnNanos = nextTurn();
                loop.reschedule(this);
            }
        }
    }

    @Override
    public boolean on(ProbeEvent event) {
        if (finished) {
            return false;
        }
        switch (event.kind()) {
            case REPLY -> {
                received++;
                open--;
                unanswered -= event.isAfterError() ? 0 : 1;
                longestRoundTripNanos = Math.max(longestRoundTripNanos, event.roundTripNanos());
            }
            case ERROR_HINT -> unanswered--;
            case ICMP_ERROR -> open--;
            case TIMEOUT -> {
                open--;
                unanswered--;
            }
            case SEND_FAILURE -> {
                open--;
                unsent--;
                unanswered--;
            }
            case SENT -> {
                unsent--;
                handedOver();
            }
            case DUPLICATE, LATE, CORRUPTED, NOTICE -> {
            }
        }
        try {
            sink.on(event);
        } catch (Throwable thrown) {
            fail(thrown);
            return false;
        }
        if (isFlood() || launched >= plan.count || received >= plan.replies || open == SEQUENCE_NUMBERS - 1) {
            wantTurn();
        }
        return true;
    }

    /** The end as planned. */
    void finish() {
        if (!finished) {
            if (open > 0 && loop != null) {
                loop.settle(target, targetHigh, targetLow, open, isWaitedFor(loop.nanos()));
            }
            end();
            sink.finished();
        }
    }

    @Override
    public void fail(Throwable cause) {
        if (!finished) {
            end();
            wantTurn(); // in which the loop drops it
            sink.fail(cause);
        }
    }

    private void end() {
        finished = true;
        if (targets != null) {
            targets.release(target);
        }
    }

    private void wantTurn() {
        if (loop != null) {
            loop.wantsTurn(this);
        }
    }
}
