package io.github.icmpffm.engine;

import org.jspecify.annotations.Nullable;

/**
 * The schedules by when each wants its next turn. Those of the next few milliseconds are in a heap, in exact order; those
 * after them wait in a ring of days, four milliseconds long and two seconds in all, and come to the heap when their day
 * does. So with a hundred thousand schedules the heap has some hundreds, and to put one away takes no searching.
 *
 * <p>A schedule that is moved to a later day stays where it is until that day comes, and is then put into its own; one that
 * is moved to an earlier day goes to the heap.
 */
final class ScheduleCalendar {

    private static final int DAY_SHIFT = 22; // 2^22 ns
    private static final int DAYS = 512;

    /** Whoever looks at the heap must find all of today and tomorrow. */
    private static final int DAYS_AHEAD = 2;

    private final ScheduleHeap heap = new ScheduleHeap();
    private final @Nullable ProbeSchedule[] days = new ProbeSchedule[DAYS];
    private int waiting;
    private long nextDay;

    /** An empty calendar at that time. */
    ScheduleCalendar(long nowNanos) {
        nextDay = day(nowNanos) + DAYS_AHEAD;
    }

    /** Adds a schedule, or moves it to where its {@link ProbeSchedule#turnNanos} now belongs. */
    void place(ProbeSchedule schedule) {
        long day = day(schedule.turnNanos);
        if (day < nextDay || (schedule.isWaiting && schedule.waitsFor > day)) {
            heap.place(schedule);
            return;
        }
        schedule.isPlaced = true;
        schedule.placedNanos = schedule.turnNanos;
        if (!schedule.isWaiting) {
            putAway(schedule, day);
        }
    }

    /** Takes a schedule out, if it is in. */
    void remove(ProbeSchedule schedule) {
        heap.remove(schedule);
    }

    /** The schedule that is next, if its turn has come at that time; otherwise null. */
    @Nullable
    ProbeSchedule due(long nowNanos) {
        begin(nowNanos);
        return !heap.isEmpty() && heap.first().placedNanos <= nowNanos ? heap.first() : null;
    }

    /** When to call {@link #due} next: no later than needed, perhaps earlier; {@link TimerWheel#NEVER} if it is empty. */
    long nextNanos() {
        long next = heap.isEmpty() ? TimerWheel.NEVER : heap.first().placedNanos;
        if (waiting == 0 || day(next) < nextDay) {
            return next;
        }
        long day = nextDay;
        while (days[bucket(day)] == null) {
            day++;
        }
        return Math.min(next, day << DAY_SHIFT);
    }

    /** Any schedule that is in, or null. */
    @Nullable
    ProbeSchedule any() {
        for (int day = 0; waiting > 0 && day < DAYS; day++) {
            comeIn(day, Long.MAX_VALUE);
        }
        return heap.isEmpty() ? null : heap.first();
    }

    private void begin(long nowNanos) {
        long first = day(nowNanos) + DAYS_AHEAD;
        if (first - nextDay > DAYS) {
            nextDay = first - DAYS; // one round looks at every day
        }
        while (nextDay < first) {
            nextDay++;
            if (waiting > 0) {
                comeIn(bucket(nextDay - 1), nextDay);
            }
        }
    }

    /** The schedules of that day of the ring come to the heap if they are due before {@code end}, or to their own day. */
    private void comeIn(int bucket, long end) {
        ProbeSchedule schedule = days[bucket];
        days[bucket] = null;
        while (schedule != null) {
            ProbeSchedule following = schedule.nextOfDay;
            schedule.nextOfDay = null;
            schedule.isWaiting = false;
            waiting--;
            if (schedule.isPlaced) {
                if (day(schedule.placedNanos) < end) {
                    heap.add(schedule);
                } else {
                    putAway(schedule, day(schedule.placedNanos));
                }
            }
            schedule = following;
        }
    }

    private void putAway(ProbeSchedule schedule, long day) {
        schedule.isWaiting = true;
        schedule.waitsFor = day;
        schedule.nextOfDay = days[bucket(day)];
        days[bucket(day)] = schedule;
        waiting++;
    }

    private static long day(long nanos) {
        return nanos >> DAY_SHIFT;
    }

    private static int bucket(long day) {
        return (int) day & (DAYS - 1);
    }
}
