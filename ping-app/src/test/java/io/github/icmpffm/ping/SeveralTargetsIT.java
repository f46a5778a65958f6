package io.github.icmpffm.ping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many destinations in one process, and the options that are about them. */
@NeedsNetwork
class SeveralTargetsIT {
    private static final String FIRST = "198.51.100.20";
    private static final String SECOND = "198.51.100.21";
    private static final String THIRD = "2001:db8::20";
    private static final String SILENT = "198.51.100.22";

    private final TestNetwork network;

    SeveralTargetsIT(TestNetwork network) {
        this.network = network;
        network.host(FIRST).replies();
        network.host(SECOND).replies();
        network.host(THIRD).replies();
    }

    @Test
    void eachHasItsOwnLinesAndSummaryAndIsSpreadOverTheInterval() throws Exception {
        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.6", FIRST, SECOND, THIRD);

        assertThat(ping.exitCode()).isZero();
        for (String host : List.of(FIRST, SECOND, THIRD)) {
            assertThat(ping.out())
                    .contains(host + ": seq=0 time=", host + ": seq=1 time=", "\n" + host + ": 2 sent, 2 received");
        }
        List<Request> all = network.requests();
        assertThat(all).hasSize(6);
        long[] gaps = new long[5];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = all.get(i + 1).arrivedNanos() - all.get(i).arrivedNanos();
        }
        // The first is late by what a cold process takes, and counts its interval from then.
        assertThat(all.get(5).arrivedNanos() - all.get(1).arrivedNanos())
                .isBetween(ofMillis(600).toNanos(), ofMillis(1200).toNanos());
        assertThat(Arrays.stream(gaps).min().orElseThrow()).isGreaterThan(ofMillis(20).toNanos());
    }

    /** F14: another zone, another name. */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "datagram"})
    void twoTargetsOfOneAddressAreEachNumberedFromZero(String mode) throws Exception {
        network.openPingGroup().host("fe80::9").replies();
        network.exec("ip", "link", "add", "other0", "type", "veth", "peer", "name", "other1");
        network.exec("ip", "link", "set", "other1", "addrgenmode", "none", "up");
        network.exec("ip", "link", "set", "other0", "up");

        Finished zones = PingProcess.ping(
                network, "--mode", mode, "-c", "3", "-i", "0.1", "-W", "0.3", "fe80::9%tun0", "fe80::9%other0");
        Finished names = PingProcess.ping(
                network, "--mode", mode, "--format", "json", "-4", "-c", "2", "-i", "0.1", "127.0.0.1", "localhost");

        for (int sequence = 0; sequence < 3; sequence++) {
            assertThat(zones.out()).contains("fe80::9%tun0: seq=" + sequence + " time=")
                    .contains("fe80::9%other0: seq=" + sequence + " ");
        }
        assertThat(zones.out()).doesNotContain("seq=3");
        for (String name : List.of("127.0.0.1", "localhost")) {
            assertThat(names.out())
                    .contains("\"target\":\"" + name + "\",\"from\":\"127.0.0.1\",\"seq\":0,")
                    .contains("\"target\":\"" + name + "\",\"from\":\"127.0.0.1\",\"seq\":1,");
        }
        assertThat(names.out()).doesNotContain("\"seq\":2");
    }

    @Test
    void oneThatDoesNotReplyIsEnoughForAFailure() throws Exception {
        Finished ping = PingProcess.ping(network, "-q", "-c", "1", "-W", "0.2", "-i", "0.1", FIRST, SILENT);

        assertThat(ping.out()).contains(FIRST + ": 1 sent, 1 received", SILENT + ": 1 sent, 0 received");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @Test
    void anUnknownNameIsToldAndTheOthersArePinged() throws Exception {
        Finished ping = PingProcess.pingThrough(
                network,
                List.of("env", "RES_OPTIONS=timeout:1 attempts:1"),
                "-c", "1", "-i", "0.1", FIRST, "nosuchhost.invalid", "::1/200", SECOND);

        assertThat(ping.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("ping-app: nosuchhost.invalid: "))
                .anyMatch(line -> line.startsWith("ping-app: ::1/200: "));
        assertThat(ping.out()).contains(FIRST + ": 1 sent, 1 received", SECOND + ": 1 sent, 1 received");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\" < input", "cat input | \"$@\""})
    void targetsComeFromStandardInputAndFiles(String script, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("list"), "# ours\n" + FIRST + "\t" + SECOND + "#and more\n\n");
        Files.writeString(folder.resolve("input"), THIRD + "\n");
        ProcessBuilder builder = PingProcess.builderThrough(script, "-q", "-c", "1", "-i", "0.1", "-", "@list")
                .directory(folder.toFile());

        Process ping = network.start(builder);

        assertThat(ping.errorReader().lines()).isEmpty();
        assertThat(ping.inputReader().lines().filter(line -> line.contains(" sent, ")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(THIRD + ": 1 sent"),
                        line -> assertThat(line).startsWith(FIRST + ": 1 sent"),
                        line -> assertThat(line).startsWith(SECOND + ": 1 sent"),
                        line -> assertThat(line).startsWith("3 targets: 3 sent"));
        assertThat(ping.waitFor()).isZero();
    }

    /** F13. */
    @Test
    void whatIsNoTargetIsReportedWithItsLineAndTheOthersArePinged(@TempDir Path folder) throws Exception {
        byte[] list = (FIRST + " # B\u00fcro\n1.2.3.4.5.6\n" + SECOND + " 10.0.0.0/99\n").getBytes(ISO_8859_1);
        Path file = Files.write(folder.resolve("list"), list);

        Finished ping = PingProcess.ping(network, "-q", "-c", "1", "-i", "0.1", "@" + file);

        assertThat(ping.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("ping-app: " + file + ":2: 1.2.3.4.5.6: "),
                        line -> assertThat(line).startsWith("ping-app: " + file + ":3: 10.0.0.0/99: "));
        assertThat(ping.out()).contains(FIRST + ": 1 sent, 1 received", SECOND + ": 1 sent, 1 received");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "@/dev/zero"})
    void inputWithoutEndIsALineOnStandardError(String word) throws Exception {
        Process ping = network.start(PingProcess.builderThrough("tr '\\0' x < /dev/zero | \"$@\"", "-c", "1", word));

        assertThat(ping.errorReader().lines()).containsExactly(word.equals("-")
                ? "ping-app: cannot read standard input: line 1 is longer than 65536 characters"
                : "ping-app: cannot read '/dev/zero': line 1 is no text");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    /** The first file that the JVM opens gets the number of one that was closed, and is no list. */
    @Test
    void aClosedStandardInputIsNoList() throws Exception {
        Process ping = network.start(PingProcess.builderThrough("exec \"$@\" <&-", "-c", "1", "-"));

        assertThat(ping.errorReader().lines())
                .containsExactly("ping-app: cannot read standard input: it is closed");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    @Test
    void allAddressesOfAName(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), FIRST + " manifold\n" + THIRD + " manifold\n");
        List<String> names = List.of("env", "JDK_JAVA_OPTIONS=-Djdk.net.hosts.file=" + hosts);

        Finished ping = PingProcess.pingThrough(
                network, names, "-q", "-c", "1", "-i", "0.1", "--all-addresses", "manifold");

        assertThat(ping.out()).contains(FIRST + ": 1 sent, 1 received", THIRD + ": 1 sent, 1 received");
    }

    @Test
    void aRangeIsPingedAtTheRate() throws Exception {
        network.everyOtherHost().replies();

        Finished ping = PingProcess.ping(
                network, "-q", "-c", "2", "-i", "0.1", "--rate", "100", "203.0.113.0-203.0.113.31");

        List<Request> requests = network.requests();
        assertThat(requests).hasSize(64);
        long took = requests.getLast().arrivedNanos() - requests.getFirst().arrivedNanos();
        assertThat(took).isBetween(ofMillis(500).toNanos(), ofMillis(1500).toNanos());
        assertThat(ping.out().lines().filter(line -> line.contains(": 2 sent, 2 received"))).hasSize(32);
        assertThat(ping.exitCode()).isZero();
    }

    /** A session is no thread and no socket: thousands of them fit into a small heap. */
    @Test
    void aQuietRangeOfThousandsFitsASmallHeap() throws Exception {
        ProcessBuilder builder = PingProcess.builder("-q", "-c", "1", "--rate", "0", "127.0.0.0/19");
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx32m");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);

        assertThat(network.start(builder).waitFor()).isZero();
    }

    // ---- until

    @Test
    void untilUpEndsWithThatManyRepliesInARow() throws Exception {
        network.host(SILENT).replies().losing(request -> request.sequence() == 1);

        Finished ping = PingProcess.ping(
                network, "--until-up", "3", "-i", "0.3", "-W", "0.05", FIRST, SILENT);

        assertThat(ping.out()).contains(SILENT + ": 5 sent, 4 received", FIRST + ": 3 sent, 3 received");
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    void untilDownEndsWithThatManyLossesInARowOfAnyKind() throws Exception {
        network.host(SILENT)
                .onRequest(request -> switch (request.sequence()) {
                    case 0, 2 -> List.of(request.reply());
                    case 3 -> List.of(request.hostUnreachable().from("198.51.100.254"));
                    default -> List.of();
                });

        for (String quiet : List.of("-q", "-v")) {
            Finished ping = PingProcess.ping(
                    network, "--until-down", "2", "-i", "0.3", "-W", "0.05", quiet, SILENT);

            assertThat(ping.out()).contains(SILENT + ": 5 sent, 2 received");
            assertThat(ping.exitCode()).isZero();
        }
    }

    @Test
    void untilThatIsNotReachedIsOne() throws Exception {
        assertThat(PingProcess.ping(network, "--until-up", "3", "-c", "2", "-i", "0.1", FIRST).exitCode())
                .isEqualTo(1);
        assertThat(PingProcess.ping(network, "--until-down", "1", "-c", "2", "-i", "0.1", FIRST).exitCode())
                .isEqualTo(1);
    }

    // ---- sweep

    @Test
    void aSweepTellsWhoAnswersAndHowManyDid() throws Exception {
        Finished sweep = PingProcess.ping(
                network, "--sweep", "--rate", "2000", "-W", "0.3", "198.51.100.16/28", THIRD, "198.51.100.99");

        List<String> lines = sweep.out().lines().toList();
        assertThat(lines.subList(0, 3))
                .allMatch(line -> line.matches("\\S+: time=\\d+\\.\\d{6}ms"))
                .extracting(line -> line.substring(0, line.indexOf(": ")))
                .containsExactlyInAnyOrder(FIRST, SECOND, THIRD);
        assertThat(lines.get(3)).isEmpty();
        assertThat(lines.get(4)).startsWith("18 addresses: 18 sent, 3 answered (16.6667%), 0 duplicates, ");
        assertThat(sweep.err()).isEmpty();
        assertThat(sweep.exitCode()).isZero();
    }

    @Test
    void aSweepOfNobodyIsOneAndRetriesAskAgain() throws Exception {
        Finished sweep = PingProcess.ping(
                network, "--sweep", "--retries", "2", "--rate", "0", "-q", "-W", "0.1", "-s", "100", "203.0.113.0/30");

        assertThat(sweep.out()).startsWith("\n4 addresses: 12 sent, 0 answered (0%)");
        assertThat(sweep.exitCode()).isEqualTo(1);
        assertThat(network.requests("203.0.113.1")).hasSize(3);
        assertThat(network.requests("203.0.113.1").getFirst().payload()).hasSize(100);
    }

    @Test
    void aSweepInJsonIsRepliesAndASummary() throws Exception {
        Finished sweep = PingProcess.ping(network, "--sweep", "--format", "json", "-W", "0.2", FIRST, SILENT);

        assertThat(sweep.out().lines().toList())
                .hasSize(2)
                .satisfiesExactly(
                        reply -> assertThat(reply)
                                .startsWith("{\"event\":\"reply\",\"target\":\"" + FIRST + "\",\"from\":\"" + FIRST),
                        summary -> assertThat(summary)
                                .startsWith("{\"event\":\"summary\",\"target\":\"" + FIRST + " " + SILENT + "\"")
                                .contains("\"transmitted\":2,\"received\":1", "\"timeouts\":1"));
    }

    @Test
    void aSweepInCsvHasAHeaderRow() throws Exception {
        Finished sweep = PingProcess.ping(network, "--sweep", "--format", "csv", "-W", "0.2", FIRST);

        assertThat(sweep.out().lines().toList())
                .hasSize(3)
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("event,target,"),
                        reply -> assertThat(reply).startsWith("reply," + FIRST),
                        summary -> assertThat(summary).startsWith("summary," + FIRST));
    }

    @Test
    void onATerminalASweepShowsHowFarItIs(@TempDir Path folder) throws Exception {
        File log = folder.resolve("log").toFile();
        String command = String.join(
                " ", PingProcess.command("--sweep", "--rate", "20", "-W", "0.1", "198.51.100.16-198.51.100.31"));

        network.run("script", "-q", "-e", "-c", command, log.toString());

        assertThat(Files.readString(log.toPath()))
                .containsPattern("\\d+ %, \\d+ of 16 sent, \\d+ a second, \\d found, \\S+ left")
                .contains("16 addresses: 16 sent, 2 answered");
    }
}
