package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.engine.ProbeSchedule;
import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.AddressText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Pings to one target by a {@link PingPlan}, under way. Made by {@link Pinger#series}; safe for use by several threads.
 */
public final class PingSeries {

    private final InetAddress target;
    private final ProbeLoop loop;
    private final ProbeSchedule schedule;
    private final Consumer<ProbeEvent> telling;
    private final StatisticsRecorder recorder = new StatisticsRecorder();
    private final CompletableFuture<PingStatistics> completion = new CompletableFuture<>();

    /** A series that tells of each event in whatever form; {@link #start} starts it. */
    PingSeries(ProbeLoop loop, PingRequest request, PingPlan plan, Consumer<ProbeEvent> telling) {
        this.target = request.target();
        this.loop = loop;
        this.telling = telling;
        this.schedule = new ProbeSchedule(
                AddressBits.high(target),
                AddressBits.low(target),
                target instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0,
                request.shape(),
                plan.plan(),
                plan.delayNanos(),
                new Sink());
    }

    void start() {
        loop.start(schedule);
    }

    private final class Sink implements ProbeSchedule.Sink {
        @Override
        public boolean on(ProbeEvent event) {
            recorder.record(event);
            telling.accept(event);
            return true;
        }

        @Override
        public void missed(long turns) {
            recorder.missed(turns);
        }

        @Override
        public void finished() {
            completion.complete(recorder.snapshot());
        }

        @Override
        public void fail(Throwable cause) {
            completion.completeExceptionally(cause);
        }
    }

    /** Whom it is for. */
    public InetAddress target() {
        return target;
    }

    /** What has become of its probes so far. */
    public PingStatistics statistics() {
        return recorder.snapshot();
    }

    /**
     * How many turns of its plan were left out so far because they could not be kept; also in the {@link #statistics}, but
     * cheap enough to ask at each event.
     */
    public long missed() {
        return recorder.missed();
    }

    /** Ends it before its plan does: nothing more is sent or told, and what is open stays open. */
    public void stop() {
        loop.stop(schedule);
    }

    /**
     * Waits until it has ended.
     *
     * @return the statistics at the end
     * @throws InterruptedException if the thread is interrupted; the series goes on
     * @throws CompletionException with what the listener threw, or what ended the pinger
     */
    public PingStatistics await() throws InterruptedException {
        try {
            return completion.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** Completes with the statistics when it has ended. */
    public CompletableFuture<PingStatistics> completion() {
        return completion.copy();
    }

    @Override
    public String toString() {
        PingStatistics soFar = statistics();
        return "series to " + AddressText.of(target) + ", " + soFar.transmitted() + " sent, "
                + soFar.received() + " received";
    }
}
