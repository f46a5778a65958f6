package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void whoIsNotRootMayNotFloodNorPreloadMuch() {
        assertThatThrownBy(() -> pace("0.0019", 1, false).requireAllowedInterval(false))
                .hasMessage("cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)");
        assertThatThrownBy(() -> pace("1", 4, false).requireAllowedPreload(false))
                .hasMessage("cannot set preload to value greater than 3: 4");
        assertThatCode(() -> pace("0.002", 3, false).requireAllowedInterval(false)).doesNotThrowAnyException();
        assertThatCode(() -> pace("0.002", 3, false).requireAllowedPreload(false)).doesNotThrowAnyException();
        assertThatCode(() -> pace("0", 1, true).requireAllowedInterval(false)).doesNotThrowAnyException();
        assertThatCode(() -> pace("0", 65_536, false).requireAllowedInterval(true)).doesNotThrowAnyException();
        assertThatCode(() -> pace("0", 65_536, false).requireAllowedPreload(true)).doesNotThrowAnyException();
    }

    private static Pace pace(String seconds, int preload, boolean adaptive) {
        return new Pace(OptionValues.seconds("-i", seconds, 100), preload, adaptive, Pace.UNSAID);
    }

    @Test
    void allTargetsTogetherKeepToTheRatePreloadAndAll() {
        Duration second = Duration.ofSeconds(1);
        assertThat(new Pace(second, 1, false, 10).interval(40)).isEqualTo(Duration.ofSeconds(4));
        assertThat(new Pace(second, 3, false, 10).interval(40)).isEqualTo(Duration.ofSeconds(12));
        assertThat(new Pace(second, 1, false, 1000).interval(40)).isEqualTo(second);
    }

    @Test
    void rangesHaveARateUnlessOneIsGiven() {
        Pace unsaid = new Pace(Duration.ofSeconds(1), 1, false, Pace.UNSAID);
        assertThat(unsaid.withUsualRate(true).rate()).isEqualTo(1000);
        assertThat(unsaid.withUsualRate(false).rate()).isZero();
        assertThat(
                new Pace(Duration.ofSeconds(1), 1, false, 0).withUsualRate(true).rate())
                .isZero();
    }
}
