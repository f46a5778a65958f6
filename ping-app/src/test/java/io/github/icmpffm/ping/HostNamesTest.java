package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final HostNames names = new HostNames();

    @Test
    void untilTheNameIsKnownTheAddressIsTold() throws Exception {
        String first = names.describe(LOOPBACK, "127.0.0.1");
        assertThat(first).isEqualTo("127.0.0.1");

        String told = first;
        for (long start = System.nanoTime(); told.equals(first) && System.nanoTime() - start < 10_000_000_000L;) {
            Thread.onSpinWait();
            told = names.describe(LOOPBACK, "127.0.0.1");
        }
        assertThat(told).isEqualTo("localhost (127.0.0.1)");
    }

    @Test
    void aTargetHasTheNameItWasResolvedFromFromTheFirstLineOn() {
        names.suppose(LOOPBACK, "localhost");
        assertThat(names.describe(LOOPBACK, "127.0.0.1")).isEqualTo("localhost (127.0.0.1)");
    }
}
