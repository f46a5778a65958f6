package io.github.icmpffm.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.EchoRequest;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsNetwork
class PollerTest {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final TestNetwork network;

    PollerTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    @ParameterizedTest
    @CsvSource({"IPV4,RAW", "IPV6,RAW", "IPV4,DATAGRAM", "IPV6,DATAGRAM"})
    void aSocketThatIsAddedLaterEndsTheWaiting(Family family, SocketKind kind) throws Exception {
        try (IcmpSocket first = network.inside(() -> IcmpSocket.open(Family.IPV4, SocketKind.DATAGRAM));
                IcmpSocket later = network.inside(() -> IcmpSocket.open(family, kind));
                Poller poller = new Poller(List.of(first), 1)) {
            poller.await(0);
            int index = poller.add(later);
            poller.await(0);
            assertThat(poller.isReady(index)).isFalse();

            later.sendTo(
                    InetAddress.getByName(family == Family.IPV4 ? "127.0.0.1" : "::1"),
                    new EchoRequest(family, 1, 1, EchoPayload.ofLength(56)).encode());
            poller.await(PATIENCE_NANOS);

            assertThat(index).isEqualTo(1);
            assertThat(poller.isReady(index)).isTrue();
            assertThat(poller.isReady(0)).isFalse();
            assertThatThrownBy(() -> poller.add(later)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
