package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleCalendarTest {

    private static final long START = -3_000_000_000L; // the clock's origin is any

    /** The longest are further away than the calendar has days. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 100_000_000, 10_000_000_000L})
    void eachTurnComesInItsOrderAndNoneTooEarlyOrTooLate(long furthest) {
        Random random = new Random(furthest);
        ScheduleCalendar calendar = new ScheduleCalendar(START);
        List<ProbeSchedule> in = new ArrayList<>();
        long now = START;
        for (int step = 0; step < 5_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 4) {
                ProbeSchedule schedule = ScheduleHeapTest.schedule();
                schedule.turnNanos = now + random.nextLong(furthest);
                in.add(schedule);
                calendar.place(schedule);
            } else if (choice < 7 && !in.isEmpty()) {
                ProbeSchedule schedule = in.get(random.nextInt(in.size()));
                schedule.turnNanos = now + random.nextLong(furthest);
                calendar.place(schedule);
            } else if (choice < 8 && !in.isEmpty()) {
                calendar.remove(in.remove(random.nextInt(in.size())));
            }
            assertThat(calendar.nextNanos()).isLessThanOrEqualTo(earliest(in));
            now += random.nextLong(furthest / 50);
            for (ProbeSchedule due = calendar.due(now); due != null; due = calendar.due(now)) {
                assertThat(due.turnNanos).isLessThanOrEqualTo(now).isEqualTo(earliest(in));
                due.turnNanos = now + 1 + random.nextLong(furthest);
                calendar.place(due);
            }
            assertThat(earliest(in)).isGreaterThan(now);
        }
        for (ProbeSchedule any = calendar.any(); any != null; any = calendar.any()) {
            assertThat(in.remove(any)).isTrue();
            calendar.remove(any);
        }
        assertThat(in).isEmpty();
    }

    @Test
    void afterAStandstillOfAnyLengthAllThatIsOverdueIsDue() {
        for (long away : new long[] {0, 1_000_000, 3_000_000_000L, 3_600_000_000_000L}) {
            ScheduleCalendar calendar = new ScheduleCalendar(START);
            ProbeSchedule schedule = ScheduleHeapTest.schedule();
            schedule.turnNanos = START + away;
            calendar.place(schedule);
            assertThat(calendar.due(START + away - 1)).isNull();
            assertThat(calendar.due(START + away)).isSameAs(schedule);
            schedule.turnNanos += away;
            calendar.place(schedule);
            assertThat(calendar.due(START + 10 * away + 7_200_000_000_000L)).isSameAs(schedule);
        }
    }

    private static long earliest(List<ProbeSchedule> schedules) {
        return schedules.stream().mapToLong(schedule -> schedule.turnNanos).min().orElse(TimerWheel.NEVER);
    }
}
