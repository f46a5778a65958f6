package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.engine.ProbeShape;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
 * <pre>{@code
 * try (Pinger pinger = Pinger.open()) {
 *     PingResult result = pinger.ping(InetAddress.getByName("127.0.0.1"));
 * }
 * }</pre>
 */
public final class Pinger implements AutoCloseable {

    private final ProbeLoop loop;
    private final Map<Family, IcmpException> refused;
    private final Map<Family, SocketKind> kinds;

    private Pinger(ProbeLoop loop, Map<Family, IcmpException> refused, Map<Family, SocketKind> kinds) {
        this.loop = loop;
        this.refused = refused;
        this.kinds = kinds;
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

    /** A pinger with options; otherwise as {@link #open()}. */
    public static Pinger open(PingerOptions options) {
        int identifier = PingerSockets.identifier(options);
        PingerSockets sockets = new PingerSockets(options, identifier);
        Map<Family, SocketKind> kinds = new EnumMap<>(Family.class);
        for (IcmpSocket socket : sockets.opened) {
            kinds.put(socket.family(), socket.kind());
        }
        ProbeLoop loop = new ProbeLoop(sockets.opened, identifier, PingerSockets.stamps(options.timing),
                "icmp-ffm pinger");
        return new Pinger(loop, sockets.refused, kinds);
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
        requireFamily(request.target());
        PingSeries series = new PingSeries(loop, request, plan, Objects.requireNonNull(listener));
        series.start();
        return series;
    }

    /** Which kind of socket it has for that family; empty if it could open none. */
    public Optional<SocketKind> socketKind(Family family) {
        return Optional.ofNullable(kinds.get(family));
    }

    /** How many messages were received that concern no probe of this pinger. */
    public long foreignMessages() {
        return loop.counters().foreignMessages() + loop.counters().malformedMessages();
    }

    /** How many messages the kernel dropped because they came faster than they were taken, as far as it has told. */
    public long droppedMessages() {
        return loop.counters().droppedMessages();
    }

    /** How often sending had to wait because a buffer or queue of the kernel was full; nothing is lost by it. */
    public long congestedSends() {
        return loop.counters().congestedSends();
    }

    /** Ends everything under way with IllegalStateException, and gives back sockets, thread and memory. Twice is fine. */
    @Override
    public void close() {
        loop.close();
    }

    @Override
    public String toString() {
        return "pinger over " + kinds;
    }

    private PendingPing send(InetAddress target, ProbeShape shape) {
        requireFamily(target);
        PendingPing ping = new PendingPing(loop, target, shape);
        loop.submit(ping);
        return ping;
    }

    private PingResult await(PendingPing ping) throws InterruptedException {
        if (loop.isCurrentThread() && !ping.isDone()) {
            ping.cancel(true);
            throw new IllegalStateException("a listener runs on the pinger's thread and must not wait for it");
        }
        try {
            return ping.get();
        } catch (InterruptedException e) {
            ping.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException closed) {
                throw new IllegalStateException(closed.getMessage(), closed);
            }
            throw new CompletionException(e.getCause());
        }
    }

    private void requireFamily(InetAddress target) {
        IcmpException refusal = refused.get(Family.of(target));
        if (refusal != null) {
            throw refusal;
        }
    }
}
