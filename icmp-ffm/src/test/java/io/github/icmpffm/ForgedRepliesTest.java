package io.github.icmpffm;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R3: beside a monitor of 5,000 answering targets somebody sends 25,000 packets a second, with the right identifier: replies from any address,
 * with a wrong byte, doubled; errors that quote anything; requests.
 */
@NeedsNetwork
class ForgedRepliesTest {
    private static final int TARGETS = 5000;
    private static final int FORGED = 20;
    private static final int ROUNDS = 2;

    /** What it takes is 4,000 to 6,000, and with a search through all probes 12,000 or more. */
    private static final long MOST_NANOS_A_PACKET = 10_000;

    private final TestNetwork network;

    ForgedRepliesTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void noTargetIsLostForThem(Way way) throws Exception {
        network.everyOtherHost().onRequest(request -> answers(way, request));
        ConcurrentHashMap<ProbeView.Kind, LongAdder> kinds = new ConcurrentHashMap<>();
        PingRequest request = PingRequest.to(way.target()).withTimeout(ofSeconds(2));
        long nanosOfOthers = pingersNanos();
        try (Pinger pinger = way.open(network);
                PingMonitor monitor = pinger.monitor(
                        request,
                        ofSeconds(4),
                        probe -> kinds.computeIfAbsent(probe.kind(), kind -> new LongAdder()).increment())) {
            for (int i = 0; i < TARGETS; i++) {
                monitor.add(target(way, i));
            }
            network.awaitAnswers(target(way, TARGETS - 1).getHostAddress(), ROUNDS * (FORGED + 1));
            Thread.sleep(500); // the last ones of the round arrive

            long lost = count(kinds, ProbeView.Kind.TIMEOUT) + count(kinds, ProbeView.Kind.ICMP_ERROR);
            assertThat(lost).as("%s", kinds).isLessThanOrEqualTo(pinger.droppedMessages());
            assertThat(count(kinds, ProbeView.Kind.REPLY) + pinger.droppedMessages()).as("%s", kinds)
                    .isGreaterThanOrEqualTo(TARGETS * (ROUNDS - 1));
            assertThat((pingersNanos() - nanosOfOthers) / (network.requestCount() * (FORGED + 1)))
                    .as("nanoseconds a packet")
                    .isLessThan(MOST_NANOS_A_PACKET);
        }
    }

    /** How long the threads of pingers have used a processor. */
    private static long pingersNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("icmp-ffm pinger ")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    private static long count(ConcurrentHashMap<ProbeView.Kind, LongAdder> kinds, ProbeView.Kind kind) {
        LongAdder count = kinds.get(kind);
        return count == null ? 0 : count.sum();
    }

    private static InetAddress target(Way way, int index) throws UnknownHostException {
        String text = way.isIpv4()
                ? "10.9." + index / 256 + "." + index % 256
                : "2001:db8:9::" + Integer.toHexString(index + 1);
        return InetAddress.getByName(text);
    }

    private static List<Answer> answers(Way way, Request request) {
        List<Answer> answers = new ArrayList<>(FORGED + 1);
        int last = request.payload().length - 1;
        for (int i = 0; i < FORGED; i++) {
            answers.add(switch (i % 10) {
                case 4, 5, 6 -> request.reply().withFlippedByte(last);
                case 0, 7, 8, 9 -> request.reply().withFlippedByte(last).from(way.otherHost());
                case 1 -> request.reply().withForgedPayload().from(way.host);
                case 2 -> request.reply().withSequence(request.sequence() + i & 0xffff).from(way.router());
                case 3 -> request.hostUnreachable().quotingSequence(request.sequence() + i & 0xffff)
                        .from(way.otherHost());
                default -> request.timeExceeded().quotingEightBytes().quotingDestination(way.otherHost())
                        .from(way.router());
            });
        }
        answers.add(request.reply());
        return answers;
    }
}
