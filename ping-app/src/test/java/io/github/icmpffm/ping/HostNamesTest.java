package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static final InetAddress ROUTER = InetAddress.ofLiteral("203.0.113.1");
    private static final String TEXT = "203.0.113.1";

    private final CountDownLatch known = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();
    private final HostNames names = new HostNames() {
        @Override
        String nameOf(InetAddress address) {
            try {
                known.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            lookUps.incrementAndGet();
            return "router.example";
        }
    };

    @Test
    void untilTheNameIsKnownTheAddressIsToldInItsPlace() {
        assertThat(names.describe(ROUTER, TEXT)).isEqualTo("203.0.113.1 (203.0.113.1)");

        known.countDown();
        awaitName();

        assertThat(names.describe(ROUTER, TEXT)).isEqualTo("router.example (203.0.113.1)");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void aTargetHasTheNameItWasResolvedFromUntilItsOwnIsKnown() {
        names.suppose(ROUTER, "target.example");
        assertThat(names.describe(ROUTER, TEXT)).isEqualTo("target.example (203.0.113.1)");

        known.countDown();
        awaitName();
    }

    private void awaitName() {
        long start = System.nanoTime();
        while (!names.describe(ROUTER, TEXT).startsWith("router.example")
                && System.nanoTime() - start < 10_000_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(names.describe(ROUTER, TEXT)).isEqualTo("router.example (203.0.113.1)");
    }
}
