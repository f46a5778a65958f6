package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P6: two programs with one identifier, as raw sockets let them have, ping one host with the same sequence numbers. */
@NeedsNetwork
class SharedIdentifierTest {

    private static final PingerOptions IDENTIFIER = PingerOptions.defaults().identifier(77);
    private static final int COUNT = 10;

    private final TestNetwork network;

    SharedIdentifierTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "RAW_IPV6"})
    void theRepliesToAnotherRawSocketAreForeign(Way way) throws Exception {
        theRepliesToTheOtherAreForeign(way, way);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "DATAGRAM_IPV6"})
    void theRepliesToADatagramSocketAreForeignToARawOne(Way way) throws Exception {
        theRepliesToTheOtherAreForeign(way.isIpv4() ? Way.RAW_IPV4 : Way.RAW_IPV6, way);
    }

    private void theRepliesToTheOtherAreForeign(Way way, Way otherWay) throws Exception {
        network.host(way.host).replies().delayedBy(ofMillis(30));
        try (Pinger one = way.open(network, IDENTIFIER); Pinger other = otherWay.open(network, IDENTIFIER)) {
            PingRequest request = PingRequest.to(way.target()).withTimeout(ofMillis(500));
            PingPlan plan = PingPlan.every(ofMillis(5)).count(COUNT);
            List<PingSeries> both = List.of(
                    one.series(request, plan, event -> {}), other.series(request, plan, event -> {}));
            for (PingSeries series : both) {
                PingStatistics statistics = series.await();
                assertThat(statistics.received()).isEqualTo(COUNT);
                assertThat(statistics.corrupted()).isZero();
                assertThat(statistics.duplicates()).isZero();
            }
            assertThat(one.foreignMessages()).isPositive();
        }
    }
}
