package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Timing;
import io.github.icmpffm.packet.MplsLabel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every test would wait for ever if the queue kept the pinger waiting. */
@Timeout(60)
class EventQueueTest {
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 200_000;

    private final EventQueue<EventSource> queue = new EventQueue<>();
    private final EventSource noisy = new EventSource();
    private final EventSource other = new EventSource();

    @Test
    void whatNobodyTakesIsCountedInPlaceOfWaiting() throws Exception {
        happen(noisy, Printed.timeout(0), MORE_THAN_THERE_IS_ROOM_FOR);
        queue.ended(noisy);

        List<EventQueue.Item<EventSource>> items = takeAll();

        long printed = items.stream().filter(EventQueue.Item.Happened.class::isInstance).count();
        assertThat(printed).isBetween(10_000L, 100_000L);
        assertThat(missing(items))
                .containsExactly(new Dropped(0, 0, 0, 0, 0, MORE_THAN_THERE_IS_ROOM_FOR - printed, 0, 0));
        assertThat(items.getLast()).isInstanceOf(EventQueue.Item.Ended.class);
    }

    @Test
    void duplicatesOfOneTargetDoNotPushOutTheRepliesOfAnother() throws Exception {
        happen(noisy, Printed.duplicate(0), MORE_THAN_THERE_IS_ROOM_FOR);
        happen(other, Printed.reply(0), 30_000);
        queue.ended(noisy);

        List<EventQueue.Item<EventSource>> items = takeAll();

        assertThat(
                items.stream().filter(item -> item instanceof EventQueue.Item.Happened && item.source().equals(other)))
                .hasSize(30_000);
        long printed = items.stream().filter(EventQueue.Item.Happened.class::isInstance).count() - 30_000;
        assertThat(printed).isBetween(1_000L, 5_000L);
        assertThat(missing(items))
                .containsExactly(new Dropped(0, MORE_THAN_THERE_IS_ROOM_FOR - printed, 0, 0, 0, 0, 0, 0));
    }

    /** And not one by one: each line stands for all that were dropped until it is printed. */
    @Test
    void whatIsDroppedIsReportedWhereItWouldHaveBeen() throws Exception {
        happen(noisy, Printed.duplicate(0), 5_000);
        happen(noisy, Printed.reply(1), 1);
        queue.ended(noisy);

        List<EventQueue.Item<EventSource>> items = takeAll();

        EventQueue.Item<EventSource> beforeTheReply = items.get(items.size() - 3);
        assertThat(beforeTheReply).isInstanceOf(EventQueue.Item.Missing.class);
        assertThat(missing(items)).hasSize(1);
        assertThat(happened(items).getLast()).isEqualTo(Printed.reply(1));
    }

    @Test
    void thereIsRoomAgainOnceItWasTaken() throws Exception {
        for (int round = 0; round < 3; round++) {
            happen(noisy, Printed.duplicate(0), 5_000);
            queue.ended(noisy);
            assertThat(happened(takeAll())).hasSizeGreaterThan(1_000).hasOnlyElementsOfType(Duplicate.class);
        }
    }

    @Test
    void errorsWithManyLabelsTakeMoreRoom() throws Exception {
        List<MplsLabel> labels = Collections.nCopies(200, new MplsLabel(1, 0, true, 1));
        happen(noisy, new ErrorHint(new IcmpError(
                Printed.HOST.address(), Printed.ROUTER, 0, 11, 0, 0, Printed.TIME, 0, 0, Timing.USER, labels)), 10_000);
        queue.ended(noisy);
        assertThat(happened(takeAll())).hasSizeBetween(1_000, 2_500);
    }

    @Test
    void inAHurryWhatIsNotPrintedWithinASecondIsLeftWithItsSource() throws Exception {
        happen(noisy, Printed.reply(0), 10);
        queue.hurry();
        assertThat(queue.take()).isInstanceOf(EventQueue.Item.Happened.class);
        TimeUnit.MILLISECONDS.sleep(1_050);
        happen(noisy, Printed.timeout(0), 1);
        queue.ended(noisy);

        assertThat(queue.take()).isInstanceOf(EventQueue.Item.Ended.class);
        assertThat(noisy.takeDropped()).isEqualTo(new Dropped(9, 0, 0, 0, 0, 1, 0, 0));
    }

    private void happen(EventSource source, PingEvent event, int times) {
        for (int i = 0; i < times; i++) {
            queue.happened(source, event, Outstanding.NONE);
        }
    }

    private List<EventQueue.Item<EventSource>> takeAll() throws InterruptedException {
        List<EventQueue.Item<EventSource>> taken = new ArrayList<>();
        do {
            taken.add(queue.take());
        } while (!(taken.getLast() instanceof EventQueue.Item.Ended));
        assertThat(queue.isEmpty()).isTrue();
        return taken;
    }

    private static List<PingEvent> happened(List<EventQueue.Item<EventSource>> items) {
        List<PingEvent> events = new ArrayList<>();
        for (EventQueue.Item<EventSource> item : items) {
            if (item instanceof EventQueue.Item.Happened<EventSource> happened) {
                events.add(happened.event());
            }
        }
        return events;
    }

    private static List<Dropped> missing(List<EventQueue.Item<EventSource>> items) {
        List<Dropped> dropped = new ArrayList<>();
        for (EventQueue.Item<EventSource> item : items) {
            if (item instanceof EventQueue.Item.Missing<EventSource> missing) {
                dropped.add(missing.dropped());
            }
        }
        return dropped;
    }
}
