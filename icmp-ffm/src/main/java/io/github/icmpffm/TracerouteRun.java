package io.github.icmpffm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link Traceroute} under way. Made by {@link Traceroute#start}; safe for use by several threads. */
public final class TracerouteRun {

    private final Traceroute plan;
    private final Pinger pinger;
    private final PingRequest request;
    private final Consumer<Hop> listener;
    private final CompletableFuture<Route> completion = new CompletableFuture<>();

    // Guarded by this object; mostly the pinger's thread is there alone.
    private final List<ProbedHop> begun = new ArrayList<>();
    private final List<Hop> told = new ArrayList<>();
    private boolean replied;
    private boolean ended;

    TracerouteRun(Traceroute plan, Pinger pinger, Consumer<Hop> listener) {
        this.plan = plan;
        this.pinger = pinger;
        this.request = plan.request();
        this.listener = listener;
    }

    /** The probes of a hop, in their order, and what has become of them. */
    private static final class ProbedHop {
        private final int hopLimit;
        private final List<CompletableFuture<PingResult>> probes = new ArrayList<>();
        private int open;

        ProbedHop(int hopLimit) {
            this.hopLimit = hopLimit;
        }

        boolean isKnown() {
            return open == 0;
        }

        /** As far as it is known. */
        Hop hop() {
            List<PingResult> results = new ArrayList<>();
            for (CompletableFuture<PingResult> probe : probes) {
                if (probe.isDone() && !probe.isCompletedExceptionally()) {
                    results.add(probe.join());
                }
            }
            return new Hop(hopLimit, results);
        }
    }

    synchronized void begin() {
        advance();
    }

    /**
     * Ends it before its end: tells what is known of the hops not told yet, as far as there is anything, each with those of its
     * probes that have an outcome. Nothing, if it has ended.
     */
    public synchronized void stop() {
        if (ended) {
            return;
        }
        int last = begun.size();
        while (last > told.size() && begun.get(last - 1).hop().probes().isEmpty()) {
            last--;
        }
        tellUpTo(last);
        end(RouteEnd.STOPPED);
    }

    /**
     * Waits for its end.
     *
     * @throws InterruptedException if the thread is interrupted; the trace goes on
     * @throws CompletionException with what the listener threw, or what ended the pinger
     */
    public Route await() throws InterruptedException {
        try {
            return completion.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** Completes with the route when it has ended. */
    public CompletableFuture<Route> completion() {
        return completion.copy();
    }

    private void beginHop() {
        ProbedHop hop = new ProbedHop(begun.size() + 1);
        begun.add(hop);
        PingRequest probe = request.withHopLimit(hop.hopLimit);
        hop.open = plan.probesPerHop();
        for (int i = 0; i < plan.probesPerHop(); i++) {
            hop.probes.add(pinger.pingAsync(probe));
        }
        for (CompletableFuture<PingResult> future : List.copyOf(hop.probes)) {
            var _ = future.whenComplete((result, thrown) -> landed(hop, result, thrown));
        }
    }

    private synchronized void landed(ProbedHop hop, @Nullable PingResult result, @Nullable Throwable thrown) {
        if (ended) {
            return;
        }
        if (thrown != null) {
            fail(thrown);
            return;
        }
        hop.open--;
        replied |= Objects.requireNonNull(result) instanceof Reply;
        advance();
    }

    /** Tells what is to be told by now, and begins what there is room for. */
    private void advance() {
        int known = told.size();
        while (known < begun.size() && begun.get(known).isKnown()) {
            known++;
        }
        tellUpTo(known);
        if (!ended && told.size() == plan.maxHops()) {
            end(RouteEnd.MAX_HOPS);
        }
        while (!ended && !replied && begun.size() < plan.maxHops() && begun.size() - told.size() < plan.window()) {
            beginHop();
        }
    }

    private void tellUpTo(int count) {
        while (!ended && told.size() < count) {
            Hop hop = begun.get(told.size()).hop();
            told.add(hop);
            try {
                listener.accept(hop);
            } catch (RuntimeException | Error e) {
                fail(e);
                return;
            }
            hop.end().filter(this::isBelieved).ifPresent(this::end);
        }
    }

    /** What says that the target cannot be reached is wrong if the target has replied, from behind that hop. */
    private boolean isBelieved(RouteEnd end) {
        return end == RouteEnd.REACHED || !replied;
    }

    private void end(RouteEnd how) {
        if (!ended) {
            ended = true;
            forgetProbes();
            completion.complete(new Route(plan.target(), told, how));
        }
    }

    private void fail(Throwable cause) {
        ended = true;
        forgetProbes();
        completion.completeExceptionally(cause);
    }

    private void forgetProbes() {
        for (ProbedHop hop : begun) {
            for (CompletableFuture<PingResult> probe : hop.probes) {
                probe.cancel(true);
            }
        }
    }
}
