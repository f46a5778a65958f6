package io.github.icmpffm.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The schedules by when each wants its next turn: a heap of four children each, whose times lie in an array of their own.
 *
 * <p>A schedule that is moved or removed leaves its entry behind, which is dropped when it comes to the top, or when the
 * heap is full. So nothing but the times is read on the way through the heap: with a hundred thousand
 * schedules, each of them is far from the processor.
 */
final class ScheduleHeap {

    private static final int CHILDREN = 4;
    private static final int INITIAL = 64;

    private long[] nanos = new long[INITIAL];
    private @Nullable ProbeSchedule[] schedules = new ProbeSchedule[INITIAL];
    private int size;

    boolean isEmpty() {
        dropStaleFirst();
        return size == 0;
    }

    /** The schedule that is next; only if there is one. */
    ProbeSchedule first() {
        dropStaleFirst();
        return at(0);
    }

    /** Adds a schedule, or moves it to where its {@link ProbeSchedule#turnNanos} now belongs. */
    void place(ProbeSchedule schedule) {
        if (schedule.isPlaced && schedule.placedNanos == schedule.turnNanos) {
            return;
        }
        schedule.isPlaced = true;
        schedule.placedNanos = schedule.turnNanos;
        add(schedule);
    }

    /** Adds a schedule that is placed already, but not here. */
    void add(ProbeSchedule schedule) {
        if (size == nanos.length) {
            makeRoom();
        }
        siftUp(size++, schedule.placedNanos, schedule);
    }

    /** Takes a schedule out, if it is in. */
    void remove(ProbeSchedule schedule) {
        schedule.isPlaced = false;
    }

    private void makeRoom() {
        dropAllStale();
        if (size > nanos.length / 2) {
            nanos = Arrays.copyOf(nanos, 2 * nanos.length);
            schedules = Arrays.copyOf(schedules, 2 * schedules.length);
        }
    }

    private boolean isStale(int index) {
        ProbeSchedule schedule = at(index);
        return !schedule.isPlaced || schedule.placedNanos != nanos[index];
    }

    private void dropStaleFirst() {
        while (size > 0 && isStale(0)) {
            size--;
            ProbeSchedule last = at(size);
            schedules[size] = null;
            if (size > 0) {
                siftDown(0, nanos[size], last);
            }
        }
    }

    private void dropAllStale() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!isStale(i)) {
                nanos[kept] = nanos[i];
                schedules[kept++] = schedules[i];
            }
        }
        Arrays.fill(schedules, kept, size, null);
        size = kept;
        for (int i = (size - 2) / CHILDREN; i >= 0; i--) {
            if (i < size) {
                siftDown(i, nanos[i], at(i));
            }
        }
    }

    private void siftUp(int start, long time, ProbeSchedule schedule) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) / CHILDREN;
            if (nanos[parent] <= time) {
                break;
            }
            put(index, nanos[parent], at(parent));
            index = parent;
        }
        put(index, time, schedule);
    }

    private void siftDown(int start, long time, ProbeSchedule schedule) {
        int index = start;
        while (true) {
            int child = CHILDREN * index + 1;
            int end = Math.min(child + CHILDREN, size);
            if (child >= end) {
                break;
            }
            for (int other = child + 1; other < end; other++) {
                if (nanos[other] < nanos[child]) {
                    child = other;
                }
            }
            if (time <= nanos[child]) {
                break;
            }
            put(index, nanos[child], at(child));
            index = child;
        }
        put(index, time, schedule);
    }

    @SuppressWarnings("NullAway") // below size there are no nulls
    private ProbeSchedule at(int index) {
        return schedules[index];
    }

    private void put(int index, long time, ProbeSchedule schedule) {
        nanos[index] = time;
        schedules[index] = schedule;
    }
}
