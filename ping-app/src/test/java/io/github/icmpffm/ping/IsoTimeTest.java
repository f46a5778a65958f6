package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.123456789Z",
        "2026-01-01T00:00:00.000000000Z",
        "2026-01-01T00:00:00.100000000Z",
        "2024-02-29T23:59:59.999999999Z",
        "2100-12-31T09:08:07.000000006Z",
        "1969-12-31T23:59:59.999999999Z"
    })
    void allNineDecimalsAreThere(String text) {
        Instant time = Instant.parse(text);
        assertThat(IsoTime.of(time.getEpochSecond() * 1_000_000_000 + time.getNano())).isEqualTo(text);
    }
}
