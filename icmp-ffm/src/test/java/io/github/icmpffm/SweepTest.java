package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsNetwork
class SweepTest {

    private final TestNetwork network;

    SweepTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    private SweepProgress run(Sweep sweep, PingListener listener) throws InterruptedException {
        try (SweepRun run = network.inside(() -> sweep.start(listener))) {
            return run.await();
        }
    }

    private static Sweep over(String... ranges) {
        return Sweep.over(Stream.of(ranges).map(AddressRange::parse).toList())
                .withRate(0)
                .withTimeout(ofMillis(300));
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressThatAnswersIsFoundOnceAndNoOther(SocketMode mode) throws Exception {
        network.host("198.51.100.20").replies();
        network.host("198.51.100.200").repliesAfter(ofMillis(50));
        network.host("2001:db8::77").replies();
        Queue<PingEvent> events = new ConcurrentLinkedQueue<>();
        Sweep sweep = over("198.51.100.2-198.51.100.254", "2001:db8::/120")
                .withExcluded(List.of(AddressRange.parse("2001:db8::1")))
                .withOptions(PingerOptions.defaults().socketMode(mode));
        SweepProgress end = run(sweep, events::add);
        assertThat(events).allSatisfy(event -> assertThat(event).isInstanceOf(Reply.class));
        assertThat(events.stream().map(event -> event.target().getHostAddress()))
                .containsExactlyInAnyOrder("198.51.100.20", "198.51.100.200", "2001:db8:0:0:0:0:0:77");
        assertThat(end.sent()).isEqualTo(253 + 255);
        assertThat(end.answered()).isEqualTo(3);
    }

    @Test
    void aHundredThousandLoopbackAddressesAreAllFound() throws Exception {
        Set<Object> found = ConcurrentHashMap.newKeySet();
        Sweep sweep = over("127.20.0.0-127.21.134.159")
                .withShards(2)
                .withOptions(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM));
        SweepProgress end = run(sweep, event -> found.add(event.target()));
        assertThat(end.addresses()).isEqualTo(100_000);
        assertThat(found).hasSize(100_000);
    }

    @Test
    void aForgedReplyIsNoReply() throws Exception {
        network.host("198.51.100.20").answers(request -> request.reply().withForgedPayload());
        network.host("198.51.100.21").answers(request -> request.reply().withFlippedByte(50));
        network.host("198.51.100.24").answers(request -> request.reply().truncatedBy(4));
        network.host("198.51.100.25").answers(request -> request.reply().withBadChecksum());
        network.host("198.51.100.26").answers(request -> request.reply().withCode(1));
        SweepProgress end = run(over("198.51.100.16/28"), event -> {
            throw new AssertionError("told of " + event);
        });
        assertThat(end.answered()).isZero();
    }

    /** Part 3, point 9. */
    @ParameterizedTest
    @EnumSource
    void aReplyFromAnotherAddressProvesTheOneThatWasAsked(SocketMode mode) throws Exception {
        network.host("198.51.100.22").answers(request -> request.reply().from("198.51.100.23"));
        network.host("198.51.100.24").answers(request -> request.reply().from("203.0.113.9"));
        network.host("198.51.100.25").answers(request -> request.reply().from("203.0.113.9").withForgedPayload());
        network.host("2001:db8::77").answers(request -> request.reply().from("2001:db8::78"));
        Queue<PingEvent> events = new ConcurrentLinkedQueue<>();
        SweepProgress end = run(
                over("198.51.100.16/28", "2001:db8::70/125").withOptions(PingerOptions.defaults().socketMode(mode)),
                events::add);
        assertThat(events.stream()
                .map(Reply.class::cast)
                .map(reply -> reply.target().getHostAddress() + " by " + reply.from().getHostAddress()))
                .containsExactlyInAnyOrder(
                        "198.51.100.22 by 198.51.100.23",
                        "198.51.100.24 by 203.0.113.9",
                        "2001:db8:0:0:0:0:0:77 by 2001:db8:0:0:0:0:0:78");
        assertThat(end.answered()).isEqualTo(3);
    }

    @Test
    void aSecondReplyIsADuplicate() throws Exception {
        network.host("198.51.100.20").replies().duplicatingAfter(ofMillis(10));
        Queue<PingEvent> events = new ConcurrentLinkedQueue<>();
        SweepProgress end = run(over("198.51.100.20/31"), events::add);
        assertThat(events).extracting(Object::getClass).containsExactly(Reply.class, Duplicate.class);
        assertThat(end.answered()).isEqualTo(1);
    }

    @Test
    void aRetryGoesOnlyToWhoHasNotAnswered() throws Exception {
        network.host("198.51.100.20").replies();
        network.host("198.51.100.21").replies().losing(new FirstRequest()::is);
        Queue<PingEvent> events = new ConcurrentLinkedQueue<>();
        run(over("198.51.100.20/31").withRetries(2), events::add);
        assertThat(network.requests("198.51.100.20")).hasSize(1);
        assertThat(network.requests("198.51.100.21")).hasSize(2);
        assertThat(events).hasSize(2);
    }

    private static final class FirstRequest {
        private boolean seen;

        boolean is(Request request) {
            boolean first = !seen;
            seen = true;
            return first;
        }
    }

    /** A storm that loses requests and replies by itself: whoever is not heard is asked again. */
    @Test
    void theErrorsOfOthersAreNobodysSendFailure() throws Exception {
        network.everyOtherHost()
                .onRequest(request -> Collections.nCopies(8, request.prohibited().from("198.51.100.254")));
        for (int i = 0; i < 64; i++) {
            network.host("10.1.3." + 4 * i).replies();
        }
        Sweep sweep = over("10.1.0.0/20")
                .withTimeout(ofSeconds(1))
                .withRetries(2)
                .withOptions(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM));
        SweepProgress end = run(sweep, event -> {});
        assertThat(end.failures()).isZero();
        assertThat(end.sent()).isBetween(4096L + 2 * (4096 - 64), 3 * 4096L);
        assertThat(end.answered()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itIsOverWhenEverybodyHasAnswered(int shards) throws Exception {
        network.everyOtherHost().replies();
        Sweep sweep = over("198.51.100.16/28")
                .withTimeout(ofSeconds(60))
                .withRetries(1)
                .withShards(shards)
                .withOptions(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM));
        SweepProgress end = run(sweep, event -> {});
        assertThat(end.answered()).isEqualTo(16);
        assertThat(end.elapsed()).isLessThan(ofSeconds(30));
    }

    @Test
    void theRateIsKept() throws Exception {
        SweepProgress end = run(over("198.51.100.0/24").withRate(1000).withTimeout(ofMillis(1)), event -> {});
        assertThat(end.elapsed()).isBetween(ofMillis(250), ofMillis(1500));
        List<Request> requests = network.requests();
        long first = requests.getFirst().arrivedNanos();
        long half = requests.get(128).arrivedNanos();
        assertThat(half - first).isGreaterThan(100_000_000L);
    }

    @Test
    void neighboursAreNotHitOneAfterTheOther() throws Exception {
        run(over("10.1.0.0/24"), event -> {});
        List<Integer> order = network.requests().stream()
                .map(request -> request.destination().getAddress()[3] & 0xff)
                .toList();
        long neighbours = Stream.iterate(1, i -> i < order.size(), i -> i + 1)
                .filter(i -> Math.abs(order.get(i) - order.get(i - 1)) == 1)
                .count();
        assertThat(neighbours).isLessThan(20);
    }

    @Test
    void whatTheListenerThrowsEndsTheSweep() {
        network.host("198.51.100.20").replies();
        assertThatThrownBy(() -> run(over("198.51.100.20"), event -> {
            throw new IllegalArgumentException("my own fault");
        }))
                .hasRootCauseMessage("my own fault");
    }

    @Test
    void closingEndsItSoon() throws Exception {
        try (SweepRun run = network.inside(() -> over("10.0.0.0/8").withRate(100).start(event -> {}))) {
            run.close();
            assertThat(run.await().sent()).isLessThan(1000);
        }
    }
}
