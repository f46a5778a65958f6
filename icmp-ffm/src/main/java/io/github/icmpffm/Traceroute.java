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
 *   <li>The requests of a hop are at least {@link #withProbeInterval 50 ms} apart, so that no router has to answer faster than
 *       it may, and those of all hops together no more than {@link #withRate} allows.
 *   <li>A hop is begun as soon as a request of the hop before has met with "time exceeded", or all of them have their outcome.
 *       Otherwise it is begun after three times the longest round trip so far, but at least 0.5 s, and at most the
 *       {@link #withTimeout timeout}. None is begun behind a hop at which the target itself has answered: no request goes beyond
 *       a target that answers in that time.
 *   <li>A hop is reported when all its probes have their outcome and all hops before it have been reported.
 *   <li>A hop without any answer is a hop like others: routers need not answer, and many limit how often they do.
 *   <li>The first hop at which
 *       <ol type="A">
 *         <li>a probe has a reply ends the route: {@link RouteEnd#REACHED};
 *         <li>a probe has another error than "time exceeded", either from the target or without a reply until its timeout, and
 *             none has "time exceeded": {@link RouteEnd#UNREACHABLE};
 *         <li>the kernel refuses all probes: {@link RouteEnd#NOT_SENT}.
 *       </ol>
 *       B and C are not believed where a hop behind already has a reply.
 *   <li>Otherwise the last hop allowed does: {@link RouteEnd#MAX_HOPS}. What was learned of hops behind the end is dropped.
 * </ol>
 *
 * <p>An example. The target is three hops away, and the second router is silent. Three requests with hop limit 1 go out 50 ms
 * apart. The router answers the first of them within a millisecond, and so the first of three with hop limit 2 follows at once.
 * None of these is answered; half a second after the first of them the first with 3 is sent. The target replies to it, so that no
 * hop 4 is begun. The replies to the other two come, but hop 2 is still open. When its probes have timed out, hop 2 is reported,
 * silent, and hop 3, reached.
 *
 * <pre>{@code
 * try (Pinger pinger = Pinger.open()) {
 *     Route route = Traceroute.to(address).withMaxHops(20).run(pinger, System.out::println);
 * }
 * }</pre>
 */
public final class Traceroute {

    private static final Duration USUAL_PROBE_INTERVAL = Duration.ofMillis(50);
    private static final Duration LONGEST_PROBE_INTERVAL = Duration.ofHours(1);
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final InetAddress target;
    private final int maxHops;
    private final int probesPerHop;
    private final Duration probeInterval;
    private final int rate;
    private final Duration timeout;
    private final int payloadLength;

    private Traceroute(
            InetAddress target,
            int maxHops,
            int probesPerHop,
            Duration probeInterval,
            int rate,
            Duration timeout,
            int payloadLength) {
        this.target = target;
        this.maxHops = maxHops;
        this.probesPerHop = probesPerHop;
        this.probeInterval = probeInterval;
        this.rate = rate;
        this.timeout = timeout;
        this.payloadLength = payloadLength;
    }

    /**
     * To that target, with at most 30 hops, three probes a hop, 50 ms between these, any number of probes a second over all hops,
     * and 2 s to wait for each answer.
     */
    public static Traceroute to(InetAddress target) {
        return new Traceroute(
                Objects.requireNonNull(target),
                30,
                3,
                USUAL_PROBE_INTERVAL,
                0,
                Duration.ofSeconds(2),
                EchoPayload.DEFAULT_LENGTH);
    }

    /**
     * With at most that many hops.
     *
     * @param count 1 to 255
     */
    public Traceroute withMaxHops(int count) {
        PingerOptions.requireRange("max hops", count, 1, 255);
        return new Traceroute(target, count, probesPerHop, probeInterval, rate, timeout, payloadLength);
    }

    /**
     * With that many probes for each hop.
     *
     * @param count 1 to 100
     */
    public Traceroute withProbesPerHop(int count) {
        PingerOptions.requireRange("probes per hop", count, 1, 100);
        return new Traceroute(target, maxHops, count, probeInterval, rate, timeout, payloadLength);
    }

    /**
     * With another time between two probes of a hop. Many routers answer an address once a second on average and a few times in
     * a row.
     *
     * @param least zero to an hour; zero sends them one right after the other
     */
    public Traceroute withProbeInterval(Duration least) {
        if (least.isNegative() || least.compareTo(LONGEST_PROBE_INTERVAL) > 0) {
            throw new IllegalArgumentException("probe interval must be zero to an hour, not " + least);
        }
        return new Traceroute(target, maxHops, probesPerHop, least, rate, timeout, payloadLength);
    }

    /**
     * With at most that many probes a second over all hops.
     *
     * @param most 1 or more; 0 is without a limit
     */
    public Traceroute withRate(int most) {
        PingerOptions.requireRange("rate", most, 0, Integer.MAX_VALUE);
        return new Traceroute(target, maxHops, probesPerHop, probeInterval, most, timeout, payloadLength);
    }

    /**
     * With another time to wait for each answer.
     *
     * @param wait more than zero
     */
    public Traceroute withTimeout(Duration wait) {
        PingPlan.requirePositive("timeout", wait);
        return new Traceroute(target, maxHops, probesPerHop, probeInterval, rate, wait, payloadLength);
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
        return new Traceroute(target, maxHops, probesPerHop, probeInterval, rate, timeout, bytes);
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

    /** The least time between two probes of a hop. */
    long probeIntervalNanos() {
        return probeInterval.toNanos();
    }

    /** The least time between any two probes. */
    long spacingNanos() {
        return rate == 0 ? 0 : (NANOS_A_SECOND + rate - 1) / rate;
    }

    /** What all probes have in common. */
    PingRequest request() {
        return PingRequest.to(target)
                .withPayloadLength(payloadLength)
                .withTimeout(timeout)
                .withConstantChecksum();
    }
}
