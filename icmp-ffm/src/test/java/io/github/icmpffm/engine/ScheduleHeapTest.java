package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleHeapTest {

    @Test
    void theFirstIsAlwaysTheOneThatIsNext() {
        Random random = new Random(3);
        ScheduleHeap heap = new ScheduleHeap();
        List<ProbeSchedule> reference = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 5 || reference.isEmpty()) {
                ProbeSchedule schedule = schedule();
                schedule.turnNanos = random.nextLong(1000);
                reference.add(schedule);
                heap.place(schedule);
            } else if (choice < 8) {
                ProbeSchedule schedule = reference.get(random.nextInt(reference.size()));
                schedule.turnNanos = random.nextLong(1000);
                heap.place(schedule);
            } else {
                ProbeSchedule schedule = reference.remove(random.nextInt(reference.size()));
                heap.remove(schedule);
                heap.remove(schedule);
            }
            assertThat(heap.isEmpty()).isEqualTo(reference.isEmpty());
            if (!reference.isEmpty()) {
                long earliest = reference.stream()
                        .min(Comparator.comparingLong(schedule -> schedule.turnNanos))
                        .orElseThrow().turnNanos;
                assertThat(heap.first().turnNanos).isEqualTo(earliest);
            }
        }
    }

    static ProbeSchedule schedule() {
        ProbeSchedule.Plan plan = new ProbeSchedule.Plan(1, 1, 1, 1, 1, true, false, 0, 0);
        return new ProbeSchedule(0, 0, 0, new ProbeShape(new byte[0], 1, 1), plan, 0, new ProbeSchedule.Sink() {
            @Override
            public void finished() {}

            @Override
            public boolean on(ProbeEvent event) {
                return true;
            }

            @Override
            public void fail(Throwable cause) {}
        });
    }
}
