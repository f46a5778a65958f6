package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsTest {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource({"10, 10000", "0.1, 100", ".25, 250", "7., 7000", "86400, 86400000", "00.10, 100"})
    void decimalsAreTaken(String text, long millis) {
        assertThat(Seconds.parse(text, LEAST, MOST)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-1", "+1", "1e1", "1,5", "0", "0.0999", "86400.1", "1.2.3", "ten", " 1", "１"})
    void anythingElseIsRefusedWithTheBounds(String text) {
        assertThatThrownBy(() -> Seconds.parse(text, LEAST, MOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be 0.1 to 86400 seconds, not '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"10", "0.1", "1.5", "86400", "0.000000001"})
    void whatIsWrittenIsReadAgain(String text) {
        Duration duration = Seconds.parse(text, Duration.ZERO, MOST);

        assertThat(Seconds.text(duration)).isEqualTo(text);
    }
}
