package io.github.icmpffm;

import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a series told, and its statistics at the end. */
record Collected(List<PingEvent> events, PingStatistics statistics) {

    static final Duration INTERVAL = Duration.ofMillis(5);
    static final Duration TIMEOUT = Duration.ofMillis(250);

    /** Pings the way's host that many times, quickly, with a timeout of 250 ms. */
    static Collected pings(TestNetwork network, Way way, int count) throws Exception {
        try (Pinger pinger = way.open(network)) {
            return pings(pinger, way, PingPlan.every(INTERVAL).count(count));
        }
    }

    static Collected pings(Pinger pinger, Way way, PingPlan plan) throws Exception {
        List<PingEvent> events = new CopyOnWriteArrayList<>();
        PingSeries series = pinger.series(PingRequest.to(way.target()).withTimeout(TIMEOUT), plan, events::add);
        return new Collected(events, series.await());
    }

    /** Pings loopback until the kernel stamps: it switches that on a little after it was asked to. */
    static void warmUp(Pinger pinger, Way way) throws Exception {
        InetAddress loopback = InetAddress.getByName(way.isIpv4() ? "127.0.0.1" : "::1");
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000_000L) {
            if (pinger.ping(loopback) instanceof Reply reply && reply.timing() == Timing.KERNEL) {
                return;
            }
        }
        throw new AssertionError("the kernel does not stamp");
    }

    <T extends PingEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Integer> sequences(Class<? extends PingEvent> kind) {
        return all(kind).stream().map(PingEvent::sequence).toList();
    }
}
