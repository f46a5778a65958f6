package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetterPingOptionsTest {
    @Test
    void aWordThatBeginsWithAnAtSignIsAHostAndNotAFileOfOptions() throws Exception {
        BetterPingOptions.Run run = (BetterPingOptions.Run) BetterPingOptions.parse(new String[] {"@/etc/hostname"});

        assertThat(run.options().host()).isEqualTo("@/etc/hostname");
    }

    @Test
    void theDefaultsAreTheReports() throws UsageException {
        assertThat(parse("8.8.8.8"))
                .isEqualTo(new BetterPingOptions(
                        "8.8.8.8", Duration.ofSeconds(1), 0, 56, 0, null, false, SocketMode.AUTO,
                        Duration.ofSeconds(10), 3000, null));
    }

    @Test
    void allOptions() throws UsageException {
        assertThat(
                parse("-i 0.2 -c 5 -s 100 -t 9 -6 -q --mode datagram --timeout 2.5 --port 0 --watchdog-command ./w h"))
                .isEqualTo(new BetterPingOptions(
                        "h", Duration.ofMillis(200), 5, 100, 9, Family.IPV6, true, SocketMode.DATAGRAM,
                        Duration.ofMillis(2500), 0, "./w"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-i 0 h", "-c -1 h", "-s 65508 h", "-t 256 h", "--mode both h", "--port x h", "-4 -6 h",
        "-z h"})
    void wrongValuesAreToldInOneLine(String arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .message()
                .endsWith("; see -h")
                .doesNotContain("\n");
    }

    @Test
    void whatIsQuotedInAMessageDoesNotBreakTheLine() {
        assertThatThrownBy(() -> BetterPingOptions.parse(new String[] {"-i", "1\n2", "h"}))
                .isInstanceOf(UsageException.class)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"-h, --watchdog-command=PATH", "--help, TARGET", "-V, better_ping (icmp-ffm)"})
    void helpAndVersionNeedNoTarget(String option, String text) throws UsageException {
        assertThat(BetterPingOptions.parse(new String[] {option}))
                .isInstanceOfSatisfying(
                        BetterPingOptions.Text.class, printed -> assertThat(printed.text()).contains(text));
    }

    private static BetterPingOptions parse(String arguments) throws UsageException {
        return ((BetterPingOptions.Run) BetterPingOptions.parse(arguments.split(" "))).options();
    }
}
