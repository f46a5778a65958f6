package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F11: an interface that is deleted and made anew, as those of VPNs and PPP are, has another number. */
@NeedsNetwork
class VanishingInterfaceTest {

    private final TestNetwork network;

    VanishingInterfaceTest(TestNetwork network) {
        this.network = network;
    }

    private InetAddress make(Way way) throws Exception {
        network.exec("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
        if (way.isIpv4()) {
            network.exec("ip", "addr", "add", "10.77.0.1/24", "dev", "v0");
        } else {
            network.exec("ip", "addr", "add", "fd77::1/64", "dev", "v0", "nodad");
        }
        network.exec("ip", "link", "set", "v0", "up");
        network.exec("ip", "link", "set", "v1", "up");
        String neighbour = way.isIpv4() ? "10.77.0.2" : "fd77::2";
        network.exec("ip", "neigh", "add", neighbour, "lladdr", "02:00:00:00:00:99", "dev", "v0", "nud", "permanent");
        return InetAddress.getByName(neighbour);
    }

    @ParameterizedTest
    @EnumSource
    void aSeriesGoesOnWhenItsInterfaceIsBack(Way way) throws Exception {
        InetAddress silent = make(way);
        AtomicReference<CountDownLatch> sent = new AtomicReference<>(new CountDownLatch(3));
        AtomicReference<CountDownLatch> refused = new AtomicReference<>(new CountDownLatch(3));
        try (Pinger pinger = way.open(network, PingerOptions.defaults().interfaceName("v0"))) {
            PingSeries series = pinger.series(
                    PingRequest.to(silent).withTimeout(ofSeconds(1)), PingPlan.every(ofMillis(20)), event -> {
                        if (event instanceof Sent) {
                            sent.get().countDown();
                        } else if (event instanceof SendFailure) {
                            refused.get().countDown();
                        }
                    });
            assertThat(sent.get().await(5, TimeUnit.SECONDS)).isTrue();
            network.exec("ip", "link", "del", "v0");
            assertThat(refused.get().await(5, TimeUnit.SECONDS)).isTrue();
            make(way);
            sent.set(new CountDownLatch(3));
            assertThat(sent.get().await(5, TimeUnit.SECONDS)).isTrue();
            series.stop();
        }
    }
}
