package io.github.icmpffm;

import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finds the routers on the way to a target, by echo requests that live too short to get there. Immutable; each {@code with}
 * method gives a changed copy.
 *
 * <p>The rules:
 *
 * <ol>
 *   <li>A hop is probed by {@link #withProbesPerHop three} requests with its number for their hop limit; a router at which that
 *       runs out answers "time exceeded", and with it perhaps its MPLS labels (RFC 4950).
 *   <li>All requests have the same identifier and the same ICMP checksum, as those of Paris traceroute, so that routers which
 *       balance load by a hash of these fields send them one way. What must differ, sequence number and nonce, is made up for by
 *       two bytes of the payload.
 *   <li>{@link #withWindow Five} hops are probed at a time, but told in order: a hop is told when all its probes have their
 *       outcome and all hops before it have been told.
 *   <li>A hop without any answer is a hop like others: routers need not answer, and many limit how often they do.
 *   <li>The first hop at which
 *       <ol type="A">
 *         <li>a probe has a reply ends the route: {@link RouteEnd#REACHED};
 *         <li>a probe has another error than "time exceeded", and none has that: {@link RouteEnd#UNREACHABLE};
 *         <li>the kernel refuses all probes: {@link RouteEnd#NOT_SENT}.
 *       </ol>
 *       B and C are not believed where a hop behind already has a reply.
 *   <li>Otherwise the last hop allowed does: {@link RouteEnd#MAX_HOPS}. What was learned of hops behind the end is dropped, and
 *       none is begun behind one that has a reply.
 * </ol>
 *
 * <p>An example. The target is three hops away, and the second router is silent. Fifteen requests go out, three with each hop limit
 * from 1 to 5. The first router answers, so that hop 1 is told at once, which makes room for hop 6. The target replies to those
 * with 3, 4, 5 and 6; because of that hop 7 is not begun. When the probes with 2 have timed out, hop 2 is told, silent, and hop 3,
 * reached; 4 to 6 are dropped.
 *
 * <pre>{@code
 * try (Pinger pinger = Pinger.open()) {
 *     Route route = Traceroute.to(address).withMaxHops(20).run(pinger, System.out::println);
 * }
 * }</pre>
 */
public final class Traceroute {

    private final InetAddress target;
    private final int maxHops;
    private final int probesPerHop;
    private final int window;
    private final Duration timeout;
    private final int payloadLength;

    private Traceroute(
            InetAddress target, int maxHops, int probesPerHop, int window, Duration timeout, int payloadLength) {
        this.target = target;
        this.maxHops = maxHops;
        this.probesPerHop = probesPerHop;
        this.window = window;
        this.timeout = timeout;
        this.payloadLength = payloadLength;
    }

    /** To that target, with at most 30 hops, three probes a hop, five hops at a time, and 2 s to wait for each answer. */
    public static Traceroute to(InetAddress target) {
        return new Traceroute(
                Objects.requireNonNull(target), 30, 3, 5, Duration.ofSeconds(2), EchoPayload.DEFAULT_LENGTH);
    }

    /**
     * With at most that many hops.
     *
     * @param count 1 to 255
     */
    public Traceroute withMaxHops(int count) {
        return new Traceroute(target, PingerOptions.requireRange("max hops", count, 1, 255), probesPerHop, window,
                timeout,
                payloadLength);
    }

    /**
     * With that many probes for each hop.
     *
     * @param count 1 to 100
     */
    public Traceroute withProbesPerHop(int count) {
        return new Traceroute(target, maxHops, PingerOptions.requireRange("probes per hop", count, 1, 100), window,
                timeout,
                payloadLength);
    }

    /**
     * With that many hops probed at a time.
     *
     * @param hops 1 to 255
     */
    public Traceroute withWindow(int hops) {
        return new Traceroute(target, maxHops, probesPerHop, PingerOptions.requireRange("window", hops, 1, 255),
                timeout,
                payloadLength);
    }

    /**
     * With another time to wait for each answer.
     *
     * @param wait more than zero
     */
    public Traceroute withTimeout(Duration wait) {
        PingPlan.requirePositive("timeout", wait);
        return new Traceroute(target, maxHops, probesPerHop, window, wait, payloadLength);
    }

    /**
     * With another payload length.
     *
     * @param bytes 26, so that there is room for what balances the checksum, to 65507 for IPv4, to 65527 for IPv6
     */
    public Traceroute withPayloadLength(int bytes) {
        PingerOptions.requireRange(
                "payload length",
                bytes,
                EchoTemplate.SHORTEST_WITH_NONCE,
                Family.of(target).maximumPayloadLength());
        return new Traceroute(target, maxHops, probesPerHop, window, timeout, bytes);
    }

    /** Whom the route leads to. */
    public InetAddress target() {
        return target;
    }

    /**
     * Traces, and waits for the end.
     *
     * @param listener hears of each hop in order, on the pinger's thread, which it must not block; at an interrupt what is known by
     *     then is told on the calling thread
     * @throws InterruptedException if the thread is interrupted; the trace is stopped
     * @throws IcmpException if the pinger could not open a socket of the target's family
     */
    public Route run(Pinger pinger, Consumer<Hop> listener) throws InterruptedException {
        TracerouteRun run = start(pinger, listener);
        try {
            return run.await();
        } finally {
            run.stop();
        }
    }

    /** Starts to trace; otherwise as {@link #run}. */
    public TracerouteRun start(Pinger pinger, Consumer<Hop> listener) {
        Objects.requireNonNull(listener);
        TracerouteRun run = new TracerouteRun(this, pinger, listener);
        run.begin();
        return run;
    }

    int maxHops() {
        return maxHops;
    }

    int probesPerHop() {
        return probesPerHop;
    }

    int window() {
        return window;
    }

    /** What all probes have in common. */
    PingRequest request() {
        return PingRequest.to(target)
                .withPayloadLength(payloadLength)
                .withTimeout(timeout)
                .withConstantChecksum();
    }
}
