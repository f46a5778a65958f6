package io.github.icmpffm.ping;

import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingListener;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.PingSeries;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.ProbeListener;
import io.github.icmpffm.ProbeView;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Sent;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One target's series: what happens in it goes to the queue and the plot, or nowhere and without an object for it if neither is
 * wanted.
 */
final class Session extends EventSource
        implements
            PingListener,
            ProbeListener,
            BiConsumer<@Nullable PingStatistics, @Nullable Throwable> {
    private final Target target;
    private final EventQueue<Session> queue;
    private final boolean quiet;

    /** Whether somebody wants to see each request. */
    private final boolean requests;

    /** Null if the user waits for none. */
    private final @Nullable Streak streak;

    /** Null without {@code -O}. */
    private final @Nullable Outstanding outstanding;

    /** Null if there is to be none. */
    private final @Nullable ProbeHistory history;

    private volatile @Nullable PingSeries series;
    private volatile @Nullable Throwable failure;
    private volatile boolean reached;
    private volatile boolean stopped;

    /**
     * A session that is about to be started.
     *
     * @param history what a plot is made of, or null
     */
    Session(Target target, PingOptions options, EventQueue<Session> queue, @Nullable ProbeHistory history) {
        PingOptions.Display display = options.display();
        PingOptions.Until until = options.schedule().until();
        this.target = target;
        this.queue = queue;
        this.quiet = display.quiet();
        this.requests = display.dots();
        this.streak = until.isAsked() ? new Streak(until) : null;
        this.outstanding = display.outstanding() ? new Outstanding() : null;
        this.history = history;
    }

    void start(Pinger pinger, PingRequest request, PingPlan plan) {
        PingSeries started = quiet && history == null
                ? pinger.watch(request, plan, this)
                : pinger.series(request, plan, this);
        series = started;
        if (reached || stopped) {
            started.stop(); // it was before it could be
        }
        var _ = started.completion().whenComplete(this);
    }

    /** An event, on the pinger's thread, which waits for nothing here. */
    @Override
    public void on(PingEvent event) {
        if (reached) {
            return;
        }
        if (history != null) {
            history.add(target, event);
        }
        if (!quiet) {
            int unanswered = outstanding == null ? Outstanding.NONE : outstanding.before(event);
            boolean isShown = event instanceof Sent ? requests : !(event instanceof IcmpError); // it was when it came
            if (isShown || unanswered != Outstanding.NONE) {
                queue.happened(this, event, unanswered);
            }
        }
        if (streak != null && event instanceof PingResult) {
            follow(streak, event instanceof Reply);
        }
    }

    /** The same where nobody wants to see it. */
    @Override
    public void on(ProbeView probe) {
        if (streak == null || reached) {
            return;
        }
        ProbeView.Kind kind = probe.kind();
        if (kind == ProbeView.Kind.REPLY) {
            follow(streak, true);
        } else if (kind == ProbeView.Kind.TIMEOUT
                || kind == ProbeView.Kind.ICMP_ERROR
                || kind == ProbeView.Kind.SEND_FAILURE) {
            follow(streak, false);
        }
    }

    private void follow(Streak outcomes, boolean reply) {
        boolean wasLast = reply ? outcomes.reply() : outcomes.loss();
        if (wasLast) {
            reached = true;
            PingSeries ending = series;
            if (ending != null) {
                ending.stop();
            }
        }
    }

    /** The end, on the pinger's thread. */
    @Override
    public void accept(@Nullable PingStatistics statistics, @Nullable Throwable thrown) {
        failure = thrown;
        queue.ended(this);
    }

    Target target() {
        return target;
    }

    /** Ends it, soon; one that is not started yet, as soon as it is. Any thread. */
    void stop() {
        stopped = true;
        PingSeries ending = series;
        if (ending != null) {
            ending.stop();
        }
    }

    /** How many turns it has left out so far. */
    long missed() {
        PingSeries started = series;
        return started == null ? 0 : started.missed();
    }

    PingStatistics statistics() {
        PingSeries started = series;
        return started == null ? PingStatistics.combined(List.of()) : started.statistics();
    }

    /** Whether it has given what was wanted: the outcomes in a row that the user waits for, or else that many replies. */
    boolean hasSucceeded(long requiredReplies) {
        return streak == null ? statistics().received() >= requiredReplies : reached;
    }

    /** What it ended of, if not as planned. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
