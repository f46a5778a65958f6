package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.engine.ProbeSink;
import io.github.icmpffm.engine.SweepLoop;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.AddressBits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

/** A sweep under way. Made by {@link Sweep#start}; safe for use by several threads. */
public final class SweepRun implements AutoCloseable {

    private final long addresses;
    private final long startNanos = System.nanoTime();
    private final LongAdder answered = new LongAdder();
    private final List<SweepLoop> loops = new ArrayList<>();
    private final PingListener listener;
    private CompletableFuture<Void> completion = CompletableFuture.completedFuture(null);

    SweepRun(long addresses, PingListener listener) {
        this.addresses = addresses;
        this.listener = listener;
    }

    /** Who hears of the replies of one loop. */
    ProbeSink sink() {
        return new Sink();
    }

    void begin(List<SweepLoop> started) {
        loops.addAll(started);
        for (int i = 0; i < started.size(); i++) {
            started.get(i).start("icmp-ffm sweep " + i);
        }
        completion = CompletableFuture.allOf(
                started.stream().map(SweepLoop::completion).toArray(CompletableFuture[]::new));
        for (SweepLoop loop : started) {
            loop.completion().exceptionally(thrown -> {
                close(); // one part alone is no sweep
                return null;
            });
        }
    }

    private final class Sink implements ProbeSink {
        @Override
        public boolean on(ProbeEvent event) {
            if (event.kind() == ProbeEvent.Kind.REPLY) {
                answered.increment();
            }
            listener.on(EventTranslation.of(
                    event, AddressBits.toInetAddress(event.targetHigh(), event.targetLow())));
            return true;
        }

        @Override
        public void fail(Throwable cause) {
            // told by the loop's completion
        }
    }

    /** How far it is. */
    public SweepProgress progress() {
        long sent = 0;
        long failures = 0;
        Map<Integer, Long> reasons = new TreeMap<>();
        for (SweepLoop loop : loops) {
            sent += loop.counters().sentRequests();
            failures += loop.counters().failedRequests();
            loop.counters().failuresByErrno().forEach((errno, count) -> reasons.merge(errno, count, Long::sum));
        }
        return new SweepProgress(
                addresses, sent, answered.sum(), failures, named(reasons),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private static Map<String, Long> named(Map<Integer, Long> byErrno) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        byErrno.forEach((errno, count) -> reasons.put(Errno.text(errno) + " (" + Errno.name(errno) + ")", count));
        return reasons;
    }

    /**
     * Waits for its end: everything sent, and the last replies waited for.
     *
     * @throws InterruptedException if the thread is interrupted; the sweep goes on
     * @throws CompletionException with what ended it, if that was a failure or the listener's exception
     */
    public SweepProgress await() throws InterruptedException {
        try {
            completion.get();
            return progress();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** Whether it has ended. */
    public boolean isDone() {
        return completion.isDone();
    }

    /** Ends it before all is sent. Twice is fine. */
    @Override
    public void close() {
        loops.forEach(SweepLoop::close);
    }
}
