package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.program.PrintableText;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R10: names, files and the command line come out harmless in every format, on stdout and stderr. */
@NeedsNetwork
class HostileTextIT {
    /** Red, the other direction, a line of its own, a title by a C1 character, and without width. */
    private static final String HOSTILE = "x\u001b[31mred\u202egnp\u2028\u009b2J\u200b\u0007y";

    /** As far as glibc looks it up. */
    private static final String HOSTILE_ASCII = "x\u001b[31mred\u0007\u007fy";

    private static final String FORMULA = "=1+1";

    private final TestNetwork network;

    @TempDir
    private Path folder;

    HostileTextIT(TestNetwork network) {
        this.network = network;
        network.host("198.51.100.7").replies();
    }

    /** With names that only /etc/hosts can have. */
    private Finished ping(String... arguments) throws Exception {
        Path hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 localhost\n198.51.100.7 " + HOSTILE_ASCII + "\n198.51.100.7 "
                        + FORMULA + "\n");
        List<String> before = List.of("unshare", "--mount", "sh", "-c",
                "mount --bind \"$0\" /etc/hosts && LC_ALL=C.UTF-8 exec \"$@\"", hosts.toString());
        return PingProcess.pingThrough(network, before, arguments);
    }

    private static void assertHarmless(Finished ping) {
        assertThat(PrintableText.lines(ping.out())).isEqualTo(ping.out());
        assertThat(PrintableText.lines(ping.err())).isEqualTo(ping.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils", "csv", "json", "iputils -j", "plain -q", "plain -v", "iputils -v",
        "csv -D"})
    void aNameThatResolvesIsHarmlessInEveryFormat(String format) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-c", "1", "--format"));
        arguments.addAll(List.of(format.split(" ")));
        arguments.add(HOSTILE_ASCII);

        Finished ping = ping(arguments.toArray(String[]::new));

        assertThat(ping.exitCode()).as(ping.err()).isZero();
        assertHarmless(ping);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trace", "--trace --format csv", "--mtu", "--mtu --format json", "--sweep", "-c 1 -6"})
    void soItIsInEveryMode(String mode) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(mode.split(" ")));
        arguments.add(HOSTILE_ASCII);

        assertHarmless(ping(arguments.toArray(String[]::new)));
    }

    @Test
    void inAPictureTooItIsHarmless() throws Exception {
        Path plot = folder.resolve("plot.svg");

        assertHarmless(ping("-c", "1", "--plot", plot.toString(), HOSTILE_ASCII));

        assertThat(plot).content().doesNotContain("\u001b", "\u202e", "\u009b", "\u200b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c 1 --format csv", "--trace --format csv", "--mtu --format csv"})
    void aNameThatASpreadsheetWouldTakeForAFormulaIsText(String mode) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(mode.split(" ")));
        arguments.add(FORMULA);

        Finished ping = ping(arguments.toArray(String[]::new));

        assertThat(ping.out()).contains(",'=1+1,").doesNotContain(",=1+1", "\n=1+1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "H",
        "-c H 127.0.0.1",
        "-i H 127.0.0.1",
        "-I H 127.0.0.1",
        "-p H 127.0.0.1",
        "--H 127.0.0.1",
        "--format H 127.0.0.1",
        "--plot H 127.0.0.1",
        "--plot /H/x.svg 127.0.0.1",
        "--mode H 127.0.0.1",
        "-H 127.0.0.1",
        "@H",
        "127.0.0.1/H",
        "fe80::1%H",
        "127.0.0.1 H -c 1",
        "--sweep H",
        "--trace 127.0.0.1 H"
    })
    void aWordOfTheCommandLineIsHarmlessInWhatIsSaidOfIt(String arguments) throws Exception {
        String[] words = arguments.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("H", "\u001b[31m\u202e\u009b\u2028\u200b");
        }

        Finished ping = ping(words);

        assertThat(ping.err()).startsWith("ping-app: ");
        assertHarmless(ping);
    }

    @Test
    void soIsAListAndWhatItIsCalledBy() throws Exception {
        Path list = Files.writeString(folder.resolve("list\u202e\u001b"), HOSTILE + "x\n\u0000\n127.0.0.1\u0000x\n");

        assertHarmless(ping("-c", "1", "@" + list));
        assertHarmless(ping("-c", "1", "@" + list + "x"));
    }
}
