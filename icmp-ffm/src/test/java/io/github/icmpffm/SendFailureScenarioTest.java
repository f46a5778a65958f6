package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.socket.PathMtuDiscovery;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe the kernel refuses is that probe's outcome, and nothing else's. */
@NeedsNetwork
class SendFailureScenarioTest {

    private final TestNetwork network;

    SendFailureScenarioTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void aBlackholeRouteIsASendFailureOfItsProbeOnly(Way way) throws Exception {
        network.host(way.host).replies();
        network.exec("ip", way.isIpv4() ? "-4" : "-6", "route", "add", "blackhole", way.otherHost());
        try (Pinger pinger = way.open(network)) {
            // The kernel switches receive stamps on a little after it was asked to.
            pinger.ping(way.target());
            for (int i = 0; i < 5; i++) {
                PingResult refused = pinger.ping(InetAddress.getByName(way.otherHost()));
                assertThat(refused).isInstanceOfSatisfying(SendFailure.class, failure -> assertThat(failure.errnoName())
                        .isIn("EINVAL", "EACCES", "EHOSTUNREACH", "ENETUNREACH"));
                assertThat(pinger.ping(PingRequest.to(way.target()).withTimeout(ofMillis(500))))
                        .isInstanceOfSatisfying(Reply.class, reply -> {
                            assertThat(reply.timing()).as("the send stamps stay in step").isEqualTo(Timing.KERNEL);
                            assertThat(reply.roundTripNanos()).isPositive();
                        });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooLongForThePathIsEmsgsize(Way way) throws Exception {
        network.host(way.host).replies();
        PingerOptions options = PingerOptions.defaults().pathMtuDiscovery(PathMtuDiscovery.DO);
        try (Pinger pinger = way.open(network, options)) {
            assertThat(pinger.ping(PingRequest.to(way.target()).withPayloadLength(2000)))
                    .isInstanceOfSatisfying(SendFailure.class, failure -> {
                        assertThat(failure.errnoName()).isEqualTo("EMSGSIZE");
                        assertThat(failure.message()).isEqualTo("Message too long");
                    });
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theErrorOfAnEarlierProbeIsNotTheNextOnesSendFailure(Way way) throws Exception {
        network.host(way.host).replies();
        network.host(way.otherHost()).answers(request -> request.prohibited().from(way.router()));
        try (Pinger pinger = way.open(network)) {
            for (int i = 0; i < 20; i++) {
                assertThat(pinger.ping(InetAddress.getByName(way.otherHost()))).isInstanceOf(IcmpError.class);
                assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            }
        }
    }
}
