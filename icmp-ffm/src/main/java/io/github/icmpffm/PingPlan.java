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

    private PingPlan(ProbeSchedule.Plan plan) {
        this.plan = plan;
    }

    /**
     * One probe each interval, counted from the first so that it does not drift, without end.
     *
     * @param interval more than zero
     */
    public static PingPlan every(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be more than zero, not " + interval);
        }
        return new PingPlan(new ProbeSchedule.Plan(
                PingRequest.saturatedNanos(interval),
                1,
                ProbeSchedule.UNLIMITED,
                ProbeSchedule.UNLIMITED,
                ProbeSchedule.UNLIMITED,
                true, 0));
    }

    /** A probe as soon as the one before was answered, but at least a hundred a second, without end. */
    public static PingPlan flood() {
        return new PingPlan(new ProbeSchedule.Plan(
                0, 1, ProbeSchedule.UNLIMITED, ProbeSchedule.UNLIMITED, ProbeSchedule.UNLIMITED, true, 0));
    }

    /** Ends when that many probes were sent and have their outcome. */
    public PingPlan count(long probes) {
        requirePositive("count", probes);
        return new PingPlan(new ProbeSchedule.Plan(
                plan.intervalNanos(), plan.outstanding(), probes, plan.replies(), plan.deadlineNanos(),
                plan.patient(), 0));
    }

    /** Ends when that many replies were received. */
    public PingPlan replies(long replies) {
        requirePositive("replies", replies);
        return new PingPlan(new ProbeSchedule.Plan(
                plan.intervalNanos(), plan.outstanding(), plan.count(), replies, plan.deadlineNanos(), plan.patient(),
                0));
    }

    /** Ends after that time, whatever is still open. */
    public PingPlan deadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be more than zero, not " + deadline);
        }
        return new PingPlan(new ProbeSchedule.Plan(
                plan.intervalNanos(),
                plan.outstanding(),
                plan.count(),
                plan.replies(),
                PingRequest.saturatedNanos(deadline),
                plan.patient(), 0));
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
        return new PingPlan(new ProbeSchedule.Plan(
                plan.intervalNanos(), probes, plan.count(), plan.replies(), plan.deadlineNanos(), plan.patient(), 0));
    }

    /**
     * Does not wait for the last probes until their timeout if others were answered sooner: after the last was sent,
     * twice the longest round trip or one interval, whichever is longer, is enough, as in iputils' ping.
     */
    public PingPlan impatient() {
        return new PingPlan(new ProbeSchedule.Plan(
                plan.intervalNanos(), plan.outstanding(), plan.count(), plan.replies(), plan.deadlineNanos(), false,
                0));
    }

    ProbeSchedule.Plan plan() {
        return plan;
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
