package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RoundTripHistogramTest {

    @Test
    void quantilesAreThoseOfTheSortedValuesToWithinHalfAPercent() {
        Random random = new Random(11);
        for (int bits = 4; bits < 45; bits += 3) {
            RoundTripHistogram histogram = new RoundTripHistogram();
            long[] values = random.longs(5000, 0, 1L << bits).toArray();
            Arrays.stream(values).forEach(histogram::add);
            Arrays.sort(values);
            for (double quantile : new double[] {0.001, 0.5, 0.95, 0.99, 1}) {
                long exact = values[(int) Math.ceil(quantile * values.length) - 1];
                assertThat(histogram.quantile(quantile)).isCloseTo(exact, Percentage.withPercentage(0.5));
            }
        }
    }

    @Test
    void itIsExactBelow256Nanoseconds() {
        RoundTripHistogram histogram = new RoundTripHistogram();
        for (int nanos = 0; nanos < 256; nanos++) {
            histogram.add(nanos);
        }
        for (int rank = 1; rank <= 256; rank++) {
            assertThat(histogram.quantile(rank / 256.0)).isEqualTo(rank - 1);
        }
    }

    @Test
    void itTakesAnyRoundTripThereCanBe() {
        RoundTripHistogram histogram = new RoundTripHistogram();
        histogram.add(Long.MAX_VALUE);
        histogram.add(0);
        assertThat(histogram.quantile(1)).isCloseTo(Long.MAX_VALUE, Percentage.withPercentage(0.5));
        assertThat(histogram.quantile(0)).isZero();
    }

    @Test
    void anEmptyOneSaysZero() {
        assertThat(new RoundTripHistogram().quantile(0.5)).isZero();
    }
}
