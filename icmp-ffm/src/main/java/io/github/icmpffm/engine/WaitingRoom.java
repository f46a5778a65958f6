package io.github.icmpffm.engine;

import java.util.Arrays;

/**
 * The requests that the kernel did not take, in order, one list for each target: a target that cannot be sent to keeps
 * nobody else waiting. When its first request is tried again grows from one millisecond to 64 with each refusal.
 *
 * <p>Nearly always empty, and then it costs nothing: memory is allocated with the first request.
 */
final class WaitingRoom {

    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final int MAX_DOUBLINGS = 6;

    private SlotLists requests = new SlotLists(0, 0);
    private TimerWheel retries = new TimerWheel(0, 0);
    private byte[] refusals = {};
    private int[] errnos = {};
    private int size;

    /** What is done with a target whose first request is to be tried again. */
    interface Retry {
        void due(int target);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether requests to that target wait. */
    boolean isWaiting(int target) {
        return size > 0 && target < refusals.length && !requests.isEmpty(target);
    }

    /** The first waiting request to that target; only if there is one. */
    int first(int target) {
        return requests.first(target);
    }

    /** Adds a request that the kernel has refused with that errno, or whose target has requests waiting. */
    void add(int target, int slot, int slots, int errno, long nowNanos) {
        makeRoom(target, slots, nowNanos);
        boolean isFirst = requests.isEmpty(target);
        requests.append(target, slot);
        size++;
        if (isFirst) {
            refusals[target] = 0;
            errnos[target] = errno;
            retries.start(target, nowNanos + FIRST_PAUSE_NANOS);
        }
    }

    /** The first request to that target was tried again, and refused again. */
    void refusedAgain(int target, int errno, long nowNanos) {
        errnos[target] = errno;
        refusals[target] = (byte) Math.min(refusals[target] + 1, MAX_DOUBLINGS);
        retries.stop(target);
        retries.start(target, nowNanos + (FIRST_PAUSE_NANOS << refusals[target]));
    }

    /** The first request to that target could not even be tried. */
    void postpone(int target, long nowNanos) {
        retries.stop(target);
        retries.start(target, nowNanos + FIRST_PAUSE_NANOS);
    }

    /** The kernel has taken a request to that target. */
    void succeeded(int target) {
        if (isWaiting(target)) {
            refusals[target] = 0;
        }
    }

    /** Takes a request out, if it waits. */
    void remove(int slot) {
        if (size == 0 || slot >= requests.slots()) {
            return;
        }
        int target = requests.remove(slot);
        if (target != SlotLists.NONE) {
            size--;
            if (requests.isEmpty(target)) {
                retries.stop(target);
            }
        }
    }

    /** Why the latest request to that target was refused. */
    int errno(int target) {
        return errnos[target];
    }

    /** Reports the targets whose time has come. Each must be tried, or postponed. */
    void retry(long nowNanos, Retry retry) {
        retries.advance(nowNanos, retry::due);
    }

    /** When to call {@link #retry} next; {@link TimerWheel#NEVER} if nothing waits. */
    long nextNanos() {
        return size == 0 ? TimerWheel.NEVER : retries.nextNanos();
    }

    private void makeRoom(int target, int slots, long nowNanos) {
        if (refusals.length == 0) {
            retries = new TimerWheel(0, nowNanos);
        }
        if (target >= refusals.length) {
            int targets = Math.max(2 * refusals.length, Integer.highestOneBit(target) * 2 + 1);
            refusals = Arrays.copyOf(refusals, targets);
            errnos = Arrays.copyOf(errnos, targets);
            retries.grow(targets);
            requests.growLists(targets);
        }
        if (slots > requests.slots()) {
            requests.grow(slots);
        }
    }
}
