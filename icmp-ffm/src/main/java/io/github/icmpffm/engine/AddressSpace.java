package io.github.icmpffm.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of addresses made of ranges, each of them known by its number from 0 on; memory grows with the ranges, not with
 * the addresses. Immutable.
 */
public final class AddressSpace {

    /** Addresses that follow one another: {@code size} from the first one on, none of which wraps the lower half. */
    public record Range(long high, long low, long size) {

        long end() {
            return low + size;
        }
    }

    private static final Comparator<Range> ORDER = Comparator.comparingLong(Range::high)
            .thenComparing((one, other) -> Long.compareUnsigned(one.low(), other.low()));

    private final long[] highs;
    private final long[] lows;

    /** How many addresses there are before each range, and behind the last one. */
    private final long[] before;

    /** The addresses of {@code included} that are in none of {@code excluded}; each once, however often it is in one. */
    public AddressSpace(List<Range> included, List<Range> excluded) {
        List<Range> ranges = without(merged(included), merged(excluded));
        highs = new long[ranges.size()];
        lows = new long[ranges.size()];
        before = new long[ranges.size() + 1];
        for (int i = 0; i < ranges.size(); i++) {
            highs[i] = ranges.get(i).high();
            lows[i] = ranges.get(i).low();
            before[i + 1] = Math.addExact(before[i], ranges.get(i).size());
        }
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges.stream().sorted(ORDER).toList()) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null
                    && last.high() == range.high()
                    && Long.compareUnsigned(range.low(), last.end()) <= 0) {
                long end = Long.compareUnsigned(last.end(), range.end()) >= 0 ? last.end() : range.end();
                merged.set(merged.size() - 1, new Range(last.high(), last.low(), end - last.low()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static List<Range> without(List<Range> ranges, List<Range> holes) {
        List<Range> left = new ArrayList<>();
        for (Range range : ranges) {
            long start = range.low();
            for (Range hole : holes) {
                if (hole.high() != range.high()
                        || Long.compareUnsigned(hole.end(), start) <= 0
                        || Long.compareUnsigned(hole.low(), range.end()) >= 0) {
                    continue;
                }
                if (Long.compareUnsigned(hole.low(), start) > 0) {
                    left.add(new Range(range.high(), start, hole.low() - start));
                }
                start = hole.end();
            }
            if (Long.compareUnsigned(start, range.end()) < 0) {
                left.add(new Range(range.high(), start, range.end() - start));
            }
        }
        return left;
    }

    /** How many addresses. */
    public long size() {
        return before[highs.length];
    }

    /** The number of an address, or -1 if it is not in the set. */
    long numberOf(long high, long low) {
        int range = rangeBelow(high, low);
        if (range < 0 || highs[range] != high) {
            return -1;
        }
        long offset = low - lows[range];
        return Long.compareUnsigned(offset, before[range + 1] - before[range]) < 0 ? before[range] + offset : -1;
    }

    /** The last range that does not begin behind the address, or -1. */
    private int rangeBelow(long high, long low) {
        int least = 0;
        int most = highs.length - 1;
        while (least <= most) {
            int middle = (least + most) >>> 1;
            boolean behind = highs[middle] > high
                    || (highs[middle] == high && Long.compareUnsigned(lows[middle], low) > 0);
            if (behind) {
                most = middle - 1;
            } else {
                least = middle + 1;
            }
        }
        return most;
    }

    /** The range that the address with that number is in, for {@link #high} and {@link #low}. */
    int rangeOf(long number) {
        int least = 0;
        int most = highs.length - 1;
        while (least < most) {
            int middle = (least + most + 1) >>> 1;
            if (before[middle] > number) {
                most = middle - 1;
            } else {
                least = middle;
            }
        }
        return least;
    }

    /** Upper 64 bits of the addresses in that range. */
    long high(int range) {
        return highs[range];
    }

    /** Lower 64 bits of the address with that number, which is in that range. */
    long low(int range, long number) {
        return lows[range] + (number - before[range]);
    }
}
