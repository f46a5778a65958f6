package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {
    @Test
    void nothingButATargetMeansTheDefaults() {
        PingOptions options = parsed("8.8.8.8");

        assertThat(options.target()).isEqualTo("8.8.8.8");
        assertThat(options.schedule()).isEqualTo(new PingOptions.Schedule(0, Duration.ofSeconds(1), null, null));
        assertThat(options.schedule().probeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.probe()).isEqualTo(new PingOptions.Probe(56, null));
        assertThat(options.sockets())
                .isEqualTo(new PingOptions.Sockets(SocketMode.AUTO, null, 0, PingOptions.Sockets.ANY));
        assertThat(options.display()).isEqualTo(new PingOptions.Display(
                Format.PLAIN, false, false, false, false, false, false, false, false));
    }

    @Test
    void theShortWayForATargetAloneLeadsToTheSameOptions() {
        assertThat(parsed("8.8.8.8")).isEqualTo(parsed("--", "8.8.8.8"));
    }

    @Test
    void everyOptionIsUnderstood() {
        PingOptions options = parsed(
                "-c", "3", "-i", "0.2", "-W", "1.5", "-w", "9", "-s", "100", "-t", "37", "-p", "abc", "-e", "77", "-q",
                "-v", "-6", "--mode", "datagram", "--format", "json", "::1");

        assertThat(options.schedule())
                .isEqualTo(new PingOptions.Schedule(
                        3, Duration.ofMillis(200), Duration.ofMillis(1500), Duration.ofSeconds(9)));
        assertThat(options.probe()).isEqualTo(new PingOptions.Probe(100, "ab0c"));
        assertThat(options.sockets()).isEqualTo(new PingOptions.Sockets(SocketMode.DATAGRAM, Family.IPV6, 37, 77));
        assertThat(options.display()).isEqualTo(new PingOptions.Display(
                Format.JSON, true, true, false, false, false, false, false, false));
    }

    @Test
    void optionsMayBeWrittenAsFingersKnowThem() {
        assertThat(parsed("-qc3", "-i.2", "a").schedule())
                .isEqualTo(new PingOptions.Schedule(3, Duration.ofMillis(200), null, null));
        assertThat(parsed("a", "-c", "1", "-q").display().quiet()).isTrue();
        assertThat(parsed("-c", "1", "-c", "2", "a").schedule().count()).isEqualTo(2);
        assertThat(parsed("-q", "-q", "a").display().quiet()).isTrue();
        assertThat(parsed("--format=json", "a").display().format()).isEqualTo(Format.JSON);
        assertThat(parsed("--", "-c").target()).isEqualTo("-c");
        assertThat(parsed("@a").target()).isEqualTo("@a");
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT1S",
        "1., PT1S",
        "0.2, PT0.2S",
        ".2, PT0.2S",
        "0.000000001, PT0.000000001S",
        "2147483, PT2147483S"
    })
    void intervalsAreDecimalNumbersOfSeconds(String text, Duration interval) {
        assertThat(parsed("-i", text, "a").schedule().interval()).isEqualTo(interval);
    }

    @Test
    void zeroSecondsOfTimeoutAreForEverAndOfDeadlineNone() {
        assertThat(parsed("-W", "0", "a").schedule().probeTimeout()).isGreaterThan(Duration.ofDays(1000));
        assertThat(parsed("-w", "0", "a").schedule().deadline()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "-c, 0, out of range: 1 <= value <= 9223372036854775807",
        "-c, 9223372036854775808, out of range: 1 <= value <= 9223372036854775807",
        "-c, abc, not a whole number: 1 <= value <= 9223372036854775807",
        "-c, 1.5, not a whole number: 1 <= value <= 9223372036854775807",
        "-c, '', not a whole number: 1 <= value <= 9223372036854775807",
        "-c, -, not a whole number: 1 <= value <= 9223372036854775807",
        "-c, +1, not a whole number: 1 <= value <= 9223372036854775807",
        "-c, ' 1', not a whole number: 1 <= value <= 9223372036854775807",
        "-c, 0x1, not a whole number: 1 <= value <= 9223372036854775807",
        "-c, ٣, not a whole number: 1 <= value <= 9223372036854775807",
        "-i, -1, out of range: 0 <= value <= 2147483",
        "-i, -0.5, out of range: 0 <= value <= 2147483",
        "-i, 2147483.1, out of range: 0 <= value <= 2147483",
        "-i, 99999999999999999999, out of range: 0 <= value <= 2147483",
        "-i, ., 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, 1e3, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, '0,2', 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, 1.2.3, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, 1x.2, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, NaN, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-i, 0.0000000001, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-W, 1s, 'not a number of seconds, as 0.2: 0 <= value <= 2147483'",
        "-w, -1, out of range: 0 <= value <= 2147483647",
        "-w, 1.5, not a whole number: 0 <= value <= 2147483647",
        "-s, 70000, out of range: 0 <= value <= 65527",
        "-s, -1, out of range: 0 <= value <= 65527",
        "-t, 300, out of range: 1 <= value <= 255",
        "-t, 0, out of range: 1 <= value <= 255",
        "-e, 65536, out of range: 0 <= value <= 65535",
        "-p, '', not 1 to 16 bytes as hexadecimal digits",
        "-p, zz, not 1 to 16 bytes as hexadecimal digits",
        "-p, 000102030405060708090a0b0c0d0e0f10, not 1 to 16 bytes as hexadecimal digits",
        "--mode, tcp, 'not one of auto, raw, datagram'",
        "--format, xml, 'not one of plain, iputils, json, csv'"
    })
    void aBadValueIsRefusedWithOptionValueAndRange(String option, String value, String fault) {
        assertThatThrownBy(() -> OptionParser.parse(new String[] {option, value, "a"}))
                .isInstanceOf(FatalException.class)
                .hasMessage("invalid argument: '" + value + "' for " + option + ": " + fault);
    }

    @ParameterizedTest
    @CsvSource({
        "'', usage error: Destination address required",
        "a b, 'usage error: one destination only, not also ''b'''",
        "-4 -6 a, only one -4 or -6 option may be specified",
        "-z a, Unknown option: '-z' (-h lists the options)",
        "--nonsense a, Unknown option: '--nonsense' (-h lists the options)",
        "-qz a, Unknown option: '-z' (while processing option: '-qz') (-h lists the options)",
        "a -c, Missing required parameter for option '-c' (<count>) (-h lists the options)",
        "--mode datagram -e 0 a, 'invalid argument: ''0'' for -e: a datagram socket cannot have it, use --mode raw'"
    })
    void badUsageIsOneLine(String arguments, String message) {
        assertThatThrownBy(() -> OptionParser.parse(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isInstanceOf(FatalException.class)
                .hasMessage(message);
    }

    @Test
    void identifierZeroTakesARawSocket() {
        assertThat(parsed("-e", "0", "a").sockets().mode()).isEqualTo(SocketMode.RAW);
        assertThat(parsed("-e", "1", "a").sockets().mode()).isEqualTo(SocketMode.AUTO);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(OptionParser.parse(new String[] {"-h"}))
                .isInstanceOfSatisfying(Invocation.Help.class, help -> assertThat(help.text())
                        .startsWith("Usage: ping-app [options] <destination>")
                        .containsSubsequence("-c ", "-i ", "-W ", "-w ", "-s ", "-t ", "-p ", "-e ", "-q ", "-v ")
                        .containsSubsequence("-4 ", "-6 ", "--mode ", "--format ", "-h, --help", "-V, --version"));
    }

    @Test
    void versionNamesUsFirst() {
        assertThat(OptionParser.parse(new String[] {"-V"}))
                .isInstanceOfSatisfying(Invocation.Version.class, version -> assertThat(version.text())
                        .startsWith("ping-app ")
                        .contains("compatible with iputils"));
    }

    private static PingOptions parsed(String... arguments) {
        return ((Invocation.Ping) OptionParser.parse(arguments)).options();
    }
}
