package io.github.icmpffm.engine;

import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.Poller;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One request to each address of a set, without a table of what was sent: a reply itself proves its request. Its payload
 * carries when that was sent and, as a nonce, a keyed hash of that time and the address; nobody who has not seen the
 * request can make one, and nothing need be remembered.
 *
 * <p>The addresses come in the order of a {@link Permutation}, so that neighbours are not hit one after the other. Several
 * loops share a set: each takes every n-th number of the permuted order.
 */
public final class SweepLoop implements AutoCloseable {

    /**
     * What to send.
     *
     * @param space to whom
     * @param seed of the order, the same for all loops of a sweep; whoever sees enough requests may find it out
     * @param proofs the keyed hash of address and time, the same for all loops of a sweep; its key is secret
     * @param part which part of the order is this loop's, from 0 on
     * @param parts how many loops share it
     * @param passes how often an address is tried that has not answered
     * @param packetsPerSecond of this loop; 0 for as fast as the socket takes them
     * @param shape payload, long enough for stamp and nonce, and how long to wait for replies after each pass
     */
    public record Plan(
            AddressSpace space,
            long seed,
            SipHash proofs,
            int part,
            int parts,
            int passes,
            double packetsPerSecond,
            ProbeShape shape) {}

    private static final int BATCHES_A_TURN = 16;

    /** How long to wait for room in a socket that is full. */
    private static final long FULL_NANOS = 1_000_000;

    /** How long after the last timeout what has arrived by then is taken. */
    private static final long BACKLOG_NANOS = 1_000_000_000;

    private final Plan plan;
    private final List<IcmpSocket> sockets;
    private final int identifier;
    private final SocketSource source;
    private final ProbeSink sink;
    private final Poller poller;
    private final CompletableFuture<Void> completion = new CompletableFuture<>();
    private final SweepCounters counters = new SweepCounters();
    private volatile boolean stopping;

    /**
     * A loop over sockets, at most one of each family, which it owns from now on; {@link #start} starts it.
     *
     * @param source of more sockets like these
     */
    public SweepLoop(
            Plan plan,
            List<IcmpSocket> sockets,
            int identifier,
            SocketSource source,
            ProbeSink sink) {
        this.plan = plan;
        this.sockets = List.copyOf(sockets);
        this.identifier = identifier;
        this.source = source;
        this.sink = sink;
        this.poller = new Poller(this.sockets, EchoChannels.MAX_SPARE);
    }

    /** Starts the loop's thread. */
    public void start(String name) {
        new LoopThread(name, this::run).start();
    }

    /** Completes when all was sent and waited for, or the loop was closed; with what it died of if it did. */
    public CompletableFuture<Void> completion() {
        return completion;
    }

    /** What has become of the requests so far. */
    public SweepCounters counters() {
        return counters;
    }

    /** Ends it soon; {@link #completion} tells when. */
    @Override
    public void close() {
        stopping = true;
        poller.wake();
    }

    private void run() {
        try (Arena arena = Arena.ofConfined()) {
            Run run = new Run(arena);
            try {
                run.all();
            } finally {
                run.channels.closeOpened();
            }
            end();
            completion.complete(null);
        } catch (Throwable thrown) {
            end();
            completion.completeExceptionally(thrown);
        }
    }

    private void end() {
        sockets.forEach(IcmpSocket::close);
        poller.close();
    }

    /** What lives in the thread's own memory. */
    private final class Run {
        private final EngineClock clock;
        private final EchoChannels channels;
        private final SweepReceiver receiver;
        private final SweepSender sender;
        private final Permutation order = new Permutation(plan.space().size(), plan.seed());
        private final Pace pace;
        private long next;

        /** How many requests could not be sent in earlier passes. */
        private long failedBefore;

        Run(Arena arena) {
            clock = new EngineClock(EngineClock.systemClocks(arena));
            channels = new EchoChannels(sockets, poller, source, identifier, arena);
            SipHash proofs = plan.proofs();
            byte[] payload = plan.shape().payload();
            SweepRing requests = new SweepRing();
            receiver = new SweepReceiver(clock, plan.space(), proofs, payload, requests, sink);
            sender = new SweepSender(
                    clock,
                    channels,
                    plan.space(),
                    proofs,
                    payload,
                    plan.shape().timeoutNanos(),
                    requests,
                    receiver,
                    counters);
            pace = new Pace(plan.packetsPerSecond(), clock.nanos());
        }

        void all() {
            for (int pass = 0; pass < plan.passes() && !stopping; pass++) {
                next = plan.part();
                failedBefore = counters.failedRequests();
                while (!stopping && (next < plan.space().size() || sender.holdsAny())) {
                    turn(pass);
                }
                long end = clock.nanos() + plan.shape().timeoutNanos();
                boolean drained = receive();
                // What is there at the end has come in time; more may come than can be taken.
                for (long now = clock.nanos(); !isOver()
                        && now < (drained ? end : end + BACKLOG_NANOS); now = clock.nanos()) {
                    if (drained) {
                        channels.await(end - now);
                    }
                    drained = receive();
                }
            }
        }

        /** Whether there is nothing left to wait for. */
        private boolean isOver() {
            long asked = (plan.space().size() - plan.part() + plan.parts() - 1) / plan.parts();
            return stopping || receiver.answers() + counters.failedRequests() - failedBefore == asked;
        }

        private void turn(int pass) {
            long now = clock.nanos();
            sender.retry();
            int due = sender.takesMore() ? pace.due(now, EchoChannel.BATCH) : 0;
            while (due > 0 && next < plan.space().size()) {
                long number = order.apply(next);
                if (pass == 0 || !receiver.hasAnswered(number)) {
                    sender.write(number);
                    pace.taken(1);
                    due--;
                }
                next += plan.parts();
            }
            for (int i = 0; i < channels.size(); i++) {
                sender.flush(channels.get(i));
            }
            receive();
            await(now);
        }

        private boolean receive() {
            boolean drained = true;
            for (int i = 0; i < channels.size(); i++) {
                drained &= receiver.receive(channels.get(i), BATCHES_A_TURN);
            }
            return drained;
        }

        private void await(long now) {
            long wake = next < plan.space().size() && sender.takesMore() ? pace.nextNanos() : TimerWheel.NEVER;
            wake = Math.min(wake, sender.nextRetryNanos());
            if (channels.isAnyFull()) {
                wake = Math.max(wake, now + FULL_NANOS); // or when there is room
            }
            if (wake > now && wake != TimerWheel.NEVER) {
                channels.await(wake - now);
            }
        }
    }
}
