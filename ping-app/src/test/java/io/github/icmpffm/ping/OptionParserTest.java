package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.PathMtuDiscovery;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final PingOptions.Until NEVER = PingOptions.Until.NEVER;

    @Test
    void nothingButATargetMeansTheDefaults() {
        PingOptions options = parsed("8.8.8.8");

        assertThat(options.destinations()).isEqualTo(new PingOptions.Destinations(List.of("8.8.8.8"), false));
        assertThat(options.schedule())
                .isEqualTo(new PingOptions.Schedule(0, new Pace(SECOND, 1, false, Pace.UNSAID), null, null, NEVER));
        assertThat(options.schedule().probeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.probe()).isEqualTo(new PingOptions.Probe(56, null));
        assertThat(options.sockets())
                .isEqualTo(new PingOptions.Sockets(
                        SocketMode.AUTO, null, -1, -1, -1, null, null, From.ANYWHERE, false, false, false));
        assertThat(options.display()).isEqualTo(new PingOptions.Display(
                Format.PLAIN, false, false, true, false, false, false, false, false));
        assertThat(options.plot()).isNull();
    }

    @Test
    void theShortWayForATargetAloneLeadsToTheSameOptions() {
        assertThat(parsed("8.8.8.8")).isEqualTo(parsed("--", "8.8.8.8"));
    }

    @Test
    void everyOptionIsUnderstood() {
        PingOptions options = parsed(
                "-c", "3", "-i", "0.2", "-W", "1.5", "-w", "9", "-s", "100", "-t", "37", "-p", "abc", "-e", "77", "-q",
                "-v", "-6", "--mode", "datagram", "--format", "json", "-n", "-D", "-O", "-a", "-f", "-A", "-l", "3",
                "-Q", "0x2E", "-M", "do", "-m", "7", "-I", "eth0", "-I", "::5", "--rate", "50", "--all-addresses",
                "--until-up", "4", "--plot", "a.SVG", "-U", "-B", "-C", "-d", "-S", "9", "--accept-resized", "-3",
                "host", "::1");

        assertThat(options.destinations()).isEqualTo(new PingOptions.Destinations(List.of("host", "::1"), true));
        assertThat(options.schedule())
                .isEqualTo(new PingOptions.Schedule(
                        3,
                        new Pace(Duration.ofMillis(200), 3, true, 50),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(9),
                        new PingOptions.Until(4, 0)));
        assertThat(options.probe()).isEqualTo(new PingOptions.Probe(100, "ab0c"));
        assertThat(options.sockets())
                .isEqualTo(new PingOptions.Sockets(
                        SocketMode.DATAGRAM, Family.IPV6, 37, 77, 46, 7, PathMtuDiscovery.DO,
                        new From("eth0", InetAddress.ofLiteral("::5")), true, true, true));
        assertThat(options.display()).isEqualTo(new PingOptions.Display(
                Format.JSON, true, true, true, true, true, true, true, true,
                new PingOptions.Iputils(false, true, false)));
        assertThat(options.plot()).isEqualTo(Path.of("a.SVG"));
        assertThat(parsed("--until-down", "2", "a").schedule().until()).isEqualTo(new PingOptions.Until(0, 2));
    }

    @Test
    void optionsMayBeWrittenAsFingersKnowThem() {
        assertThat(parsed("-qc3", "-i.2", "a").schedule())
                .isEqualTo(new PingOptions.Schedule(
                        3, new Pace(Duration.ofMillis(200), 1, false, Pace.UNSAID), null, null, NEVER));
        assertThat(parsed("a", "-c", "1", "-q").display().quiet()).isTrue();
        assertThat(parsed("-c", "1", "-c", "2", "a").schedule().count()).isEqualTo(2);
        assertThat(parsed("-q", "-q", "a").display().quiet()).isTrue();
        assertThat(parsed("-fqnDOa", "a").display())
                .isEqualTo(parsed("-f", "-q", "-n", "-D", "-O", "-a", "a").display());
        assertThat(parsed("--format=json", "a").display().format()).isEqualTo(Format.JSON);
        assertThat(words("--", "-c")).containsExactly("-c");
        assertThat(words("@a")).containsExactly("@a");
        assertThat(words("-q", "-", "@a", "b")).containsExactly("-", "@a", "b");
        assertThat(words("-")).containsExactly("-");
    }

    private static List<String> words(String... arguments) {
        return parsed(arguments).destinations().words();
    }

    @Test
    void aMarkHasAllItsBits() {
        assertThat(parsed("-m", "4294967295", "a").sockets().mark()).isEqualTo(-1);
        assertThat(parsed("-m", "0", "a").sockets().mark()).isZero();
    }

    @Test
    void floodMeansNoIntervalUnlessThereIsOne() {
        assertThat(parsed("-f", "a").schedule().pace().interval()).isZero();
        assertThat(parsed("-f", "-i", "0.5", "a").schedule().pace().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(parsed("-f", "a").display().dots()).isTrue();
    }

    @Test
    void namesAreNotLookedUpForWhoTypesNone() {
        assertThat(parsed("192.0.2.1", "2001:db8::1", "fe80::1%eth0", "192.0.2.0/24").display().numeric()).isTrue();
        assertThat(parsed("192.0.2.1", "localhost").display().numeric()).isFalse();
        assertThat(parsed("10-20.example.org").display().numeric()).isFalse();
        assertThat(parsed("cafe").display().numeric()).isFalse();
    }

    @Test
    void ofTheOptionsForNamesTheLastCounts() {
        assertThat(parsed("-H", "192.0.2.1").display().numeric()).isFalse();
        assertThat(parsed("-H", "192.0.2.1").display().iputils().names()).isTrue();
        assertThat(parsed("-f", "-H", "a").display().numeric()).isFalse();
        assertThat(parsed("-n", "-H", "a").display().numeric()).isFalse();
        assertThat(parsed("-H", "-n", "a").display().numeric()).isTrue();
        assertThat(parsed("-H", "-n", "a").display().iputils().names()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-4 -n -U -w 10 -c 5 127.0.0.1, true",
        "-n -U -w 10 -c 5 127.0.0.1, true",
        "-nUc5 -w10 127.0.0.1, true",
        "-n -U -W 3 -c 5 -s 100 127.0.0.1, true",
        "-qc 1 -W1 -B -C -d -S 65536 127.0.0.1, false"
    })
    void linesByWhichOtherProgramsCallPingAreUnderstood(String line, boolean userTime) {
        assertThat(parsed(line.split(" ")).sockets().userTime()).isEqualTo(userTime);
        assertThat(PlainArguments.read(line.split(" "))).as("without picocli").isNotNull();
    }

    @Test
    void iputilsJsonIsOfThatFormatAlone() {
        assertThat(parsed("--format", "iputils", "-j", "a").display().iputils().json()).isTrue();
        assertThat(parsed("--format", "iputils", "a").display().iputils().json()).isFalse();
    }

    @Test
    void theSummaryTellsOfRatesWhereRequestsFollowReplies() {
        assertThat(parsed("-A", "a").display().rates()).isTrue();
        assertThat(parsed("-f", "a").display().rates()).isTrue();
        assertThat(parsed("-i", "0", "a").display().rates()).isTrue();
        assertThat(parsed("-i", "0.1", "a").display().rates()).isFalse();
    }

    @Test
    void aSourceChoosesTheFamily() {
        assertThat(parsed("-I", "127.0.0.9", "a").sockets().family()).isEqualTo(Family.IPV4);
        assertThat(parsed("-I", "lo", "a").sockets().from()).isEqualTo(new From("lo", null));
    }

    @Test
    void otherCommandsAreRecognised() {
        assertThat(OptionParser.parse(new String[] {"--sweep", "--retries", "2", "192.0.2.0/24"}))
                .isInstanceOfSatisfying(
                        Invocation.Sweeping.class, sweep -> assertThat(sweep.retries()).isEqualTo(2));
        assertThat(OptionParser.parse(new String[] {"--trace", "--max-hops", "9", "a"}))
                .isInstanceOfSatisfying(
                        Invocation.Tracing.class, trace -> assertThat(trace.maxHops()).isEqualTo(9));
        assertThat(OptionParser.parse(new String[] {"--trace", "a"}))
                .isInstanceOfSatisfying(
                        Invocation.Tracing.class, trace -> assertThat(trace.maxHops()).isEqualTo(30));
        assertThat(OptionParser.parse(new String[] {"--mtu", "a"})).isInstanceOf(Invocation.MtuSearch.class);
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
        assertThat(parsed("-i", text, "a").schedule().pace().interval()).isEqualTo(interval);
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
        "-l, 0, out of range: 1 <= value <= 65536",
        "-l, 65537, out of range: 1 <= value <= 65536",
        "-Q, 256, out of range: 0 <= value <= 255",
        "-Q, 0x100, out of range: 0 <= value <= 255",
        "-Q, 0xfffffffffffffff, out of range: 0 <= value <= 255",
        "-Q, 0x, not a whole number: 0 <= value <= 255",
        "-Q, 0xfg, not a whole number: 0 <= value <= 255",
        "-Q, ef, not a whole number: 0 <= value <= 255",
        "-m, 4294967296, out of range: 0 <= value <= 4294967295",
        "-m, -1, out of range: 0 <= value <= 4294967295",
        "-M, always, 'not one of dont, want, do, probe'",
        "-I, averylonginterfacename, 'neither an address nor an interface, whose name has 1 to 15 characters'",
        "-S, 0, out of range: 1 <= value <= 2147483647",
        "--rate, -1, out of range: 0 <= value <= 2147483647",
        "--until-up, 0, out of range: 1 <= value <= 2147483647",
        "--until-down, x, not a whole number: 1 <= value <= 2147483647",
        "--plot, a.jpg, the name must end in .svg or .png",
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
        "--sweep, -s, 33, 34 <= value <= 65507",
        "--sweep, --retries, -1, 0 <= value <= 2147483646",
        "--trace, --max-hops, 256, 1 <= value <= 255"
    })
    void commandsHaveRangesOfTheirOwn(String command, String option, String value, String range) {
        assertThatThrownBy(() -> OptionParser.parse(new String[] {command, option, value, "a"}))
                .isInstanceOf(FatalException.class)
                .hasMessage("invalid argument: '" + value + "' for " + option + ": out of range: " + range);
    }

    @ParameterizedTest
    @CsvSource({
        "'', usage error: Destination address required",
        "--until-up 1 --until-down 2 a, usage error: only one of --until-up and --until-down may be given",
        "--sweep --trace a, usage error: only one of --sweep and --trace may be given",
        "--sweep -c 1 a, usage error: -c has no meaning with --sweep",
        "--retries 1 a, usage error: --retries has no meaning with anything but --sweep",
        "--max-hops 1 a, usage error: --max-hops has no meaning with anything but --trace",
        "-4 -I ::1 a, usage error: the address for -I is not of the family that -4 asks for",
        "-j a, usage error: -j is iputils' JSON and takes --format iputils; --format json is this program's own",
        "--format iputils -j -D a, usage error: -D has no meaning with -j",
        "--mtu --accept-resized a, usage error: --accept-resized has no meaning with --mtu",
        "--sweep --accept-resized a, usage error: --accept-resized has no meaning with --sweep",
        "-4 -6 a, only one -4 or -6 option may be specified",
        "-z a, Unknown option: '-z' (-h lists the options)",
        "-1 a, Unknown option: '-1' (-h lists the options)",
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
                        .startsWith("Usage: ping-app [options] <destination>...")
                        .contains(
                                "-c ", "-i ", "-W ", "-w ", "-s ", "-t ", "-I ", "-q ", "-n ", "-D ", "-O ", "-a ",
                                "-v ", "-4 ", "-6 ", "-f ", "-l ", "-p ", "-Q ", "-M ", "-m ", "-e ", "-A ",
                                "-U ", "-3 ", "-B ", "-C ", "-d ", "-S ", "-H ", "-j ", "--accept-resized",
                                "-h, -?, --help", "-V, --version", "--mode", "--format", "--rate", "--sweep",
                                "--retries", "--trace", "--mtu", "--max-hops", "--all-addresses", "--until-up",
                                "--until-down", "--plot"));
    }

    @ParameterizedTest
    @CsvSource({"-h", "-?", "--help"})
    void helpIsToBeHadByEachOfItsNames(String name) {
        assertThat(OptionParser.parse(new String[] {name})).isInstanceOf(Invocation.Help.class);
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
