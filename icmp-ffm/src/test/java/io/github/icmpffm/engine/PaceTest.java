package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void inASecondNoMoreThanTheRateIsDue() {
        Pace pace = new Pace(1000, 0);
        int sent = 0;
        for (long now = 0; now < SECOND; now += 10_000) {
            int due = pace.due(now, 32);
            pace.taken(due);
            sent += due;
        }
        assertThat(sent).isBetween(999, 1001);
    }

    @Test
    void packetsAreEvenlySpread() {
        Pace pace = new Pace(1000, 0);
        assertThat(pace.due(0, 32)).isEqualTo(1);
        pace.taken(1);
        assertThat(pace.due(999_999, 32)).isZero();
        assertThat(pace.nextNanos()).isEqualTo(1_000_000);
        assertThat(pace.due(1_000_000, 32)).isEqualTo(1);
    }

    @Test
    void aStandstillIsNotMadeUpForInABurst() {
        Pace pace = new Pace(10_000, 0);
        assertThat(pace.due(60 * SECOND, 1000)).isLessThanOrEqualTo(11);
        Pace slow = new Pace(0.5, 0);
        assertThat(slow.due(3600 * SECOND, 1000)).isLessThanOrEqualTo(2);
    }

    @Test
    void withoutARateEverythingIsDue() {
        Pace pace = new Pace(0, 0);
        assertThat(pace.due(0, 32)).isEqualTo(32);
        assertThat(pace.nextNanos()).isLessThan(0);
    }
}
