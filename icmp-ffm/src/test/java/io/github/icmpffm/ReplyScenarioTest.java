package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as a reply, and what does not. */
@NeedsNetwork
class ReplyScenarioTest {

    private final TestNetwork network;

    ReplyScenarioTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void anImmediateAnswerIsAReply(Way way) throws Exception {
        network.host(way.host).replies();
        Collected pings;
        try (Pinger pinger = way.open(network)) {
            Collected.warmUp(pinger, way);
            pings = Collected.pings(pinger, way, PingPlan.every(Collected.INTERVAL).count(3));
        }
        assertThat(pings.sequences(Reply.class)).containsExactly(0, 1, 2);
        Reply reply = pings.all(Reply.class).getFirst();
        assertThat(reply.from()).isEqualTo(way.target());
        assertThat(reply.bytes()).isEqualTo(64);
        assertThat(reply.hopLimit()).isBetween(1, 255);
        assertThat(reply.timing()).isEqualTo(Timing.KERNEL);
        assertThat(pings.statistics().received()).isEqualTo(3);
        assertThat(pings.statistics().lossPercent()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void theRequestIsWhatWasAskedFor(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            pinger.ping(PingRequest.to(way.target()).withHopLimit(17).withPayloadLength(100));
        }
        Request request = network.requests(way.host).getFirst();
        assertThat(request.ttl()).isEqualTo(17);
        assertThat(request.sequence()).isZero();
        assertThat(request.code()).isZero();
        assertThat(request.payload()).hasSize(100)
                .startsWith("This is the ping.\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(network.malformed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesMayBeginWithAnyNumberAndAfter65535Comes0(Way way) throws Exception {
        network.host(way.host).replies();
        Collected pings;
        try (Pinger pinger = way.open(network)) {
            pings = Collected.pings(
                    pinger, way, PingPlan.every(Collected.INTERVAL).firstSequence(65_534).count(4));
        }
        assertThat(pings.sequences(Reply.class)).containsExactly(65_534, 65_535, 0, 1);
        assertThat(network.requests(way.host)).extracting(Request::sequence).containsExactly(65_534, 65_535, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void everyPayloadLengthIsAnswered(Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = way.open(network)) {
            for (int length : new int[] {0, 1, 8, 18, 25, 26, 27, 56, 57, 1400, 1472, 4000, 8000}) {
                PingResult result = pinger.ping(PingRequest.to(way.target())
                        .withPayloadLength(length)
                        .withTimeout(ofMillis(500)));
                assertThat(result).as("payload of %d bytes", length).isInstanceOf(Reply.class);
                assertThat(((Reply) result).bytes()).isEqualTo(8 + length);
            }
        }
        assertThat(network.malformed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSilentHostTimesOutInTime(Way way) throws Exception {
        network.host(way.host).silent();
        Collected pings = Collected.pings(network, way, 2);
        assertThat(pings.sequences(Timeout.class)).containsExactly(0, 1);
        for (int i = 0; i < 2; i++) {
            long sent = pings.all(Sent.class).get(i).time().toEpochMilli();
            long timedOut = pings.all(Timeout.class).get(i).time().toEpochMilli();
            assertThat(timedOut - sent).isBetween(249L, 400L);
        }
        assertThat(pings.statistics().timeouts()).isEqualTo(2);
        assertThat(pings.statistics().lossPercent()).hasValue(100);
    }

    @ParameterizedTest
    @EnumSource
    void everyThirdLostIsToldOneByOne(Way way) throws Exception {
        network.host(way.host).replies().losingEvery(3);
        Collected pings = Collected.pings(network, way, 9);
        assertThat(pings.sequences(Timeout.class)).hasSize(3);
        assertThat(pings.statistics().received()).isEqualTo(6);
        assertThat(pings.statistics().open()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondReplyIsADuplicateAndInNoStatistic(Way way) throws Exception {
        network.host(way.host).replies().duplicatingAfter(ofMillis(20));
        try (Pinger pinger = way.open(network)) {
            // The next probes keep the series open for the duplicate of the first.
            Collected pings = Collected.pings(pinger, way, PingPlan.every(ofMillis(400)).count(2));
            assertThat(pings.sequences(Reply.class)).containsExactly(0, 1);
            assertThat(pings.sequences(Duplicate.class)).contains(0);
            assertThat(pings.statistics().received()).isEqualTo(2);
            assertThat(pings.statistics().duplicates()).isPositive();
            assertThat(pings.statistics().roundTrips().count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reorderedRepliesGoToTheirOwnProbes(Way way) throws Exception {
        network.host(way.host).replies().reordering();
        Collected pings = Collected.pings(network, way, 6);
        assertThat(pings.sequences(Reply.class)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5).isNotEqualTo(
                List.of(0, 1, 2, 3, 4, 5));
    }

    @ParameterizedTest
    @EnumSource
    void aReplyAfterItsTimeoutIsLateAndNotReceived(Way way) throws Exception {
        network.host(way.host).onRequest(
                request -> List.of(request.sequence() == 0 ? request.reply().after(ofMillis(320)) : request.reply()));
        try (Pinger pinger = way.open(network)) {
            Collected pings = Collected.pings(pinger, way, PingPlan.every(ofMillis(800)).count(2));
            assertThat(pings.sequences(Timeout.class)).containsExactly(0);
            assertThat(pings.sequences(Late.class)).containsExactly(0);
            assertThat(pings.sequences(Reply.class)).containsExactly(1);
            assertThat(pings.all(Late.class).getFirst().reply().roundTripNanos()).isGreaterThan(320_000_000);
            assertThat(pings.statistics().received()).isEqualTo(1);
            assertThat(pings.statistics().late()).isEqualTo(1);
            assertThat(pings.statistics().roundTrips().maximumNanos()).isLessThan(250_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherIdIsNotOurs(Way way) throws Exception {
        network.host(way.host).answers(request -> request.reply().withWrongId());
        nothingButTimeouts(Collected.pings(network, way, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aSequenceNeverSentIsNotOurs(Way way) throws Exception {
        network.host(way.host).answers(request -> request.reply().withWrongSequence());
        try (Pinger pinger = way.open(network)) {
            nothingButTimeouts(Collected.pings(pinger, way, PingPlan.every(Collected.INTERVAL).count(2)));
            assertThat(pinger.foreignMessages()).isEqualTo(2);
        }
    }

    /** Part 3, point 4. */
    @ParameterizedTest
    @EnumSource
    void aCodeThatIsNotZeroIsCorruptedAndTheProbeStaysOpen(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .delayedBy(ofMillis(20))
                .preceding(request -> List.of(request.reply().withCode(1)));
        corruptedThenReply(Collected.pings(network, way, 1));
    }

    /** F14. */
    @ParameterizedTest
    @EnumSource
    void twoSeriesToOneAddressHaveTheirOwnSequenceNumbersAndReplies(Way way) throws Exception {
        network.host(way.host).replies().delayedBy(ofMillis(20));
        try (Pinger pinger = way.open(network)) {
            for (int payload : new int[] {56, 8}) { // the shorter has no nonce to tell them by
                PingRequest request = PingRequest.to(way.target()).withPayloadLength(payload)
                        .withTimeout(ofMillis(500));
                List<Integer> one = new CopyOnWriteArrayList<>();
                List<Integer> other = new CopyOnWriteArrayList<>();
                PingPlan plan = PingPlan.every(ofMillis(10)).count(5);
                PingSeries first = pinger.series(request, plan, event -> addReply(one, event));
                PingSeries second = pinger.series(request, plan, event -> addReply(other, event));
                assertThat(first.await().received()).isEqualTo(5);
                assertThat(second.await().received()).isEqualTo(5);
                assertThat(one).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
                assertThat(other).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            }
        }
    }

    private static void addReply(List<Integer> sequences, PingEvent event) {
        if (event instanceof Reply reply) {
            sequences.add(reply.sequence());
        }
    }

    /** F7, D19. */
    @ParameterizedTest
    @EnumSource
    void aProbeUnderWayIsOpenAndNotLost(Way way) throws Exception {
        network.host(way.host).silent();
        try (Pinger pinger = way.open(network)) {
            PingSeries series = pinger.series(
                    PingRequest.to(way.target()).withTimeout(ofSeconds(5)), PingPlan.every(ofSeconds(1)), event -> {});
            network.awaitRequests(way.host, 1);
            series.stop();
            PingStatistics statistics = series.await();
            assertThat(statistics.open()).isEqualTo(1);
            assertThat(statistics.lost()).isZero();
            assertThat(statistics.lossPercent()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyFromAnotherAddressCountsAndShowsWhoSentIt(Way way) throws Exception {
        network.host(way.host).answers(request -> request.reply().from(way.otherHost()));
        Collected pings = Collected.pings(network, way, 2);
        assertThat(pings.sequences(Reply.class)).containsExactly(0, 1);
        assertThat(pings.all(Reply.class)).allSatisfy(reply -> {
            assertThat(reply.target()).isEqualTo(way.target());
            assertThat(reply.from()).isEqualTo(InetAddress.getByName(way.otherHost()));
        });
        assertThat(network.requests(way.otherHost())).as("the next goes to the target").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedByteIsCorruptedAndTheProbeStaysOpen(Way way) throws Exception {
        for (int offset : new int[] {0, 17, 30, 55}) {
            network.host(way.host)
                    .replies()
                    .delayedBy(ofMillis(20))
                    .preceding(request -> List.of(request.reply().withFlippedByte(offset)));
            corruptedThenReply(Collected.pings(network, way, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedReplyIsCorrupted(Way way) throws Exception {
        for (int bytes : new int[] {1, 8, 56}) {
            network.host(way.host)
                    .replies()
                    .delayedBy(ofMillis(20))
                    .preceding(request -> List.of(request.reply().truncatedBy(bytes)));
            corruptedThenReply(Collected.pings(network, way, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsTooLongIsCorrupted(Way way) throws Exception {
        for (int bytes : new int[] {1, 100, 4000}) {
            network.host(way.host)
                    .replies()
                    .delayedBy(ofMillis(20))
                    .preceding(request -> List.of(request.reply().lengthenedBy(bytes)));
            corruptedThenReply(Collected.pings(network, way, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSpoofedReplyBeforeTheTrueOneIsToldApart(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .delayedBy(ofMillis(20))
                .preceding(request -> List.of(request.reply().withForgedPayload()));
        Collected pings = Collected.pings(network, way, 1);
        corruptedThenReply(pings);
        assertThat(pings.all(Reply.class).getFirst().roundTripNanos()).isGreaterThan(20_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongChecksumIsNoReply(Way way) throws Exception {
        network.host(way.host).answers(request -> request.reply().withBadChecksum());
        Collected pings = Collected.pings(network, way, 2);
        assertThat(pings.sequences(Timeout.class)).containsExactly(0, 1);
        assertThat(pings.statistics().received()).isZero();
        if (way == Way.RAW_IPV4) { // elsewhere the kernel has dropped it
            assertThat(pings.sequences(Corrupted.class)).containsExactly(0, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStormOfForeignMessagesLosesNoneOfOurs(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .preceding(request -> request.foreignReplies(1000))
                .preceding(request -> request.foreignErrors(1000));
        try (Pinger pinger = way.open(network)) {
            for (int i = 0; i < 3; i++) {
                assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            }
            assertThat(pinger.droppedMessages()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withRepliesTurnedOffInTheKernelOurOwnRequestIsNoReply(Way way) throws Exception {
        network.ignoreEchoRequests();
        try (Pinger pinger = way.open(network)) {
            InetAddress loopback = InetAddress.getByName(way.isIpv4() ? "127.0.0.1" : "::1");
            PingResult result = pinger.ping(PingRequest.to(loopback).withTimeout(ofMillis(100)));
            assertThat(result).isInstanceOf(Timeout.class);
        }
    }

    private static void nothingButTimeouts(Collected pings) {
        assertThat(pings.events()).allSatisfy(event -> assertThat(event).isInstanceOfAny(Sent.class, Timeout.class));
        assertThat(pings.statistics().timeouts()).isEqualTo(2);
    }

    private static void corruptedThenReply(Collected pings) {
        assertThat(pings.events()).extracting(Object::getClass).containsExactly(
                Sent.class, Corrupted.class, Reply.class);
        assertThat(pings.statistics().corrupted()).isEqualTo(1);
        assertThat(pings.statistics().received()).isEqualTo(1);
        assertThat(pings.statistics().roundTrips().count()).isEqualTo(1);
    }
}
