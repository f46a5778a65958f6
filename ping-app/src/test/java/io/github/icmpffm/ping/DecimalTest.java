package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "1, 0.000001",
        "33123, 0.033123",
        "999999, 0.999999",
        "1000000, 1.000000",
        "13355000, 13.355000",
        "9000000000000, 9000000.000000"
    })
    void millisecondsHaveSixDecimals(long nanos, String text) {
        assertThat(Decimal.millis(nanos)).isEqualTo(text);
    }

    /** The report's {@code %f} of a float says 16.777216 here, and 2147.483643. */
    @Test
    void aFloatsDigitsAreNotInvented() {
        assertThat(Decimal.millis(16_777_217)).isEqualTo("16.777217");
        assertThat(Decimal.millis(2_147_483_647)).isEqualTo("2147.483647");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 7, 0",
        "7, 7, 100",
        "1, 4, 25",
        "3, 4, 75",
        "1, 3, 33.3333",
        "2, 3, 66.6667",
        "1, 1000, 0.1",
        "1, 1000000, 0.0001",
        "999999, 1000000, 99.9999"
    })
    void percentAreThoseOfIputils(long part, long whole, String text) {
        assertThat(Decimal.percent(part, whole)).isEqualTo(text);
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Decimal.millis(1_234_567_890)).isEqualTo("1234.567890");
            assertThat(Decimal.percent(1, 3)).isEqualTo("33.3333");
        } finally {
            Locale.setDefault(before);
        }
    }
}
