package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchdogOptionsTest {
    @Test
    void withoutArgumentsItIsTheReports() {
        assertThat(parse("")).isEqualTo(new WatchdogOptions(3000, Duration.ofSeconds(10), 0, 0, null));
    }

    @Test
    void allOptionsInBothSpellings() {
        assertThat(parse("--port 0 --timeout=2.5 --parent 17 --peer-port=40000 --target 8.8.8.8"))
                .isEqualTo(new WatchdogOptions(0, Duration.ofMillis(2500), 17, 40_000, "8.8.8.8"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "--port 65536,   \"--port must be 0 to 65535, not '65536'\"",
        "--parent 0,     \"--parent must be 1 to 2147483647, not '0'\"",
        "--timeout x,    \"--timeout must be 0.1 to 86400 seconds, not 'x'\"",
        "--target,       --target needs a value",
        "8.8.8.8,        unknown argument '8.8.8.8'",
        "--prot 1,       unknown argument '--prot'"
    })
    void whatIsWrongIsNamed(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static WatchdogOptions parse(String arguments) {
        return WatchdogOptions.parse(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
