package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.ErrorAnswer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R1: a stranger who sends ICMP errors of all kinds about requests that were sent, will be sent, or never were. */
@NeedsNetwork
class ForgedErrorsTest {

    private static final int REQUESTS = 400;

    private final TestNetwork network;

    ForgedErrorsTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsForgedEachProbeHasOneOutcomeAndTheRunEnds(Way way) throws Exception {
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Set<Integer> answered = new HashSet<>();
            network.host(way.host).onRequest(request -> {
                if (random.nextInt(3) > 0) {
                    answered.add(request.sequence());
                    return answers(way, request, random, true);
                }
                return answers(way, request, random, false);
            });
            try (Pinger pinger = way.open(network)) {
                List<PingEvent> events = new CopyOnWriteArrayList<>();
                PingStatistics statistics = pinger.series(
                        PingRequest.to(way.target()).withTimeout(ofMillis(250)),
                        PingPlan.every(ofMillis(1)).count(REQUESTS),
                        events::add)
                        .completion()
                        .get(20, TimeUnit.SECONDS);
                List<Integer> ended = events.stream()
                        .filter(PingResult.class::isInstance)
                        .map(PingEvent::sequence)
                        .toList();
                assertThat(ended).as("outcomes, seed %d", seed).doesNotHaveDuplicates().hasSize(REQUESTS);
                assertThat(events.stream().filter(Sent.class::isInstance).map(PingEvent::sequence).toList())
                        .as("sent, seed %d", seed)
                        .doesNotHaveDuplicates()
                        .hasSize(REQUESTS);
                assertThat(statistics.open()).isZero();
                assertThat(statistics.tried()).isEqualTo(REQUESTS);
                assertThat(statistics.received() + statistics.lost()).isEqualTo(REQUESTS);
                assertThat(events.stream().filter(Reply.class::isInstance).map(PingEvent::sequence))
                        .as("a reply in time counts, seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(answered);
            }
        }
    }

    /** Forged errors, some before and some after the reply, if there is one. */
    private static List<Answer> answers(Way way, Request request, Random random, boolean replies) {
        List<Answer> answers = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            answers.add(forged(way, request, random).after(ofMillis(random.nextInt(4) * 10L)));
        }
        if (replies) {
            answers.add(random.nextInt(answers.size() + 1), request.reply().after(ofMillis(random.nextInt(3) * 10L)));
        }
        return answers;
    }

    private static ErrorAnswer forged(Way way, Request request, Random random) {
        ErrorAnswer error = switch (random.nextInt(6)) {
            case 0 -> request.hostUnreachable();
            case 1 -> request.prohibited();
            case 2 -> request.timeExceeded();
            case 3 -> request.tooBig(1300);
            case 4 -> request.parameterProblem(random.nextInt(40));
            default -> request.networkUnreachable();
        };
        error = switch (random.nextInt(9)) {
            case 0 -> error.quotingSequence(request.sequence() + 1 + random.nextInt(3) & 0xffff); // not sent yet
            case 1 -> error.quotingSequence(request.sequence() - 1 - random.nextInt(50) & 0xffff); // has its outcome
            case 2 -> error.quotingSequence(random.nextInt(0x10000));
            case 3 -> error.quotingId(random.nextInt(0x10000));
            case 4 -> error.quotingDestination(way.otherHost());
            case 5 -> error.quotingPacket(damaged(request, random));
            default -> error;
        };
        error = switch (random.nextInt(3)) {
            case 0 -> error.quotingEightBytes();
            case 1 -> error.quotingBytes(random.nextInt(80));
            default -> error;
        };
        if (random.nextInt(10) == 0) {
            error = error.withBadChecksum();
        }
        return error.from(switch (random.nextInt(3)) {
            case 0 -> way.host;
            case 1 -> way.otherHost();
            default -> way.router();
        });
    }

    /** The request with one to three bytes changed anywhere, checksums and all. */
    private static byte[] damaged(Request request, Random random) {
        byte[] packet = request.packet();
        for (int i = random.nextInt(3); i >= 0; i--) {
            packet[random.nextInt(packet.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return packet;
    }
}
