package io.github.icmpffm.engine;

import java.util.Arrays;

/**
 * Doubly linked lists of slot numbers in arrays: a slot is in at most one list, and moves in constant time without
 * allocating.
 */
final class SlotLists {

    static final int NONE = -1;

    private int[] first;
    private int[] last;
    private int[] next;
    private int[] previous;
    private int[] listOf;

    SlotLists(int lists, int slots) {
        first = filled(lists);
        last = filled(lists);
        next = filled(slots);
        previous = filled(slots);
        listOf = filled(slots);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /** Adds empty lists, so that there are that many. */
    void growLists(int lists) {
        first = grown(first, lists);
        last = grown(last, lists);
    }

    int slots() {
        return next.length;
    }

    void grow(int slots) {
        next = grown(next, slots);
        previous = grown(previous, slots);
        listOf = grown(listOf, slots);
    }

    private static int[] grown(int[] array, int length) {
        int[] grown = Arrays.copyOf(array, length);
        Arrays.fill(grown, array.length, length, NONE);
        return grown;
    }

    /** Puts the slot, which must be in no list, at the list's end. */
    void append(int list, int slot) {
        int tail = last[list];
        previous[slot] = tail;
        next[slot] = NONE;
        listOf[slot] = list;
        last[list] = slot;
        if (tail == NONE) {
            first[list] = slot;
        } else {
            next[tail] = slot;
        }
    }

    /** Takes the slot out of its list and returns which that was, or NONE. */
    int remove(int slot) {
        int list = listOf[slot];
        if (list == NONE) {
            return NONE;
        }
        int before = previous[slot];
        int after = next[slot];
        if (before == NONE) {
            first[list] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            last[list] = before;
        } else {
            previous[after] = before;
        }
        listOf[slot] = NONE;
        return list;
    }

    int first(int list) {
        return first[list];
    }

    int next(int slot) {
        return next[slot];
    }

    /** Which list the slot is in, or NONE. */
    int listOf(int slot) {
        return listOf[slot];
    }

    boolean isEmpty(int list) {
        return first[list] == NONE;
    }
}
