package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That each option does what it says: on the wire, in time, and in what is printed. */
@NeedsNetwork
class OptionsIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    @Test
    void countAndInterval(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        PingProcess.ping(network, "-c", "3", "-i", "0.25", HOST);

        List<Request> requests = network.requests(HOST);
        assertThat(requests).hasSize(3);
        long twoIntervals = requests.get(2).arrivedNanos() - requests.get(0).arrivedNanos();
        assertThat(twoIntervals).isBetween(ofMillis(350).toNanos(), ofMillis(900).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, HOST_V6})
    void sizeTtlAndPatternAndIdentifierAreOnTheWire(String host, TestNetwork network) throws Exception {
        network.host(host).replies();

        Finished ping = PingProcess.ping(
                network, "-c", "1", "-s", "100", "-t", "37", "-p", "c0ffee", "-e", "4711", host);

        assertThat(ping.exitCode()).isZero();
        Request request = network.requests(host).getFirst();
        assertThat(request.ttl()).isEqualTo(37);
        assertThat(request.id()).isEqualTo(4711);
        assertThat(request.payload())
                .hasSize(100)
                .startsWith(HexFormat.of().parseHex("c0ffeec0ffeec0ffeec0ffee"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "25", "26", "1472", "4000", "65507"})
    void anySizeIsAnswered(String size, TestNetwork network) throws Exception {
        network.host(HOST).replies();

        assertThat(PingProcess.ping(network, "-c", "1", "-s", size, HOST).out()).contains("1 sent, 1 received");
        assertThat(network.requests(HOST).getFirst().payload()).hasSize(Integer.parseInt(size));
    }

    @Test
    void identifierOfADatagramSocket(TestNetwork network) throws Exception {
        network.openPingGroup().host(HOST).replies();

        Finished ping = PingProcess.ping(network, "--mode", "datagram", "-e", "4711", "-c", "1", HOST);

        assertThat(ping.exitCode()).isZero();
        assertThat(network.requests(HOST).getFirst().id()).isEqualTo(4711);
    }

    @Test
    void modeChoosesTheSocket(TestNetwork network) throws Exception {
        network.openPingGroup().host(HOST).replies();

        assertThat(PingProcess.ping(network, "--format", "json", "--mode", "raw", "-c", "1", HOST).out())
                .contains("\"mode\":\"raw\"");
        assertThat(PingProcess.ping(network, "--format", "json", "--mode", "datagram", "-c", "1", HOST).out())
                .contains("\"mode\":\"datagram\"", "\"ttl\":64", "\"clock\":\"kernel\"", "\"received\":1");
        assertThat(PingProcess.ping(network, "--format", "json", "--mode", "auto", "-c", "1", HOST).out())
                .contains("\"mode\":\"raw\"");
    }

    @Test
    void quietIsTheSummaryOnly(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        assertThat(PingProcess.ping(network, "-q", "-c", "2", "-i", "0.1", HOST).out())
                .startsWith("\n198.51.100.9: 2 sent, 2 received")
                .doesNotContain("seq=");
    }

    @Test
    void verboseTellsOnStandardErrorWhatConcernsNoProbe(TestNetwork network) throws Exception {
        network.host(HOST).replies().preceding(request -> List.of(request.reply().withWrongSequence()));

        Finished ping = PingProcess.ping(network, "-v", "-c", "1", HOST);

        assertThat(ping.err().lines())
                .containsExactly(
                        "ping-app: 198.51.100.9: raw socket",
                        "ping-app: 1 messages for others, 0 dropped by the kernel, 0 times waited to send");
        assertThat(ping.out()).startsWith("198.51.100.9: seq=0 time=");
    }

    @Test
    void fourAndSixChooseTheFamilyOfAName(TestNetwork network, @TempDir Path folder) throws Exception {
        network.host(HOST).replies();
        network.host(HOST_V6).replies();
        Path hosts = Files.writeString(folder.resolve("hosts"), HOST + " twofold\n" + HOST_V6 + " twofold\n");
        List<String> names = List.of("env", "JDK_JAVA_OPTIONS=-Djdk.net.hosts.file=" + hosts);

        assertThat(PingProcess.pingThrough(network, names, "-4", "-c", "1", "twofold").out())
                .startsWith("198.51.100.9: seq=0 time=");
        assertThat(PingProcess.pingThrough(network, names, "-6", "-c", "1", "twofold").out())
                .startsWith("2001:db8::9: seq=0 time=");
        assertThat(PingProcess.pingThrough(network, names, "--format", "json", "-c", "1", "-6", "twofold").out())
                .contains("\"target\":\"twofold\",\"address\":\"2001:db8::9\"");
    }

    @Test
    void preloadAndAdaptiveIntervalAndFloodAreAboutWhen(TestNetwork network) throws Exception {
        network.host(HOST).repliesAfter(ofMillis(30));

        PingProcess.ping(network, "-l", "5", "-c", "5", "-i", "30", HOST);
        assertThat(spanOf(network.requests(HOST), 0, 5)).isLessThan(ofMillis(500));
        PingProcess.ping(network, "-A", "-c", "6", HOST);
        assertThat(spanOf(network.requests(HOST), 5, 11)).isBetween(ofMillis(145), ofMillis(900));
        PingProcess.ping(network, "-f", "-c", "6", HOST);
        assertThat(spanOf(network.requests(HOST), 11, 17)).isBetween(ofMillis(40), ofMillis(900));
    }

    private static Duration spanOf(List<Request> requests, int first, int end) {
        assertThat(requests).hasSize(end);
        return Duration.ofNanos(
                requests.get(end - 1).arrivedNanos() - requests.get(first).arrivedNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, HOST_V6})
    void classOfServiceAndSourceAndInterfaceAreOnTheWire(String host, TestNetwork network) throws Exception {
        network.host(host).replies();
        String source = host.equals(HOST) ? TestNetwork.ADDRESS : TestNetwork.ADDRESS_V6;

        Finished ping = PingProcess.ping(
                network, "-c", "1", "-Q", "0x2e", "-I", TestNetwork.DEVICE, "-I", source, host);

        assertThat(ping.exitCode()).isZero();
        Request request = network.requests(host).getFirst();
        assertThat(request.tos()).isEqualTo(0x2e);
        assertThat(request.source().getHostAddress()).isEqualTo(InetAddress.ofLiteral(source).getHostAddress());
    }

    @Test
    void whatIsBoundToAnotherInterfaceGoesNotOut(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        assertThat(PingProcess.ping(network, "-c", "1", "-W", "0.2", "-I", "lo", HOST).exitCode())
                .isEqualTo(1);
        assertThat(network.requests(HOST)).isEmpty();
    }

    @Test
    void thePathMtuHintDecidesAboutFragments(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        assertThat(PingProcess.ping(network, "-c", "1", "-s", "3000", "-M", "do", HOST).out())
                .contains("seq=0 not sent: ", "EMSGSIZE");
        assertThat(PingProcess.ping(network, "-c", "1", "-s", "3000", "-M", "dont", HOST).out())
                .contains("1 sent, 1 received");
        assertThat(network.requests(HOST).getFirst().fragmented()).isTrue();
        PingProcess.ping(network, "-c", "1", "-M", "probe", HOST);
        assertThat(network.requests(HOST).getLast().dontFragment()).isTrue();
    }

    @Test
    void theMarkIsThereForRouting(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        network.exec("ip", "rule", "add", "fwmark", "5", "unreachable");

        assertThat(PingProcess.ping(network, "-c", "1", "-m", "5", HOST).out()).contains("ENETUNREACH");
        assertThat(PingProcess.ping(network, "-c", "1", "-m", "6", HOST).exitCode()).isZero();
    }

    /** Part 3, point 9. */
    @ParameterizedTest
    @ValueSource(strings = {HOST, HOST_V6})
    void withoutThePrivilegeForAMarkItWarnsAndPingsUnmarked(String host, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        Finished ping = PingProcess.pingThrough(
                network, List.of("setpriv", "--bounding-set=-net_admin,-net_raw"), "-c", "1", "-m", "5", host);
        assertThat(ping.err()).isEqualTo("ping-app: WARNING: failed to set mark: 5: Operation not permitted"
                + " (needs CAP_NET_ADMIN or CAP_NET_RAW)\n");
        assertThat(ping.out()).contains("1 sent, 1 received");
        assertThat(ping.exitCode()).isZero();
    }

    /** Part 3, point 1. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void onRequestRoundTripsAreByTheProgramsClock(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        assertThat(PingProcess.ping(network, "--mode", mode, "-U", "-c", "1", "--format", "json", host).out())
                .contains("\"clock\":\"user\"");
        assertThat(PingProcess.ping(
                network, "--mode", mode, "-U", "-i", "0", "-c", "2", "--format", "json", host).out())
                .contains("\"clock\":\"user\"");
    }

    /** P1: padded by 6 bytes, or cut to 64. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void resizedRepliesCountIfThatIsAskedFor(String host, String mode, TestNetwork network) throws Exception {
        for (int change : new int[] {6, -136}) {
            network.openPingGroup()
                    .host(host)
                    .answers(request -> change > 0
                            ? request.reply().lengthenedBy(change)
                            : request.reply().truncatedBy(-change));
            assertThat(PingProcess.ping(network, "--mode", mode, "-s", "200", "-c", "1", "-W", "0.3", host).out())
                    .contains("1 corrupted");
            assertThat(PingProcess.ping(network, "--mode", mode, "-s", "200", "--until-up", "2", "-i", "0.1", "-w",
                    "20", "-W", "0.3", "--accept-resized", host).out())
                    .contains("2 sent, 2 received");
        }
    }

    /** R9. */
    @Test
    void aScheduleThatCannotBeKeptIsReportedOnce(TestNetwork network) throws Exception {
        Finished ping = PingProcess.ping(network, "-q", "-i", "0.000001", "-c", "2000", "127.0.0.1", "127.0.0.2");
        assertThat(ping.err())
                .matches("ping-app: cannot send every 0\\.000001 s: \\d+ requests were left out so far\n");
        assertThat(ping.out()).contains(" turns missed\n");
        assertThat(PingProcess.ping(network, "-q", "-i", "0.1", "-c", "2", "127.0.0.1").err()).isEmpty();
    }

    @Test
    void whatIsForTheFormatsIsTakenByAll(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        Finished ping = PingProcess.ping(network, "-nDOac1", HOST);

        assertThat(ping.err()).isEmpty();
        assertThat(ping.exitCode()).isZero();
    }

    // ---- when it ends

    @Test
    void countEndsWithTheLastOutcome(TestNetwork network) throws Exception {
        network.host(HOST).replies().losing(request -> request.sequence() == 1);

        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.1", "-W", "0.4", HOST);

        assertThat(ping.out()).contains("seq=1 timeout\n", "2 sent, 1 received, 1 lost (50%)");
        assertThat(ping.exitCode()).isZero();
    }

    /** iputils: where others were answered, twice the longest round trip or the interval is enough. */
    @Test
    void countWithoutTimeoutDoesNotWaitForTheLastAtLength(TestNetwork network) throws Exception {
        network.host(HOST).replies().losing(request -> request.sequence() == 1);

        long before = System.nanoTime();
        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.1", HOST);

        assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(9).toNanos());
        assertThat(ping.out())
                .contains("seq=1 timeout\n", "2 sent, 1 received, 1 lost (50%)")
                .doesNotContain("still open");
    }

    @Test
    void theDeadlineEndsItWhateverWasReceived(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        Finished ping = PingProcess.ping(network, "-w", "4", "-i", "1", HOST);

        assertThat(network.requests(HOST)).hasSizeBetween(2, 5);
        assertThat(ping.exitCode()).isZero();
    }

    /** Part 3, point 7: who calls it counts from then, and the shell before the JVM is the same process. */
    @Test
    void theDeadlineCountsFromTheStartOfTheProcess(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        long before = System.nanoTime();
        Process ping = network.start(PingProcess.builderThrough("sleep 2.5; exec \"$@\"", "-q", "-w", "5", HOST));

        assertThat(ping.inputReader().lines()).anyMatch(line -> line.contains(" received, 0 lost"));
        assertThat(ping.waitFor()).isZero();
        assertThat(System.nanoTime() - before)
                .isBetween(Duration.ofMillis(4900).toNanos(), Duration.ofMillis(6500).toNanos());
    }

    @Test
    void theDeadlineIsNotEndedByAnError(TestNetwork network) throws Exception {
        network.host(HOST)
                .onRequest(request -> List.of(
                        request.sequence() < 2 ? request.hostUnreachable().from("198.51.100.254") : request.reply()));

        Finished ping = PingProcess.ping(network, "-w", "20", "-c", "1", "-i", "0.1", HOST);

        assertThat(ping.out()).contains("seq=1 unreachable", "3 sent, 1 received");
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    void withADeadlineCountIsOfReplies(TestNetwork network) throws Exception {
        network.host(HOST).replies().losing(request -> request.sequence() < 2);

        Finished ping = PingProcess.ping(network, "-c", "2", "-w", "20", "-i", "0.1", "-W", "0.2", HOST);

        assertThat(ping.out()).contains("2 received");
        assertThat(network.requests(HOST)).extracting(Request::sequence).startsWith(0, 1, 2, 3);
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    void fewerRepliesThanCountByTheDeadlineIsAFailure(TestNetwork network) throws Exception {
        network.host(HOST).replies().losing(request -> request.sequence() > 0);

        Finished ping = PingProcess.ping(network, "-c", "2", "-w", "3", "-i", "0.1", HOST);

        assertThat(ping.out()).contains(" 1 received");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    // ---- the first probe

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theFirstRoundTripOfAColdJvmIsBelowAMillisecond(String loopback, TestNetwork network) throws Exception {
        assertThat(PingProcess.ping(network, "-c", "1", loopback).out())
                .matches("(?s)\\Q" + loopback + "\\E: seq=0 time=0\\.\\d{6}ms\n.*");
    }
}
