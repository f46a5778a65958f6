package io.github.icmpffm.engine;

/**
 * The addresses of a sweep whose requests the kernel did not take: a ring, in the order in which they are tried again. It
 * bounds how many there may be; while it is full the sweep takes no new ones.
 */
final class HeldAddresses {

    private static final int CAPACITY = 256;

    private final long[] numbers = new long[CAPACITY];
    private final long[] since = new long[CAPACITY];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** Whether so many more would find room. */
    boolean hasRoomFor(int more) {
        return size + more <= CAPACITY;
    }

    /**
     * Adds an address at the end.
     *
     * @param refusedNanos when its request was refused first
     */
    void add(long number, long refusedNanos) {
        int at = (first + size++) % CAPACITY;
        numbers[at] = number;
        since[at] = refusedNanos;
    }

    /** The number of the first one. */
    long firstNumber() {
        return numbers[first];
    }

    /** When the request to the first one was refused first. */
    long firstSince() {
        return since[first];
    }

    void removeFirst() {
        first = (first + 1) % CAPACITY;
        size--;
    }
}
