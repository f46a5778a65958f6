package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the kernel is asked for no stamps, a raw IPv4 socket receives a single reply by itself, without ancillary data. */
@NeedsNetwork
class WithoutStampsTest {

    private final TestNetwork network;

    WithoutStampsTest(TestNetwork network) {
        this.network = network;
    }

    private Pinger open() throws InterruptedException {
        return Way.RAW_IPV4.open(network, PingerOptions.defaults().timing(Timing.USER));
    }

    @Test
    void aReplyShowsWhoSentItAndItsTimeToLive() throws Exception {
        network.host(Way.RAW_IPV4.host).answers(request -> request.reply().withTtl(77));
        try (Pinger pinger = open()) {
            PingResult result = pinger.ping(Way.RAW_IPV4.target());
            assertThat(result).isInstanceOfSatisfying(Reply.class, reply -> {
                assertThat(reply.from().getHostAddress()).isEqualTo(Way.RAW_IPV4.host);
                assertThat(reply.hopLimit()).isEqualTo(77);
                assertThat(reply.timing()).isEqualTo(Timing.USER);
            });
        }
    }

    @Test
    void whatIsLongerThanThereIsRoomForIsCorruptedAndTheProbeStaysOpen() throws Exception {
        network.host(Way.RAW_IPV4.host).replies().preceding(request -> List.of(request.reply().lengthenedBy(4000)));
        try (Pinger pinger = open()) {
            PingStatistics statistics = pinger.series(
                    PingRequest.to(Way.RAW_IPV4.target()), PingPlan.every(ofMillis(50)).count(2), event -> {}).await();
            assertThat(statistics.received()).isEqualTo(2);
            assertThat(statistics.corrupted()).isEqualTo(2);
        }
    }

    @Test
    void anErrorShowsTheRouterThatSentIt() throws Exception {
        network.host(Way.RAW_IPV4.host).answers(request -> request.hostUnreachable().from(Way.RAW_IPV4.router()));
        try (Pinger pinger = open()) {
            assertThat(pinger.ping(Way.RAW_IPV4.target())).isInstanceOfSatisfying(IcmpError.class,
                    error -> assertThat(error.from().getHostAddress()).isEqualTo(Way.RAW_IPV4.router()));
        }
    }
}
