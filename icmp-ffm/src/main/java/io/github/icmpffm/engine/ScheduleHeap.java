package io.github.icmpffm.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The schedules by when each wants its next turn: a binary heap in which a schedule knows its own place. */
final class ScheduleHeap {

    private @Nullable ProbeSchedule[] heap = new ProbeSchedule[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The schedule that is next; only if there is one. */
    ProbeSchedule first() {
        return at(0);
    }

    /** Adds a schedule, or moves it to where its {@link ProbeSchedule#turnNanos} now belongs. */
    void place(ProbeSchedule schedule) {
        if (schedule.heapIndex < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            put(size++, schedule);
        }
        siftUp(schedule.heapIndex);
        siftDown(schedule.heapIndex);
    }

    /** Takes a schedule out, if it is in. */
    void remove(ProbeSchedule schedule) {
        int index = schedule.heapIndex;
        if (index < 0) {
            return;
        }
        ProbeSchedule last = at(--size);
        heap[size] = null;
        schedule.heapIndex = -1;
        if (last != schedule) {
            put(index, last);
            siftUp(index);
            siftDown(last.heapIndex);
        }
    }

    private void siftUp(int start) {
        int index = start;
        ProbeSchedule moving = at(index);
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (at(parent).turnNanos <= moving.turnNanos) {
                break;
            }
            put(index, at(parent));
            index = parent;
        }
        put(index, moving);
    }

    private void siftDown(int start) {
        int index = start;
        ProbeSchedule moving = at(index);
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && at(child + 1).turnNanos < at(child).turnNanos) {
                child++;
            }
            if (moving.turnNanos <= at(child).turnNanos) {
                break;
            }
            put(index, at(child));
            index = child;
        }
        put(index, moving);
    }

    @SuppressWarnings("NullAway") // below size there are no nulls
    private ProbeSchedule at(int index) {
        return heap[index];
    }

    private void put(int index, ProbeSchedule schedule) {
        heap[index] = schedule;
        schedule.heapIndex = index;
    }
}
