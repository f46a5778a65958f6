package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTraceTest {
    private static final long ORIGIN = 1_700_000_000_000_000_000L;

    private final RoundTripTrace trace = new RoundTripTrace(ORIGIN);

    @Test
    void aShortRunKeepsEachProbe() {
        for (int i = 0; i < 100; i++) {
            if (i == 50) {
                trace.loss(ORIGIN + i * 1_000_000_000L);
            } else {
                trace.reply(ORIGIN + i * 1_000_000_000L, 1000 + i);
            }
        }
        int replies = 0;
        for (int column = 0; column < trace.columns(); column++) {
            if (trace.hasReply(column)) {
                assertThat(trace.shortestNanos(column)).isEqualTo(trace.longestNanos(column));
                replies++;
            }
        }
        assertThat(replies).isEqualTo(99);
        assertThat(trace.startNanos(trace.columns())).isBetween(99_000_000_000L, 100_000_000_000L);
    }

    @Test
    void aLongRunKeepsItsPeaksAndLosses() {
        for (int i = 0; i < 1_000_000; i++) {
            trace.reply(ORIGIN + i * 1_000_000L, i == 777_777 ? 90_000_000 : i == 5 ? 10 : 1_000_000);
        }
        trace.loss(ORIGIN + 400_000_000_000L);
        long longest = 0;
        long shortest = Long.MAX_VALUE;
        int lost = 0;
        for (int column = 0; column < trace.columns(); column++) {
            shortest = Math.min(shortest, trace.shortestNanos(column));
            longest = Math.max(longest, trace.longestNanos(column));
            lost += trace.lost(column);
            if (trace.lost(column) > 0) {
                assertThat(trace.startNanos(column)).isBetween(399_000_000_000L, 400_000_000_000L);
            }
        }
        assertThat(trace.columns()).isBetween(RoundTripTrace.COLUMNS / 2 - 200, RoundTripTrace.COLUMNS);
        assertThat(shortest).isEqualTo(10);
        assertThat(longest).isEqualTo(90_000_000);
        assertThat(lost).isEqualTo(1);
    }

    @Test
    void aClockSetBackIsNoHarm() {
        trace.reply(ORIGIN - 1_000_000_000, 1000);
        assertThat(trace.hasReply(0)).isTrue();
    }
}
