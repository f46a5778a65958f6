package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundTripSummaryTest {

    @Test
    void theFiguresAreThoseOfTheTimes() {
        RoundTripSummary times = RoundTripSummary.of(2000, 4000, 4000, 4000, 5000, 5000, 7000, 9000);

        assertThat(times.count()).isEqualTo(8);
        assertThat(times.minimumNanos()).isEqualTo(2000);
        assertThat(times.meanNanos()).isEqualTo(5000);
        assertThat(times.maximumNanos()).isEqualTo(9000);
        assertThat(times.deviationNanos()).isEqualTo(2000);
        assertThat(times.jitterNanos()).isEqualTo(1000);
        assertThat(times.percentileNanos(50)).isEqualTo(4000);
    }

    @Test
    void theMovingAverageBeginsWithTheFirstAndFollowsByAnEighth() {
        assertThat(RoundTripSummary.of(8000).smoothedNanos()).isEqualTo(8000);
        assertThat(RoundTripSummary.of(8000, 16000).smoothedNanos()).isEqualTo(9000);
        assertThat(RoundTripSummary.of(8000, 16000, 1000).smoothedNanos()).isEqualTo(8000);
    }

    @Test
    void countUpToIncludesTheTimeItself() {
        RoundTripSummary times = RoundTripSummary.of(10, 20, 20, 30);

        assertThat(times.countUpTo(9)).isZero();
        assertThat(times.countUpTo(10)).isEqualTo(1);
        assertThat(times.countUpTo(20)).isEqualTo(3);
        assertThat(times.countUpTo(Long.MAX_VALUE)).isEqualTo(4);
        assertThat(RoundTripSummary.of().countUpTo(5)).isZero();
    }

    @Test
    void ofManyTheCountsAddUpAndAreRight() {
        long[] nanos = new long[10_000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 1_000_000 + 100L * i;
        }
        RoundTripSummary times = RoundTripSummary.of(nanos);

        assertThat(times.countUpTo(times.maximumNanos())).isEqualTo(10_000);
        assertThat(times.countUpTo(1_500_000)).isCloseTo(5_000, within(80L));
        assertThat(times.countUpTo(999_999)).isZero();
    }

    @Test
    void combinedAreWhatOneSeriesWouldHave() {
        for (int size : new int[] {5, 700, 3000}) {
            Random random = new Random(size);
            long[] all = random.longs(2L * size, 10_000, 90_000_000).toArray();
            long[] first = Arrays.copyOf(all, size / 2);
            long[] second = Arrays.copyOfRange(all, size / 2, all.length);
            RoundTripSummary one = RoundTripSummary.of(all);

            RoundTripSummary combined = RoundTripSummary
                    .combined(List.of(RoundTripSummary.of(first), RoundTripSummary.of(), RoundTripSummary.of(second)));

            assertThat(combined.count()).isEqualTo(one.count());
            assertThat(combined.minimumNanos()).isEqualTo(one.minimumNanos());
            assertThat(combined.maximumNanos()).isEqualTo(one.maximumNanos());
            assertThat(combined.meanNanos()).isCloseTo(one.meanNanos(), within(1L));
            assertThat(combined.deviationNanos()).isCloseTo(one.deviationNanos(), within(1L));
            assertThat(combined.percentileNanos(50)).isEqualTo(one.percentileNanos(50));
            assertThat(combined.percentileNanos(99)).isEqualTo(one.percentileNanos(99));
            assertThat(combined.countUpTo(40_000_000)).isEqualTo(one.countUpTo(40_000_000));
        }
    }
}
