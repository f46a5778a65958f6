package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillisecondsTest {
    @ParameterizedTest
    @CsvSource({"6829000, 6.829000", "0, 0.000000", "1, 0.000001", "999999, 0.999999", "9000000000, 9000.000000"})
    void allDigitsThereAre(long nanos, String text) {
        assertThat(Milliseconds.of(nanos)).isEqualTo(text);
    }
}
