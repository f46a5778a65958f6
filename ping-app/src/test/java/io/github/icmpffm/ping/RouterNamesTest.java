package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RouterNamesTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("203.0.113.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("2001:db8::2");

    @Test
    void aNameComesBeforeItsAddress() {
        AtomicInteger lookUps = new AtomicInteger();
        RouterNames names = new RouterNames(false, address -> {
            lookUps.incrementAndGet();
            return "router.example";
        });
        names.ask(ADDRESS);
        assertThat(names.of(ADDRESS)).isEqualTo("router.example (203.0.113.1)");
        assertThat(names.of(ADDRESS)).isEqualTo("router.example (203.0.113.1)");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void withoutANameThereIsTheAddress() {
        RouterNames names = new RouterNames(false, ZonedAddress::text);
        assertThat(names.of(ADDRESS)).isEqualTo("203.0.113.1");
        assertThat(names.of(OTHER)).isEqualTo("2001:db8::2");
    }

    @Test
    void numericNothingIsLookedUp() {
        RouterNames names = new RouterNames(true, address -> {
            throw new AssertionError("looked up");
        });
        names.ask(OTHER);
        assertThat(names.of(OTHER)).isEqualTo("2001:db8::2");
    }

    @Test
    void aNameThatATerminalWouldObeyIsNone() {
        assertThat(new RouterNames(false, address -> "\u001b[2Jevil").of(ADDRESS)).isEqualTo("203.0.113.1");
    }

    @Test
    void aSlowLookUpIsWaitedForOnce() {
        CountDownLatch never = new CountDownLatch(1);
        RouterNames names = new RouterNames(false, address -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
        long start = System.nanoTime();
        assertThat(names.of(ADDRESS)).isEqualTo("203.0.113.1");
        long first = System.nanoTime() - start;
        for (int i = 0; i < 10; i++) {
            assertThat(names.of(OTHER)).isEqualTo("2001:db8::2");
        }
        assertThat(System.nanoTime() - start - first).isLessThan(first);
        never.countDown();
    }
}
