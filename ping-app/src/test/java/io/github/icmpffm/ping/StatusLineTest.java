package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    /** As iputils has it: received before transmitted. */
    @Test
    void itTellsHowManyOfHowManyWereReceived() {
        assertThat(StatusLine.of(statistics(4, 3, RoundTripSummary.of(1_000_000, 2_000_000, 3_000_000))))
                .startsWith("\r3/4 packets, 25% loss, min/avg/ewma/max = 1.000/2.000/")
                .endsWith("/3.000 ms\n");
    }

    @Test
    void withoutRepliesThereAreNoTimes() {
        assertThat(StatusLine.of(statistics(2, 0, RoundTripSummary.of()))).isEqualTo("\r0/2 packets, 100% loss\n");
        assertThat(StatusLine.of(statistics(0, 0, RoundTripSummary.of()))).isEqualTo("\r0/0 packets, 0% loss\n");
    }

    private static PingStatistics statistics(long transmitted, long received, RoundTripSummary times) {
        return new PingStatistics(transmitted, received, 0, transmitted - received, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1,
                times);
    }
}
