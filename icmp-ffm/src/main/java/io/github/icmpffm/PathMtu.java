package io.github.icmpffm;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.PathMtuDiscovery;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finds the largest packet that reaches a target in one piece, by echo requests that must not be fragmented. Immutable; each
 * {@code with} method gives a changed copy.
 *
 * <p>What the kernel has heard of the path before does not count. All requests have one identifier and one ICMP checksum, so
 * that load balancers send them one way. The rules:
 *
 * <ol>
 *   <li>The first size is the MTU of the interface the path begins with. If a packet of that size is answered, that is it.
 *   <li>A router that says "fragmentation needed" or "packet too big" and tells an MTU is believed, if that MTU is smaller than
 *       the packet, not smaller than what was answered before, and at least the least there may be: 68 bytes for IPv4, 1280 for
 *       IPv6. It is the next size tried; if a packet of it is answered, a byte more is. If that is refused or silent, that is it;
 *       if it is answered, too, it was not true, and the search goes on with what was refused itself.
 *   <li>A size is tried by a request and its retries, until the target replies to one of them, or rule 2 applies, or the kernel
 *       refuses to send it. A reply counts that is late, or is not what was sent: some targets cut a long one short. If all meet
 *       with "too big", but without an MTU to be believed, or the kernel says that it is too long, the size is too large. If all
 *       meet with another error, or the kernel has another reason, the search ends incomplete. Everything else is silence,
 *       which may be loss, or a black hole: somebody swallows large packets and does not say so.
 *   <li>Silence of a size is only believed between two answers, for otherwise it may be the path that is silent. So the largest
 *       size that was answered is tried after it, or the least size, if none was; if that is answered for the first time, or
 *       after it was silent, the other is tried again. If it stays silent three times the search ends incomplete; or at once, if
 *       the target has never answered. If it is refused as too large, the path has changed, and no answer counts any more. The
 *       same goes for "too big" without an MTU to be believed, once there were answers.
 *   <li>A size that is silent or refused, but for rule 2, is too large. If nothing was answered yet, the least size is next.
 *   <li>Otherwise the next size is halfway between the largest that was answered and the smallest that is too large, until these
 *       are neighbours.
 *   <li>A reply is waited for as long as {@link #withTimeout} says, and that long after a request its retry is sent; once
 *       replies have shown how long they take, already after five times the longest of those, but at least 0.2 s.
 *   <li>When these are neighbours, and the one that is too large is so by silence, it may as well be that the target answers no
 *       more than that, or that its reply is lost. So requests are sent that may be fragmented: IPv4 ones of the same size, IPv6
 *       ones a byte larger than the first, in fragments that any path takes. If one is answered it is the path that takes no
 *       more: the MTU is measured. If not, all that is known is that {@link PathMtuEvidence#LARGEST_ANSWERED nothing larger is
 *       answered}.
 *   <li>If the target never answers, what rule 2 has told last is the result all the same, as hearsay.
 * </ol>
 *
 * <p>An example. The interface takes 1500 bytes, a tunnel on the path 1400, and its router says so; behind it there is a link
 * that takes 1350, whose router is silent. 1500 is answered by "fragmentation needed, 1400" (rule 2); 1400 by nothing, four
 * times; 68 by a reply, 1400 again by nothing, and 68 replies again (4). 734 = (68 + 1400) / 2 is answered (6), then 1067, 1233,
 * 1316; 1358 is silent and 1316 replies again (4); so it goes on with 1337, 1347, 1352, 1349, 1350 and 1351. 1351 is
 * answered where it may be fragmented (8). The result is 1350, measured.
 *
 * <pre>{@code
 * PathMtuResult result = PathMtu.to(address).run();
 * System.out.println(result.mtu() + " " + result.evidence().word());
 * }</pre>
 */
public final class PathMtu {

    /** What any IPv6 path takes: RFC 8200 section 5. */
    static final int SMALLEST_IPV6_MTU = 1280;

    /** What any IPv4 path takes: RFC 791 section 3.2. */
    static final int SMALLEST_IPV4_MTU = 68;

    private final InetAddress target;
    private final Duration timeout;
    private final int retries;
    private final PingerOptions options;

    private PathMtu(InetAddress target, Duration timeout, int retries, PingerOptions options) {
        this.target = target;
        this.timeout = timeout;
        this.retries = retries;
        this.options = options;
    }

    /** Of the path to that target, with a timeout of 1 s and three retries. */
    public static PathMtu to(InetAddress target) {
        return new PathMtu(Objects.requireNonNull(target), Duration.ofSeconds(1), 3, PingerOptions.defaults());
    }

    /**
     * With another timeout for each request.
     *
     * @param wait more than zero
     */
    public PathMtu withTimeout(Duration wait) {
        PingPlan.requirePositive("timeout", wait);
        return new PathMtu(target, wait, retries, options);
    }

    /**
     * How often a request that is not answered is tried again.
     *
     * @param count 0 or more
     */
    public PathMtu withRetries(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, not " + count);
        }
        return new PathMtu(target, timeout, count, options);
    }

    /** With other sockets; what those options say of the path MTU does not count. */
    public PathMtu withOptions(PingerOptions other) {
        return new PathMtu(target, timeout, retries, Objects.requireNonNull(other));
    }

    /** Whom the path leads to. */
    public InetAddress target() {
        return target;
    }

    /**
     * Finds it, which takes seconds where packets are swallowed, and a few round trips otherwise.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IcmpException if there is no socket to be had
     */
    public PathMtuResult run() throws InterruptedException {
        return run(result -> {});
    }

    /**
     * The same, and tells before each size that is tried what is known so far.
     *
     * @param progress hears of results that are incomplete, on the calling thread
     */
    public PathMtuResult run(Consumer<PathMtuResult> progress) throws InterruptedException {
        Family family = Family.of(target);
        PingerOptions probing = options.pathMtuDiscovery(PathMtuDiscovery.PROBE)
                .family(family)
                .acceptResized(false);
        PathMtuSearch search = new PathMtuSearch(target, interfaceMtu(probing, family), timeout, retries, progress);
        PathMtuResult found;
        try (Pinger pinger = Pinger.open(probing)) {
            found = search.run(pinger);
        }
        if (found.evidence() != PathMtuEvidence.LARGEST_ANSWERED) {
            return found;
        }
        try (Pinger pinger = Pinger.open(probing.fragmenting(SMALLEST_IPV6_MTU))) {
            return search.withFragments(pinger);
        }
    }

    private int interfaceMtu(PingerOptions probing, Family family) {
        PingerSockets sockets = PingerSockets.forShards(probing);
        try {
            IcmpSocket socket = sockets.opened.getFirst();
            socket.options().receiveErrors(true);
            return socket.interfaceMtu(target);
        } catch (IcmpException e) {
            return family.packetLength(family.maximumPayloadLength()); // the first request will fail of the same, and tell
        } finally {
            sockets.close();
        }
    }
}
