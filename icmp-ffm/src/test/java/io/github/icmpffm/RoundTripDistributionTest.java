package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripDistributionTest {

    private final RoundTripDistribution distribution = new RoundTripDistribution();

    @Test
    void theMedianOfAFewIsOneOfThem() {
        distribution.add(16_321);
        distribution.add(12_573);
        assertThat(distribution.quantile(0.5)).isEqualTo(12_573);
        distribution.add(13_495);
        assertThat(distribution.quantile(0.5)).isEqualTo(13_495);
        assertThat(distribution.quantile(0.99)).isEqualTo(16_321);
        assertThat(distribution.quantile(0)).isEqualTo(12_573);
    }

    @Test
    void ofManyNoMoreDigitsAreToldThanAreTrue() {
        for (int i = 0; i < RoundTripDistribution.EXACT; i++) {
            distribution.add(1_234_567);
        }
        assertThat(distribution.quantile(0.5)).isEqualTo(1_234_567);
        distribution.add(1_234_567);
        assertThat(distribution.quantile(0.5)).isIn(1_230_000L, 1_240_000L);
    }

    @Test
    void aCopyStaysWhatItWas() {
        distribution.add(5);
        RoundTripDistribution copy = distribution.copy();
        distribution.add(1);
        assertThat(copy.quantile(0.5)).isEqualTo(5);
    }

    @Test
    void anEmptyOneSaysZero() {
        assertThat(distribution.quantile(0.5)).isZero();
    }
}
