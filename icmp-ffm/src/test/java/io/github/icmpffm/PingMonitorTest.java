package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsNetwork
class PingMonitorTest {

    private static final PingRequest ANY = PingRequest.to(InetAddress.getLoopbackAddress());

    private final TestNetwork network;

    PingMonitorTest(TestNetwork network) {
        this.network = network.openPingGroup();
    }

    private Pinger open(int shards) throws InterruptedException {
        return network.inside(() -> Pinger.open(PingerOptions.defaults().shards(shards)));
    }

    private static InetAddress loopback(int number) throws Exception {
        return InetAddress.getByAddress(new byte[] {127, 9, (byte) (number >> 8), (byte) number});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyTargetIsPingedOnceAnInterval(int shards) throws Exception {
        int targets = 2000;
        Map<InetAddress, LongAdder> replies = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(3 * targets);
        try (Pinger pinger = open(shards);
                PingMonitor monitor = pinger.monitor(ANY, ofMillis(500), probe -> {
                    if (probe.kind() == ProbeView.Kind.REPLY) {
                        replies.computeIfAbsent(probe.target(), t -> new LongAdder()).increment();
                        enough.countDown();
                    }
                })) {
            assertThat(pinger.shards()).isEqualTo(shards);
            for (int i = 0; i < targets; i++) {
                assertThat(monitor.add(loopback(i))).isTrue();
                assertThat(monitor.add(loopback(i))).isFalse();
            }
            assertThat(monitor.size()).isEqualTo(targets);
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(replies).hasSize(targets);
        assertThat(replies.values()).allSatisfy(count -> assertThat(count.sum()).isBetween(1L, 6L));
    }

    @Test
    void aTargetKeepsItsPlaceInTheIntervalThoughItsFirstProbeWasLate() throws Exception {
        int targets = 40;
        Duration interval = ofMillis(400);
        Map<InetAddress, List<Long>> sent = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(4 * targets);
        AtomicBoolean heldUp = new AtomicBoolean();
        try (Pinger pinger = open(1);
                PingMonitor monitor = pinger.monitor(ANY, interval, probe -> {
                    if (probe.kind() == ProbeView.Kind.SENT) {
                        sent.computeIfAbsent(probe.target(), t -> new ArrayList<>()).add(probe.timeNanos());
                        enough.countDown();
                        if (heldUp.compareAndSet(false, true)) {
                            LockSupport.parkNanos(ofMillis(300).toNanos()); // the others' first are due meanwhile
                        }
                    }
                })) {
            for (int i = 0; i < targets; i++) {
                monitor.add(loopback(i));
            }
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
        }
        long[] places = sent.values().stream()
                .mapToLong(times -> Math.floorMod(times.get(2), interval.toNanos()))
                .sorted()
                .toArray();
        int closest = 0;
        for (int from = 0; from < places.length; from++) {
            int in = 0;
            while (from + in < places.length && places[from + in] < places[from] + ofMillis(40).toNanos()) {
                in++;
            }
            closest = Math.max(closest, in);
        }
        assertThat(closest).as("most sent within a tenth of the interval").isLessThan(targets / 3);
    }

    @Test
    void targetsAreSpreadEvenlyOverTheInterval() throws Exception {
        int targets = 100;
        List<Long> sent = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(targets);
        try (Pinger pinger = open(1);
                PingMonitor monitor = pinger.monitor(ANY, ofSeconds(1), probe -> {
                    if (probe.kind() == ProbeView.Kind.SENT && all.getCount() > 0) {
                        sent.add(probe.timeNanos());
                        all.countDown();
                    }
                })) {
            for (int i = 0; i < targets; i++) {
                monitor.add(loopback(i));
            }
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        }
        long[] tenths = new long[11];
        sent.forEach(time -> tenths[(int) Math.min(10, (time - sent.getFirst()) / 100_000_000)]++);
        for (int i = 0; i < 9; i++) {
            assertThat(tenths[i]).as("in the %d. tenth of the interval", i + 1).isBetween(3L, 20L);
        }
    }

    @Test
    void aRemovedTargetIsPingedNoMoreAndTheOthersAre() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(40);
        try (Pinger pinger = open(1);
                PingMonitor monitor = pinger.monitor(ANY, ofMillis(5), probe -> {
                    if (probe.kind() == ProbeView.Kind.SENT) {
                        boolean removed = probe.target().equals(InetAddress.ofLiteral("198.51.100.5"));
                        sent.addAndGet(removed ? 1 : 0);
                        (removed ? first : later).countDown();
                    }
                })) {
            monitor.add(InetAddress.ofLiteral("198.51.100.5"));
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(monitor.remove(InetAddress.ofLiteral("198.51.100.5"))).isTrue();
            assertThat(monitor.remove(InetAddress.ofLiteral("198.51.100.5"))).isFalse();
            pinger.ping(loopback(1)); // what was under way to be sent is sent by now
            int before = sent.get();
            monitor.add(loopback(2));
            assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sent).hasValue(before);
            assertThat(network.awaitRequests("198.51.100.5", before)).hasSize(before);
            assertThat(monitor.size()).isEqualTo(1);
        }
    }

    @Test
    void errorsOfManyTargetsAreToldOnDatagramSocketsToo() throws Exception {
        network.everyOtherHost().answers(request -> request.hostUnreachable().from("203.0.113.9"));
        int targets = 300;
        Map<InetAddress, Integer> errors = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(targets);
        try (Pinger pinger = open(2);
                PingMonitor monitor = pinger.monitor(ANY, ofSeconds(1), probe -> {
                    if (probe.kind() == ProbeView.Kind.ICMP_ERROR
                            && errors.put(probe.target(), probe.type() * 100 + probe.code()) == null) {
                        all.countDown();
                    }
                })) {
            for (int i = 0; i < targets; i++) {
                monitor.add(InetAddress.getByAddress(new byte[] {10, 7, (byte) (i >> 8), (byte) i}));
            }
            assertThat(all.await(15, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(errors.values()).containsOnly(301);
    }

    @Test
    void aWatchedSeriesTellsWithoutObjectsAndCountsAll() throws Exception {
        LongAdder replies = new LongAdder();
        try (Pinger pinger = open(1)) {
            PingStatistics statistics = pinger.watch(
                    PingRequest.to(loopback(1)), PingPlan.flood().count(5000), probe -> {
                        if (probe.kind() == ProbeView.Kind.REPLY && probe.roundTripNanos() > 0) {
                            replies.increment();
                        }
                    })
                    .await();
            assertThat(statistics.received()).isEqualTo(5000);
            assertThat(replies.sum()).isEqualTo(5000);
        }
    }
}
