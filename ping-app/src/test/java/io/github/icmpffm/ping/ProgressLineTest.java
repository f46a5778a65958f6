package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.SweepProgress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void itTellsRateShareFoundAndTimeLeft() {
        assertThat(ProgressLine.of(progress(30_000, 12_000, 17, 0, 12), 0))
                .isEqualTo("40 %, 12000 of 30000 sent, 1000 a second, 17 found, 00:18 left");
    }

    @Test
    void retriesAreStillToBeSent() {
        assertThat(ProgressLine.of(progress(30_000, 30_000, 17, 0, 30), 2))
                .isEqualTo("33 %, 30000 of 90000 sent, 1000 a second, 17 found, 01:00 left");
    }

    @Test
    void whatCouldNotBeSentIsDone() {
        assertThat(ProgressLine.of(progress(100, 25, 0, 25, 10), 0))
                .isEqualTo("50 %, 25 of 100 sent, 2 a second, 0 found, 00:10 left");
    }

    @Test
    void hoursAreTold() {
        assertThat(ProgressLine.of(progress(100_000, 1_000, 0, 0, 100), 0)).endsWith(", 2:45:00 left");
    }

    @Test
    void beforeTheFirstRequestNothingIsKnown() {
        assertThat(ProgressLine.of(progress(100, 0, 0, 0, 0), 0))
                .isEqualTo("0 %, 0 of 100 sent, 0 a second, 0 found, --:-- left");
    }

    private static SweepProgress progress(long addresses, long sent, long answered, long failures, long seconds) {
        return new SweepProgress(addresses, sent, answered, failures, Map.of(), Duration.ofSeconds(seconds));
    }
}
