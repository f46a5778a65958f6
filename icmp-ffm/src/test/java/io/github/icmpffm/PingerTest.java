package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What callers may rely on, whatever the network does. */
@NeedsNetwork
class PingerTest {

    private static final String SILENT = "198.51.100.66";

    private final TestNetwork network;

    PingerTest(TestNetwork network) {
        this.network = network;
    }

    private Pinger open() throws InterruptedException {
        return network.inside(() -> Pinger.open());
    }

    @Test
    void theSameCallFromTenThousandVirtualThreadsJustWorks() throws Exception {
        try (Pinger pinger = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PingResult>> results = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                InetAddress target = InetAddress.getByAddress(new byte[] {127, 1, (byte) (i >> 8), (byte) i});
                results.add(threads.submit(() -> pinger.ping(target)));
            }
            for (Future<PingResult> result : results) {
                assertThat(result.get()).isInstanceOf(Reply.class);
            }
        }
    }

    @Test
    void tenThousandCallsToOneTargetAllGetTheirOwnReply() throws Exception {
        try (Pinger pinger = open()) {
            List<CompletableFuture<PingResult>> results = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                results.add(pinger.pingAsync(InetAddress.getByName("127.0.0.1")));
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(results.get(i).get()).isInstanceOf(Reply.class);
                assertThat(results.get(i).get().sequence()).isEqualTo(i);
            }
        }
    }

    @Test
    void cancellingForgetsTheProbe() throws Exception {
        try (Pinger pinger = open()) {
            CompletableFuture<PingResult> ping = pinger.pingAsync(InetAddress.getByName(SILENT));
            assertThat(ping.cancel(true)).isTrue();
            assertThat(ping).isCancelled();
            assertThat(pinger.ping(InetAddress.getByName("127.0.0.1"))).isInstanceOf(Reply.class);
        }
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        try (Pinger pinger = open()) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread caller = Thread.startVirtualThread(() -> {
                try {
                    pinger.ping(InetAddress.getByName(SILENT));
                } catch (Throwable thrown) {
                    ended.complete(thrown);
                }
            });
            network.awaitRequests(SILENT, 1);
            caller.interrupt();
            assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void turnsThatCouldNotBeKeptAreCountedWhileTheSeriesRuns() throws Exception {
        try (Pinger pinger = open()) {
            AtomicInteger replies = new AtomicInteger();
            PingSeries series = pinger.series(PingRequest.to(InetAddress.getByName("127.0.0.1")),
                    PingPlan.every(ofMillis(1)).count(20), event -> {
                        if (event instanceof Reply && replies.incrementAndGet() == 5) {
                            LockSupport.parkNanos(200_000_000); // what no listener should do
                        }
                    });
            PingStatistics end = series.await();
            assertThat(series.missed()).isGreaterThan(100).isEqualTo(end.missed());
        }
    }

    @Test
    void closingFailsWhatIsUnderWayAndWhatComesLater() throws Exception {
        Pinger pinger = open();
        CompletableFuture<PingResult> ping = pinger.pingAsync(InetAddress.getByName(SILENT));
        PingSeries series = pinger.series(PingRequest.to(InetAddress.getByName(SILENT)), PingPlan.every(ofMillis(10)),
                event -> {});
        network.awaitRequests(SILENT, 2);
        pinger.close();
        pinger.close();
        assertThatThrownBy(() -> ping.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the pinger is closed");
        assertThatThrownBy(series::await)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the pinger is closed");
        assertThatThrownBy(() -> pinger.ping(InetAddress.getByName("127.0.0.1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pinger is closed");
    }

    @Test
    void closingWhileManyThreadsPingLeavesNobodyWaiting() throws Exception {
        for (int round = 0; round < 20; round++) {
            Pinger pinger = open();
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch started = new CountDownLatch(50);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    started.countDown();
                    try {
                        while (true) {
                            pinger.ping(InetAddress.getByName("127.0.0.1"));
                        }
                    } catch (IllegalStateException e) {
                        ended.incrementAndGet();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }));
            }
            started.await();
            pinger.close();
            for (Thread thread : threads) {
                assertThat(thread.join(ofSeconds(5))).isTrue();
            }
            assertThat(ended).hasValue(50);
        }
    }

    @Test
    void whatAListenerThrowsEndsItsSeriesAndNothingElse() throws Exception {
        try (Pinger pinger = open()) {
            InetAddress target = InetAddress.getByName("127.0.0.1");
            PingSeries failing = pinger.series(PingRequest.to(target), PingPlan.every(ofMillis(1)), event -> {
                throw new IllegalArgumentException("my own fault");
            });
            assertThatThrownBy(failing::await).hasRootCauseMessage("my own fault");
            assertThat(pinger.ping(target)).isInstanceOf(Reply.class);
        }
    }

    @Test
    void aListenerThatWaitsForItsOwnPingerIsToldInsteadOfHanging() throws Exception {
        try (Pinger pinger = open()) {
            InetAddress target = InetAddress.getByName("127.0.0.1");
            PingSeries series = pinger.series(PingRequest.to(target), PingPlan.every(ofMillis(1)), event -> {
                try {
                    pinger.ping(target);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThatThrownBy(series::await).hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aListenerMayCloseThePinger() throws Exception {
        Pinger pinger = open();
        PingSeries series = pinger.series(
                PingRequest.to(InetAddress.getByName("127.0.0.1")),
                PingPlan.every(ofMillis(1)),
                event -> pinger.close());
        assertThatThrownBy(series::await).hasRootCauseMessage("the pinger is closed");
        pinger.close();
    }

    @Test
    void aStoppedSeriesSaysNoMore() throws Exception {
        try (Pinger pinger = open()) {
            List<PingEvent> events = new ArrayList<>();
            PingSeries series = pinger.series(
                    PingRequest.to(InetAddress.getByName(SILENT)), PingPlan.every(ofMillis(5)), events::add);
            network.awaitRequests(SILENT, 3);
            series.stop();
            PingStatistics statistics = series.await();
            assertThat(events).hasSize((int) statistics.transmitted());
            assertThat(statistics.open()).isEqualTo(statistics.transmitted());
        }
    }

    @Test
    void aSeriesEndsAfterItsDeadlineWhateverIsOpen() throws Exception {
        try (Pinger pinger = open()) {
            long start = System.nanoTime();
            PingStatistics statistics = pinger.series(
                    PingRequest.to(InetAddress.getByName(SILENT)),
                    PingPlan.every(ofMillis(50)).deadline(ofMillis(200)),
                    event -> {})
                    .await();
            assertThat(System.nanoTime() - start).isBetween(200_000_000L, 400_000_000L);
            assertThat(statistics.transmitted()).isBetween(3L, 5L);
            assertThat(statistics.received()).isZero();
        }
    }

    @Test
    void anImpatientSeriesDoesNotWaitOutTheTimeoutOfTheLastProbe() throws Exception {
        network.host("198.51.100.67")
                .onRequest(request -> request.sequence() < 2 ? List.of(request.reply()) : List.of());
        try (Pinger pinger = open()) {
            long start = System.nanoTime();
            PingStatistics statistics = pinger.series(
                    PingRequest.to(InetAddress.getByName("198.51.100.67")),
                    PingPlan.every(ofMillis(50)).count(3).impatient(),
                    event -> {})
                    .await();
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            assertThat(statistics.open()).isZero();
            assertThat(statistics.timeouts()).isEqualTo(1);
            assertThat(statistics.lost()).isEqualTo(1);
        }
    }

    @Test
    void aSeriesKeepsItsIntervalWithoutDrift() throws Exception {
        try (Pinger pinger = open()) {
            List<Sent> sent = new ArrayList<>();
            pinger.series(
                    PingRequest.to(InetAddress.getByName("127.0.0.1")),
                    PingPlan.every(ofMillis(10)).count(100),
                    event -> {
                        if (event instanceof Sent s) {
                            sent.add(s);
                        }
                    })
                    .await();
            // A busy machine makes one late, or leaves it out; but the ones after it are where they would have been.
            long interval = ofMillis(10).toNanos();
            long[] lateness = sent.stream()
                    .mapToLong(s -> Duration.between(sent.getFirst().time(), s.time()).toNanos() % interval)
                    .map(late -> Math.min(late, interval - late))
                    .sorted()
                    .toArray();
            assertThat(lateness[lateness.length / 2]).isLessThan(2_000_000);
        }
    }

    @Test
    void aFloodGoesOnThroughLosses() throws Exception {
        network.host("198.51.100.68").replies().losingEvery(10);
        try (Pinger pinger = open()) {
            PingStatistics statistics = pinger.series(
                    PingRequest.to(InetAddress.getByName("198.51.100.68")).withTimeout(ofMillis(300)),
                    PingPlan.flood().count(200).outstanding(4),
                    event -> {})
                    .await();
            assertThat(statistics.transmitted()).isEqualTo(200);
            assertThat(statistics.received()).isEqualTo(180);
            assertThat(statistics.timeouts()).isEqualTo(20);
        }
    }

    @Test
    void anAdaptiveSeriesSendsAboutOneProbeARoundTrip() throws Exception {
        network.host("198.51.100.69").repliesAfter(ofMillis(20)).losing(request -> request.sequence() == 5);
        try (Pinger pinger = open()) {
            PingStatistics statistics = pinger.series(
                    PingRequest.to(InetAddress.getByName("198.51.100.69")).withTimeout(ofMillis(300)),
                    PingPlan.adaptive(Duration.ZERO).count(10),
                    event -> {})
                    .await();
            assertThat(statistics.received()).isEqualTo(9);
            List<Request> requests = network.requests("198.51.100.69");
            for (int i = 1; i < requests.size(); i++) {
                long gap = requests.get(i).arrivedNanos() - requests.get(i - 1).arrivedNanos();
                assertThat(gap).as("before probe " + i).isGreaterThan(15_000_000L);
            }
            assertThat(requests.getLast().arrivedNanos() - requests.getFirst().arrivedNanos())
                    .as("a lost one is waited for two round trips, not till its timeout")
                    .isBetween(9 * 19_000_000L, 1_000_000_000L);
        }
    }

    @Test
    void anAdaptiveSeriesKeepsToItsLeastInterval() throws Exception {
        try (Pinger pinger = open()) {
            long start = System.nanoTime();
            pinger.series(
                    PingRequest.to(InetAddress.getByName("127.0.0.1")),
                    PingPlan.adaptive(ofMillis(20)).count(6),
                    event -> {})
                    .await();
            assertThat(System.nanoTime() - start).isBetween(100_000_000L, 600_000_000L);
        }
    }

    @Test
    void anAdaptiveSeriesToASilentHostSendsOneASecond() throws Exception {
        try (Pinger pinger = open()) {
            PingStatistics statistics = pinger.series(
                    PingRequest.to(InetAddress.getByName("198.51.100.70")),
                    PingPlan.adaptive(Duration.ZERO).deadline(ofMillis(1300)),
                    event -> {})
                    .await();
            assertThat(statistics.transmitted()).isEqualTo(2);
        }
    }

    @Test
    void aDelayedSeriesBeginsLaterWhateverElseIsSaidOfIt() throws Exception {
        try (Pinger pinger = open()) {
            for (PingPlan plan : List.of(PingPlan.every(ofMillis(5)), PingPlan.flood())) {
                long start = System.nanoTime();
                pinger.series(
                        PingRequest.to(InetAddress.getByName("127.0.0.1")),
                        plan.delayed(ofMillis(150)).outstanding(1).count(1).impatient(),
                        event -> {})
                        .await();
                assertThat(System.nanoTime() - start).isBetween(150_000_000L, 600_000_000L);
            }
        }
    }

    @Test
    void aSecondSeriesToTheSameTargetDoesNotDisturbTheFirst() throws Exception {
        try (Pinger pinger = open()) {
            PingRequest request = PingRequest.to(InetAddress.getByName("127.0.0.1"));
            PingSeries first = pinger.series(request, PingPlan.every(ofMillis(2)).count(50), event -> {});
            PingSeries second = pinger.series(request, PingPlan.every(ofMillis(3)).count(50), event -> {});
            assertThat(first.await().received()).isEqualTo(50);
            assertThat(second.await().received()).isEqualTo(50);
        }
    }
}
