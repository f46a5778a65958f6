package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.Timeout;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 5000;

    private final EventQueue queue = new EventQueue();
    private final Session session = new Session(new Target("a", InetAddress.getLoopbackAddress()),
            PingOptions.Until.NEVER, queue);

    @Test
    void whoIsFasterThanPrintingWaitsAndNothingIsDropped() throws Exception {
        Thread pinger = pinging();
        for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i++) {
            assertThat(queue.take())
                    .isInstanceOfSatisfying(EventQueue.Item.Happened.class, item -> assertThat(item.session())
                            .isSameAs(session));
        }
        pinger.join();
    }

    @Test
    void theEndAlwaysFindsRoom() throws Exception {
        Thread pinger = pinging();
        while (pinger.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        queue.stop();
        queue.ended(session);

        List<EventQueue.Item> taken = new ArrayList<>();
        do {
            taken.add(queue.take());
        } while (!(taken.getLast() instanceof EventQueue.Item.Ended));
        assertThat(taken).hasAtLeastOneElementOfType(EventQueue.Item.Stop.class);
        queue.close();
        assertThat(pinger.join(Duration.ofSeconds(5))).isTrue();
    }

    private Thread pinging() {
        return Thread.startVirtualThread(() -> {
            for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i++) {
                queue.happened(session, new Timeout(InetAddress.getLoopbackAddress(), i, Instant.EPOCH, true));
            }
        });
    }
}
