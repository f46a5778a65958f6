package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 lost (n/a)", "0, 7, 0 lost (0%)", "7, 7, 7 lost (100%)", "1, 3, 1 lost (33.3333%)",
        "1, 8, 1 lost (12.5%)", "1, 3000000, 1 lost (0.0000333333%)"
    })
    void lossIsOfWhatIsDecidedToSixDigits(long lost, long decided, String text) {
        assertThat(Summary.loss(lost, decided)).isEqualTo(text);
    }
}
