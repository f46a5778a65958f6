package io.github.icmpffm;

import io.github.icmpffm.engine.LoopCounters;
import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.engine.ProbeShape;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Pings any number of targets of both families over one set of sockets.
 *
 * <p>Safe for use by any number of threads, virtual ones too: a waiting caller parks and pins nothing. One daemon thread
 * does the work; it calls listeners and completes futures, and so runs what depends on those unless it was added with an
 * {@code Async} method.
 *
 * <p>Requests to a target are numbered from 0 on; the numbers of a target that nothing was sent to for a minute begin
 * again. To ping it takes privileges, see {@link SocketMode}.
 *
 * <p>An IPv6 link-local target without a zone is left to the kernel, unless {@link PingerOptions#interfaceName} says by which
 * interface: a datagram socket refuses it ({@link SendFailure}, EINVAL), a raw socket takes the first interface that has
 * such addresses.
 *
 * <pre>{@code
 * try (Pinger pinger = Pinger.open()) {
 *     PingResult result = pinger.ping(InetAddress.getByName("127.0.0.1"));
 * }
 * }</pre>
 */
public final class Pinger implements AutoCloseable {

    private final PingerLoops loops;

    private Pinger(PingerLoops loops) {
        this.loops = loops;
    }

    /**
     * A pinger that needs no thought.
     *
     * @throws io.github.icmpffm.socket.IcmpPermissionException if the process may not open an ICMP socket; its message
     *     names the remedies
     * @throws IcmpException if the host has no ICMP sockets, or native access is not enabled
     */
    public static Pinger open() {
        return open(PingerOptions.defaults());
    }

    /**
     * A pinger with options; otherwise as {@link #open()}.
     *
     * @throws IllegalArgumentException if the options ask for an identifier of its own and for several shards, see {@link
     *     PingerOptions#identifier}
     */
    public static Pinger open(PingerOptions options) {
        return new Pinger(new PingerLoops(options));
    }

    /**
     * Pings with the defaults of {@link PingRequest#to}, and waits for the outcome.
     *
     * @throws InterruptedException if the thread is interrupted; the probe is forgotten
     * @throws IcmpException if this pinger could not open a socket of the target's family
     * @throws IllegalStateException if the pinger is closed, or this is called from a listener
     */
    public PingResult ping(InetAddress target) throws InterruptedException {
        return await(send(target, PingRequest.DEFAULT_SHAPE));
    }

    /** Pings, and waits for the outcome; otherwise as {@link #ping(InetAddress)}. */
    public PingResult ping(PingRequest request) throws InterruptedException {
        return await(send(request.target(), request.shape()));
    }

    /**
     * Pings without waiting. Cancelling the future forgets the probe.
     *
     * @return completes with the outcome, or with IllegalStateException if the pinger is closed before
     * @throws IcmpException if this pinger could not open a socket of the target's family
     */
    public CompletableFuture<PingResult> pingAsync(InetAddress target) {
        return send(target, PingRequest.DEFAULT_SHAPE);
    }

    /** Pings without waiting; otherwise as {@link #pingAsync(InetAddress)}. */
    public CompletableFuture<PingResult> pingAsync(PingRequest request) {
        return send(request.target(), request.shape());
    }

    /**
     * Starts a series of pings to one target.
     *
     * @param listener hears of everything, on the pinger's thread
     * @throws IcmpException if this pinger could not open a socket of the target's family
     */
    public PingSeries series(PingRequest request, PingPlan plan, PingListener listener) {
        Objects.requireNonNull(listener);
        InetAddress target = request.target();
        return start(request, plan, event -> listener.on(EventTranslation.of(event, target)));
    }

    /**
     * Starts a series of pings to one target that is told without an object for each event.
     *
     * @param listener hears of everything, on the pinger's thread
     * @throws IcmpException if this pinger could not open a socket of the target's family
     */
    public PingSeries watch(PingRequest request, PingPlan plan, ProbeListener listener) {
        Viewing viewing = new Viewing(Objects.requireNonNull(listener));
        InetAddress target = request.target();
        return start(request, plan, event -> viewing.tell(event, target));
    }

    private PingSeries start(PingRequest request, PingPlan plan, Consumer<ProbeEvent> telling) {
        PingSeries series = new PingSeries(loopOf(request.target()), request, plan, telling);
        series.start();
        return series;
    }

    /**
     * Starts a monitor, to which targets are then added.
     *
     * @param request timeout, payload and hop limit of all probes; its own target does not count
     * @param interval between two probes to a target, more than zero
     * @param listener hears of everything, on the pinger's thread; what it throws ends the monitor of that target
     */
    public PingMonitor monitor(PingRequest request, Duration interval, ProbeListener listener) {
        PingPlan.requirePositive("interval", interval);
        return new PingMonitor(this::loopOf, request, interval, listener);
    }

    /** How many threads share the targets. */
    public int shards() {
        return loops.size();
    }

    /** Which kind of socket it has for that family; empty if it could open none. */
    public Optional<SocketKind> socketKind(Family family) {
        return Optional.ofNullable(loops.kinds.get(family));
    }

    /**
     * Why it has no socket for that family.
     *
     * @return empty if it has one
     */
    public Optional<IcmpException> refusal(Family family) {
        return Optional.ofNullable(loops.refused.get(family));
    }

    /**
     * What the kernel, a sandbox or an emulator refused of the options that only improve, and why, as {@code SO_TIMESTAMPING:
     * Protocol not available (ENOPROTOOPT)}. It pings all the same: without stamps by the monotonic clock (see {@link
     * Timing}), without a filter of the kernel's by its own look at each message, without the error queue a datagram socket
     * reports no ICMP errors.
     *
     * @return unmodifiable; empty where nothing was refused
     */
    public List<String> refusedOptions() {
        return loops.refusedOptions;
    }

    /** How many messages were received that concern no probe of this pinger. */
    public long foreignMessages() {
        return loops.sum(LoopCounters::foreignMessages) + loops.sum(LoopCounters::malformedMessages);
    }

    /** How many messages the kernel dropped because they came faster than they were taken, as far as it has told. */
    public long droppedMessages() {
        return loops.sum(LoopCounters::droppedMessages);
    }

    /** How often sending had to wait because a buffer or queue of the kernel was full; nothing is lost by it. */
    public long congestedSends() {
        return loops.sum(LoopCounters::congestedSends);
    }

    /** Ends everything under way with IllegalStateException, and gives back sockets, thread and memory. Twice is fine. */
    @Override
    public void close() {
        loops.close();
    }

    @Override
    public String toString() {
        return "pinger over " + loops.kinds;
    }

    private PendingPing send(InetAddress target, ProbeShape shape) {
        ProbeLoop loop = loopOf(target);
        PendingPing ping = new PendingPing(loop, target, shape);
        loop.submit(ping);
        return ping;
    }

    private PingResult await(PendingPing ping) throws InterruptedException {
        try {
            return ping.get();
        } catch (InterruptedException | IllegalStateException e) {
            ping.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException closed) {
                throw new IllegalStateException(closed.getMessage(), closed);
            }
            throw new CompletionException(e.getCause());
        }
    }

    private ProbeLoop loopOf(InetAddress target) {
        requireFamily(target);
        return loops.of(target);
    }

    private void requireFamily(InetAddress target) {
        IcmpException refusal = loops.refused.get(Family.of(target));
        if (refusal != null) {
            throw refusal;
        }
    }
}
