package io.github.icmpffm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link Traceroute} under way. Made by {@link Traceroute#start}; safe for use by several threads. */
public final class TracerouteRun {

    private static final long SHORTEST_PATIENCE_NANOS = 500_000_000;
    private static final int ROUND_TRIPS_TO_WAIT = 3;
    private static final long NEVER = Long.MAX_VALUE;

    private final Traceroute plan;
    private final Pinger pinger;
    private final PingRequest request;
    private final Consumer<Hop> listener;
    private final CompletableFuture<Route> completion = new CompletableFuture<>();

    // Guarded by this object; mostly the pinger's thread is there alone.
    private final List<ProbedHop> begun = new ArrayList<>();
    private final List<Hop> told = new ArrayList<>();
    /** The only probe that is on its way to the kernel, or waits for its time. */
    private @Nullable TraceProbe next;

    private @Nullable TraceProbe latest;
    private int probesSent;
    private boolean ended;

    TracerouteRun(Traceroute plan, Pinger pinger, Consumer<Hop> listener) {
        this.plan = plan;
        this.pinger = pinger;
        this.request = plan.request();
        this.listener = listener;
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

    // ---- for its probes, which hold the lock

    /** Whether what is reported of that probe counts. */
    @SuppressWarnings("ReferenceEquality") // the very same one
    boolean isOf(TraceProbe probe) {
        return !ended && (probe.isSent() || probe == next);
    }

    /** The next probe was sent; only now the one after it is planned, so that the gaps between them are what was asked for. */
    void sent(TraceProbe probe) {
        if (probe.hopLimit > begun.size()) {
            begun.add(new ProbedHop(probe.hopLimit, plan.probesPerHop()));
        }
        begun.get(probe.hopLimit - 1).add(probe);
        latest = probe;
        next = null;
        probesSent++;
    }

    /** Tells what is to be told by now, and plans the next probe. */
    void advance() {
        int known = told.size();
        while (known < begun.size() && begun.get(known).isKnown()) {
            known++;
        }
        tellUpTo(known);
        if (!ended && told.size() == plan.maxHops()) {
            end(RouteEnd.MAX_HOPS);
        }
        if (!ended) {
            planNext();
        }
    }

    // ---- which probe is next

    /** Plans the probe that is due first, in place of the one that was planned before. */
    private void planNext() {
        long now = System.nanoTime();
        int last = lastHop();
        int hopLimit = 0;
        long wait = NEVER;
        for (int i = told.size(); i < Math.min(begun.size(), last); i++) {
            ProbedHop hop = begun.get(i);
            long waitHere = hop.wantsMore() ? hop.lastSentNanos() + plan.probeIntervalNanos() - now : NEVER;
            if (waitHere < wait) {
                hopLimit = i + 1;
                wait = waitHere;
            }
        }
        if (begun.size() < last && waitBeforeNewHop(now) < wait) {
            hopLimit = begun.size() + 1;
            wait = waitBeforeNewHop(now);
        }
        if (hopLimit == 0) {
            forgetNext();
            return;
        }
        if (latest != null) {
            wait = Math.max(wait, latest.sentNanos() + plan.spacingNanos() - now);
        }
        plan(hopLimit, Math.max(0, wait), now);
    }

    /** The last hop worth a probe: the first where the target has replied, or else has sent an error; or the last allowed. */
    private int lastHop() {
        int refused = plan.maxHops();
        for (int i = begun.size() - 1; i >= 0; i--) {
            Hop hop = begun.get(i).hop();
            Optional<RouteEnd> end = hop.end();
            if (end.isPresent() && end.get() == RouteEnd.UNREACHABLE && hop.responders().contains(plan.target())) {
                refused = i + 1;
            }
        }
        return firstReply().orElse(refused);
    }

    /** None if the hop before is known or its probes are passed on; else as long as the target may still reply there. */
    private long waitBeforeNewHop(long now) {
        if (begun.isEmpty() || begun.getLast().isKnown() || begun.getLast().isPassedOn()) {
            return 0;
        }
        return begun.getLast().firstSentNanos() + patienceNanos() - now;
    }

    private long patienceNanos() {
        long longest = 0;
        for (ProbedHop hop : begun) {
            for (TraceProbe probe : hop.probes()) {
                longest = Math.max(longest, probe.roundTripNanos());
            }
        }
        long patience = Math.max(SHORTEST_PATIENCE_NANOS, longest * ROUND_TRIPS_TO_WAIT);
        return Math.min(patience, request.shape().timeoutNanos());
    }

    private void plan(int hopLimit, long wait, long now) {
        if (next != null && next.hopLimit == hopLimit && Math.max(0, next.dueNanos - now) == wait) {
            return;
        }
        forgetNext();
        TraceProbe probe = new TraceProbe(this, hopLimit, now + wait);
        next = probe;
        PingPlan once = PingPlan.every(Duration.ofSeconds(1))
                .count(1)
                .firstSequence(probesSent & 0xffff)
                .delayed(Duration.ofNanos(wait));
        probe.start(pinger.series(request.withHopLimit(hopLimit), once, probe));
    }

    private void forgetNext() {
        if (next != null) {
            next.stop();
            next = null;
        }
    }

    // ---- what is told, and the end

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
        return end == RouteEnd.REACHED || firstReply().isEmpty();
    }

    /** The number of the first hop at which the target has replied. */
    private OptionalInt firstReply() {
        for (int i = 0; i < begun.size(); i++) {
            if (begun.get(i).hasReply()) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private void end(RouteEnd how) {
        if (!ended) {
            ended = true;
            forgetProbes();
            completion.complete(new Route(plan.target(), told, how));
        }
    }

    /** Ends it by a fault. */
    synchronized void fail(Throwable cause) {
        if (!ended) {
            ended = true;
            forgetProbes();
            completion.completeExceptionally(cause);
        }
    }

    private void forgetProbes() {
        forgetNext();
        for (ProbedHop hop : begun) {
            for (TraceProbe probe : hop.probes()) {
                probe.stop(); // also one that has met with "time exceeded", and would be open until its timeout
            }
        }
    }
}
