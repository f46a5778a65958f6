package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeSchedule;
import java.time.Duration;

/**
 * When a {@link PingSeries} sends, and when it ends. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * PingPlan.every(Duration.ofSeconds(1)).count(10)
 * }</pre>
 */
public final class PingPlan {

    private final ProbeSchedule.Plan plan;
    private final long delayNanos;

    private PingPlan(ProbeSchedule.Plan plan, long delayNanos) {
        this.plan = plan;
        this.delayNanos = delayNanos;
    }

    /**
     * One probe each interval, counted from the first so that it does not drift, without end.
     *
     * @param interval more than zero
     */
    public static PingPlan every(Duration interval) {
        requirePositive("interval", interval);
        return endless(PingRequest.saturatedNanos(interval), false, 0);
    }

    /** A probe as soon as the one before was answered, but at least a hundred a second, without end. */
    public static PingPlan flood() {
        return endless(0, false, 0);
    }

    /**
     * A probe as soon as the one before has its outcome, or should have been answered by the round trips so far: about one a
     * round trip, without end. One without an outcome is waited for twice the longest round trip, at least 10 ms; a second
     * before the first reply.
     *
     * @param leastInterval between two probes, zero or more
     */
    public static PingPlan adaptive(Duration leastInterval) {
        if (leastInterval.isNegative()) {
            throw new IllegalArgumentException("least interval must be zero or more, not " + leastInterval);
        }
        return endless(0, true, PingRequest.saturatedNanos(leastInterval));
    }

    private static PingPlan endless(long intervalNanos, boolean adaptive, long leastIntervalNanos) {
        ProbeSchedule.Plan endless = new ProbeSchedule.Plan(
                intervalNanos,
                1,
                ProbeSchedule.UNLIMITED,
                ProbeSchedule.UNLIMITED,
                ProbeSchedule.UNLIMITED,
                true,
                adaptive,
                leastIntervalNanos,
                0);
        return new PingPlan(endless, 0);
    }

    /** Ends when that many probes were sent and have their outcome. */
    public PingPlan count(long probes) {
        requirePositive("count", probes);
        return with(plan.outstanding(), probes, plan.replies(), plan.deadlineNanos(), plan.patient(),
                plan.firstSequence());
    }

    /** Ends when that many replies were received. */
    public PingPlan replies(long replies) {
        requirePositive("replies", replies);
        return with(plan.outstanding(), plan.count(), replies, plan.deadlineNanos(), plan.patient(),
                plan.firstSequence());
    }

    /** Ends that long after its start, whatever is still open. */
    public PingPlan deadline(Duration deadline) {
        requirePositive("deadline", deadline);
        long nanos = PingRequest.saturatedNanos(deadline);
        return with(plan.outstanding(), plan.count(), plan.replies(), nanos, plan.patient(), plan.firstSequence());
    }

    /**
     * How many probes may be unanswered in a flood; with an interval, how many are sent at once at the start.
     *
     * @param probes 1 to 65536
     */
    public PingPlan outstanding(int probes) {
        if (probes < 1 || probes > 65_536) {
            throw new IllegalArgumentException("outstanding must be 1 to 65536, not " + probes);
        }
        return with(probes, plan.count(), plan.replies(), plan.deadlineNanos(), plan.patient(), plan.firstSequence());
    }

    /**
     * Does not wait for the last probes until their timeout if others were answered sooner: after the last was sent,
     * twice the longest round trip or one interval, whichever is longer, is enough, as in iputils' ping.
     */
    public PingPlan impatient() {
        return with(plan.outstanding(), plan.count(), plan.replies(), plan.deadlineNanos(), false,
                plan.firstSequence());
    }

    /**
     * Sends the first probe only after that time, so that many series need not send at once.
     *
     * @param delay zero or more; a deadline counts from before it
     */
    public PingPlan delayed(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must be zero or more, not " + delay);
        }
        long nanos = PingRequest.saturatedNanos(delay);
        return new PingPlan(plan, nanos);
    }

    /**
     * Numbers the probes from there on; otherwise from 0. After 65535 comes 0.
     *
     * @param sequence the first probe's sequence number, 0 to 65535
     */
    public PingPlan firstSequence(int sequence) {
        if (sequence < 0 || sequence > 0xffff) {
            throw new IllegalArgumentException("first sequence number must be 0 to 65535, not " + sequence);
        }
        return with(
                plan.outstanding(), plan.count(), plan.replies(), plan.deadlineNanos(), plan.patient(), sequence);
    }

    private PingPlan with(
            int outstanding, long count, long replies, long deadlineNanos, boolean patient, int firstSequence) {
        ProbeSchedule.Plan changed = new ProbeSchedule.Plan(
                plan.intervalNanos(),
                outstanding,
                count,
                replies,
                deadlineNanos,
                patient,
                plan.adaptive(),
                plan.leastIntervalNanos(),
                firstSequence);
        return new PingPlan(changed, delayNanos);
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + value);
        }
    }

    ProbeSchedule.Plan plan() {
        return plan;
    }

    long delayNanos() {
        return delayNanos;
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
