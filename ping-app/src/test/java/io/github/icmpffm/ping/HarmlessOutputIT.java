package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.RawWords;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NameServer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.OwnNames;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R10: whatever bytes names and words of the command line have, all that is printed is harmless; {@link OwnNames} looks at each byte. */
@NeedsNetwork
class HarmlessOutputIT {
    private static final String HOST = "198.51.100.9";
    private static final String ROUTER = "203.0.113.1";

    /** A name that a hosts file can have: Java looks for others by their ASCII form. */
    private static final String NAMED = "x\u001b[31mred\u0007\u007f";

    /** It is found as {@code localhost}: what has no width has no part in a name. */
    private static final String NOT_SEEN = "local\u00ad\u200b\ufeffhost";

    private static final String HOSTS = HOST + " " + NAMED + " +1+1 =1+1 -1 @sum xn--mnchen-3ya\n"
            + ROUTER + " router\u001b]0;title\u0007\n";

    @TempDir
    private Path folder;

    private final TestNetwork network;

    HarmlessOutputIT(TestNetwork network) {
        this.network = network;
        network.host(HOST).replies().behind(ROUTER);
    }

    private Finished ping(String... words) throws IOException, InterruptedException {
        return new OwnNames(network, folder, HOSTS).run(PingProcess.command(), words);
    }

    // ---- names that are found

    @ParameterizedTest
    @ValueSource(strings = {
        "--format plain -v -D -O", "--format iputils -v", "--format iputils -q", "--format iputils -H",
        "--format iputils -n",
        "--format iputils -j", "--format json -v", "--format csv -v", "--format json -q", "--format csv -q",
        "--plot plot.svg", "--all-addresses", "--mode raw", "--until-up 1",
        "--sweep", "--sweep --format json", "--sweep --format csv",
        "--trace", "--trace --format json", "--trace --format csv", "--trace -n",
        "--mtu -W 0.1", "--mtu -W 0.1 --format json", "--mtu -W 0.1 --format csv"
    })
    void aNameThatIsFoundIsHarmlessInEveryFormatAndMode(String options) throws Exception {
        String[] usual = options.replace("plot.svg", folder.resolve("plot.svg").toString()).split(" ", -1);
        boolean many = Stream.of("--sweep", "--trace", "--mtu").noneMatch(options::contains);
        for (String name : List.of(NAMED, NOT_SEEN)) {
            Finished one = ping(with(usual, many ? new String[] {"-c", "2", "-i", "0.05", name} : new String[] {name}));

            assertThat(one.out()).isNotEmpty();
            assertThat(one.exitCode()).as(one.err()).isZero();
        }
        if (many) {
            Finished all = ping(with(usual, "-c", "1", "-i", "0.05", NAMED, NOT_SEEN, "=1+1"));
            assertThat(all.exitCode()).as(all.err()).isZero();
        }
    }

    @Test
    void aReaderOfJsonHasTheNameToTheLetter() throws Exception {
        ObjectMapper reader = new ObjectMapper();
        for (String[] words : new String[][] {
            {"--format", "json", "-c", "1", NAMED}, {"--format", "json", "-c", "1", NOT_SEEN},
            {"--format", "json", "--trace", NAMED}, {"--format", "json", "--mtu", "-W", "0.1", NAMED}
        }) {
            for (String line : ping(words).out().lines().toList()) {
                assertThat(reader.readTree(line).get("target").asText()).isEqualTo(words[words.length - 1]);
            }
        }
        JsonNode end = reader.readTree(
                ping("--format", "iputils", "-j", "-c", "1", NAMED).out().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(end.get("host").asText()).isEqualTo(NAMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils", "json", "csv"})
    void ordinaryNamesStayAsTheyAre(String format) throws Exception {
        Finished ping = ping("--format", format, "-n", "-c", "1", "m\u00fcnchen");

        assertThat(ping.exitCode()).as(ping.err()).isZero();
        assertThat(ping.out()).contains(format.equals("plain") ? HOST : "m\u00fcnchen");
    }

    @Test
    void aNameIsNoFormulaOfASpreadsheet() throws Exception {
        for (String[] mode : new String[][] {{"-c", "1"}, {"--sweep"}, {"--trace"}, {"--mtu", "-W", "0.1"}}) {
            for (String name : List.of("=1+1", "+1+1")) {
                Finished ping = ping(with(mode, "--format", "csv", name));

                assertThat(ping.exitCode()).as(ping.err()).isZero();
                assertThat(ping.out()).contains(",'" + name + ",").doesNotContain("," + name + ",");
            }
        }
    }

    // ---- names of addresses and interfaces

    @ParameterizedTest
    @ValueSource(strings = {"router", "r\u001b[31m\u0007\udc9b\u202e\udcff"})
    void whatANameServerSaysIsHarmless(String name) throws Exception {
        network.host("198.51.100.77").replies().behind("203.0.113.77");
        try (NameServer server = NameServer.start(network, name)) {
            Finished trace = ping("--trace", "-H", "198.51.100.77");
            Finished iputils = ping("--format", "iputils", "-H", "-c", "3", "-i", "0.3", "198.51.100.77");

            assertThat(server).isNotNull();
            assertThat(trace.exitCode()).as(trace.err()).isZero();
            assertThat(iputils.exitCode()).as(iputils.err()).isZero();
            if (name.equals("router")) {
                assertThat(trace.out()).contains("router.example (203.0.113.77)");
                assertThat(iputils.out()).contains("from router.example (198.51.100.77)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils", "json", "csv"})
    void anInterfacesNameIsHarmless(String format) throws Exception {
        String device = "e\u001b[7m\u0007";
        network.exec("ip", "link", "add", device, "type", "veth", "peer", "name", "other1");
        network.exec("ip", "addr", "add", "203.0.113.9/24", "dev", device);
        network.exec("ip", "link", "set", "other1", "up");
        network.exec("ip", "link", "set", device, "up");
        network.exec("ip", "addr", "add", "fe80::7/64", "dev", device, "nodad");

        Finished bound = ping("--format", format, "-c", "1", "-I", device, "203.0.113.9");
        Finished zoned = ping("--format", format, "-c", "1", "fe80::7%" + device);
        Finished other = ping("--format", format, "-c", "1", "-I", device, "-W", "0.1", "192.0.2.1");

        assertThat(bound.exitCode()).as(bound.err()).isZero();
        assertThat(zoned.exitCode()).as(zoned.err()).isZero();
        assertThat(zoned.out()).containsPattern("fe80::7%\\d+");
        assertThat(other.exitCode()).isNotZero();
    }

    // ---- words that are wrong

    @ParameterizedTest
    @ValueSource(strings = {
        "WORD", "-WORD", "--WORD", "--WORD=1", "-- -WORD", "@WORD", "WORD/24", "10.0.0.1-WORD", "1.2.3.4/WORD",
        "fe80::1%WORD",
        "-c WORD host", "-i WORD host", "-W WORD host", "-w WORD host", "-l WORD host", "--rate WORD host",
        "--rate=WORD host",
        "--until-up WORD host", "-s WORD host", "-p WORD host", "-e WORD host", "-I WORD host", "-t WORD host",
        "-Q WORD host",
        "-M WORD host", "-m WORD host", "--mode WORD host", "--format WORD host", "--plot WORD 127.0.0.1",
        "--plot WORD/plot.svg 127.0.0.1", "--plot=WORD.svg/x.svg 127.0.0.1", "-S WORD host", "-qWORD host", "-4 WORD",
        "--sweep WORD", "--sweep @WORD", "--retries WORD --sweep host", "--trace WORD", "--trace --max-hops WORD host",
        "--trace 127.0.0.1 WORD", "--mtu WORD", "--mtu WORD WORD", "--format iputils WORD", "--format json WORD",
        "--format csv WORD", "-c 1 -v WORD", "-V=WORD", "\"WORD"
    })
    void aWrongWordIsOneHarmlessLineAndTrouble(String words) throws Exception {
        Finished ping = ping(Arrays.stream(words.split(" ", -1))
                .map(word -> word.replace("WORD", RawWords.HOSTILE).replace("host", "127.0.0.1"))
                .toArray(String[]::new));

        assertThat(ping.out()).isEmpty();
        assertThat(ping.err().lines()).as(ping.err()).singleElement().asString().startsWith("ping-app: ");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongWordBesideARightOneIsOneHarmlessLine() throws Exception {
        Finished ping = ping("-c", "1", "-i", "0.05", "127.0.0.1", RawWords.HOSTILE, NAMED);

        assertThat(ping.out()).contains("127.0.0.1: 1 sent, 1 received", HOST + ": 1 sent, 1 received");
        assertThat(ping.err().lines()).hasSize(1);
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--sweep", "--format csv", "--format json", "--format iputils"})
    void aListsWordsAndNameAreHarmless(String options) throws Exception {
        Path list = Files.write(
                folder.resolve("list\u001b[7m"),
                RawWords.bytes(
                        "127.0.0.1\n" + RawWords.hostileWord() + "\n" + NAMED + " " + NOT_SEEN + "\n\udcff\udc9b\n"));
        String[] usual = options.isEmpty() ? new String[0] : options.split(" ", -1);
        String[] once = options.equals("--sweep") ? usual : with(usual, "-c", "1", "-i", "0.05");

        Finished ping = ping(with(once, "@" + list));
        Files.write(list, new byte[] {'a', 0});
        Finished noText = ping("@" + list);

        assertThat(ping.out()).isNotEmpty();
        assertThat(ping.err().lines()).hasSize(2)
                .allMatch(line -> line.startsWith("ping-app: " + folder + "/list?[7m:"));
        assertThat(ping.exitCode()).isEqualTo(2);
        assertThat(noText.err()).isEqualTo("ping-app: cannot read '" + folder + "/list?[7m': line 1 is no text\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "-V", "--nothing", "127.0.0.999"})
    void theNameItIsCalledByIsHarmless(String word) throws Exception {
        List<String> command = InstalledJava.ours()
                .runsJar(PingProcess.jar(), List.of("-Dicmpffm.name=" + RawWords.HOSTILE), List.of());

        Finished ping = new OwnNames(network, folder, HOSTS).run(command, word);

        assertThat(ping.out() + ping.err()).isNotEmpty();
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }
}
