package io.github.icmpffm.ping;

import io.github.icmpffm.PingPlan;
import java.time.Duration;

/**
 * How fast to send, to one target or to many that share a rate.
 *
 * <p>Each target keeps its interval, and the targets are spread evenly over it; where all of them together would exceed the
 * rate, the interval stretches.
 *
 * @param interval {@code -i}; zero is as fast as replies come
 * @param preload {@code -l}: how many are sent without waiting for a reply
 * @param adaptive {@code -A}: about one a round trip, whatever the interval
 * @param rate {@code --rate}: packets a second over all targets; 0 for any number, {@link #UNSAID} for what is usual
 */
record Pace(Duration interval, int preload, boolean adaptive, int rate) {
    static final int UNSAID = -1;

    /** With ranges, which are quickly larger than one thinks. */
    private static final int USUAL_RATE = 1000;

    /** Who is not root may not send faster. */
    private static final Duration LEAST_USER_INTERVAL = Duration.ofMillis(2);

    private static final int MOST_USER_PRELOAD = 3;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** Whether it makes a difference who runs the program. */
    boolean isRestricted() {
        return adaptive || preload > MOST_USER_PRELOAD || interval.compareTo(LEAST_USER_INTERVAL) < 0;
    }

    /** Whether it goes by nothing but the replies, so that what a probe costs is what limits it. */
    boolean isFlood() {
        return interval.isZero() && rate <= 0 && !adaptive;
    }

    /** Refuses a number of requests at once that is root's alone, in iputils' words. */
    void requireAllowedPreload(boolean root) {
        if (!root && preload > MOST_USER_PRELOAD) {
            throw new FatalException("cannot set preload to value greater than " + MOST_USER_PRELOAD + ": " + preload);
        }
    }

    /** Whether the interval is not root's alone, or root asks for it. */
    boolean allowsInterval(boolean root) {
        return root || adaptive || interval.compareTo(LEAST_USER_INTERVAL) >= 0;
    }

    /** Refuses an interval that is root's alone, in iputils' words. */
    void requireAllowedInterval(boolean root) {
        if (!allowsInterval(root)) {
            throw new FatalException(
                    "cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)");
        }
    }

    /** That pace with the usual rate, if none was said. */
    Pace withUsualRate(boolean ranges) {
        return rate == UNSAID ? new Pace(interval, preload, adaptive, ranges ? USUAL_RATE : 0) : this;
    }

    /**
     * The pace of one of several targets.
     *
     * @param index from 0 on
     */
    PingPlan plan(int index, int targets, boolean root) {
        long sharedNanos = shareNanos(targets);
        PingPlan plan;
        if (adaptive) {
            long least = root ? 0 : LEAST_USER_INTERVAL.toNanos();
            plan = PingPlan.adaptive(Duration.ofNanos(Math.max(least, sharedNanos)));
        } else if (interval.isZero() && sharedNanos == 0) {
            plan = PingPlan.flood();
        } else {
            plan = PingPlan.every(interval(targets));
        }
        if (preload > 1) {
            plan = plan.outstanding(preload);
        }
        if (index == 0) {
            return plan;
        }
        long spreadNanos = adaptive ? sharedNanos : interval(targets).toNanos();
        return plan.delayed(Duration.ofNanos((long) ((double) spreadNanos / targets * index)));
    }

    /** Each target's interval, if that is what its probes go by. */
    Duration interval(int targets) {
        return Duration.ofNanos(Math.max(interval.toNanos(), shareNanos(targets)));
    }

    /** The least interval at which all targets, preload and all, keep to the rate. */
    private long shareNanos(int targets) {
        return rate <= 0 ? 0 : (long) Math.ceil((double) NANOS_A_SECOND * targets * preload / rate);
    }
}
