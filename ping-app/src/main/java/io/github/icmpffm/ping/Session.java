package io.github.icmpffm.ping;

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
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One target's series: what happens in it goes to the queue, or nowhere and without an object for it if quiet. */
final class Session implements PingListener, ProbeListener, BiConsumer<@Nullable PingStatistics, @Nullable Throwable> {
    private final Target target;
    private final EventQueue queue;

    /** Null if the user waits for none. */
    private final @Nullable Streak streak;

    private volatile @Nullable PingSeries series;
    private volatile @Nullable Throwable failure;
    private volatile boolean reached;

    Session(Target target, PingOptions.Until until, EventQueue queue) {
        this.target = target;
        this.queue = queue;
        this.streak = until.isAsked() ? new Streak(until) : null;
    }

    void start(Pinger pinger, PingRequest request, PingPlan plan, boolean quiet) {
        PingSeries started = quiet ? pinger.watch(request, plan, this) : pinger.series(request, plan, this);
        series = started;
        if (reached) {
            started.stop(); // it was before it could be
        }
        var _ = started.completion().whenComplete(this);
    }

    /** An event, on the pinger's thread. */
    @Override
    public void on(PingEvent event) {
        if (reached) {
            return;
        }
        queue.happened(this, event);
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

    /** Ends it, soon, once it has been started. */
    void stop() {
        Objects.requireNonNull(series, "not started").stop();
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
