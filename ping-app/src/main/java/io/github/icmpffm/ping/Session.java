package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingListener;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.PingSeries;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Pinger;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One target's series: what happens in it goes to the queue. */
final class Session implements PingListener, BiConsumer<@Nullable PingStatistics, @Nullable Throwable> {
    private final Target target;
    private final boolean quiet;
    private final EventQueue queue;
    private volatile @Nullable PingSeries series;
    private volatile @Nullable Throwable failure;

    Session(Target target, boolean quiet, EventQueue queue) {
        this.target = target;
        this.quiet = quiet;
        this.queue = queue;
    }

    void start(Pinger pinger, PingRequest request, PingPlan plan) {
        PingSeries started = pinger.series(request, plan, this);
        series = started;
        var _ = started.completion().whenComplete(this);
    }

    /** An event, on the pinger's thread. */
    @Override
    public void on(PingEvent event) {
        if (!quiet) {
            queue.happened(this, event);
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

    /** Ends it, soon. */
    void stop() {
        started().stop();
    }

    PingStatistics statistics() {
        return started().statistics();
    }

    /** What it ended of, if not as planned. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private PingSeries started() {
        return Objects.requireNonNull(series, "not started");
    }
}
