package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongMessagesTest {
    @ParameterizedTest
    @CsvSource({
        "256, false, 256 (reset) came before 300 (start)",
        "300, true, 300 (start) came a second time",
        "0, false, '0 came, which is neither 300 (start) nor 256 (reset) (bytes 00 00 00 00)'",
        "-1, true, '-1 came, which is neither 300 (start) nor 256 (reset) (bytes ff ff ff ff)'"
    })
    void whatIsWrongIsSaid(int number, boolean afterStart, String what) {
        assertThat(WrongMessages.what(number, afterStart)).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource({"300, false", "300, true", "256, false", "256, true"})
    void theWrongByteOrderIsSaidToBeThat(int number, boolean afterStart) {
        assertThat(WrongMessages.what(Integer.reverseBytes(number), afterStart))
                .startsWith(number + " came in the wrong byte order (bytes ");
    }

    @Test
    void ofManyTheFirstFewAreReportedAndTheRestCounted() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        BackgroundOutput output = new BackgroundOutput(
                "watchdog", 1_000_000, OutputStream.nullOutputStream(), printed, null);
        output.start();
        WrongMessages messages = new WrongMessages(output);

        for (int i = 0; i < 1_000_000; i++) {
            messages.add(7, true);
        }
        messages.reportRest();
        messages.reportRest();

        assertThat(output.flush(5000, 5000)).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("watchdog: protocol error: "))
                .last().isEqualTo("watchdog: protocol error: 999995 more wrong messages came");
    }
}
