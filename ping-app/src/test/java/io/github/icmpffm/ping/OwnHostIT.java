package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed of requests that wait in this host, or do not leave it. */
@NeedsNetwork
class OwnHostIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    private final TestNetwork network;

    OwnHostIT(TestNetwork network) {
        this.network = network;
        network.openPingGroup().host(HOST).replies();
        network.host(HOST_V6).replies();
    }

    private void limitUplink(String rate, String burst, String limit) throws InterruptedException {
        network.exec("tc", "qdisc", "add", "dev", TestNetwork.DEVICE, "root", "tbf", "rate", rate, "burst", burst,
                "limit", limit);
    }

    private static List<JsonNode> events(Stream<String> lines) {
        List<String> all = lines.toList();
        assertThat(all).allSatisfy(EventSchema::requireValid);
        return all.stream().map(EventSchema::parse).toList();
    }

    private static List<JsonNode> of(String kind, List<JsonNode> events) {
        return events.stream().filter(event -> event.get("event").asText().equals(kind)).toList();
    }

    /** F1: a kilobyte takes 0.2 s of that uplink, and six are sent at once. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void theTimeInThisHostsQueueIsInTheRoundTripAndSaid(String host, String mode) throws Exception {
        limitUplink("40kbit", "1600", "100000");

        Finished ping = PingProcess.ping(
                network, "--mode", mode, "--format", "json", "-c", "6", "-i", "0.01", "-s", "1000", "-W", "8", host);

        List<JsonNode> events = events(ping.out().lines());
        JsonNode last = of("reply", events).getLast();
        assertThat(last.get("rtt_ms").asDouble()).isBetween(400.0, 5000.0);
        assertThat(last.get("queued_ms").asDouble()).isBetween(400.0, last.get("rtt_ms").asDouble());
        JsonNode summary = of("summary", events).getFirst();
        assertThat(summary.get("received").asInt()).isEqualTo(6);
        assertThat(summary.get("loss_percent").asDouble()).isZero();
        assertThat(summary.get("open").asInt()).isZero();
    }

    /** F2. An IPv6 datagram socket is not told. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void everyCommandEndsWhereTheKernelTakesNothing(String host, String mode) throws Exception {
        limitUplink("8bit", "1600", "1");
        boolean told = !host.equals(HOST_V6) || mode.equals("raw");

        Finished ping = PingProcess.ping(network, "--mode", mode, "-c", "2", "-i", "0.1", "-W", "0.3", host);

        assertThat(ping.exitCode()).isEqualTo(1);
        assertThat(ping.err()).isEmpty();
        assertThat(ping.out())
                .contains(told
                        ? host + ": seq=1 not sent: No buffer space available (ENOBUFS)\n"
                        : host + ": seq=1 timeout")
                .contains(told ? "0 sent, 0 received, 2 lost (100%)" : "2 sent, 0 received, 2 lost (100%)");
        for (String command : List.of("--sweep", "--trace", "--mtu")) {
            Finished other = PingProcess.ping(network, "--mode", mode, command, "-W", "0.3", host);
            assertThat(other.exitCode()).as(command).isEqualTo(1);
            if (told) {
                assertThat(other.out()).as(command).contains("(ENOBUFS)");
            }
        }
    }

    /** F5: Ctrl+C and the deadline end it by the same thread that sends. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void aTargetWithAllItsNumbersUnderWayKeepsNeitherTheDeadlineNorAnotherTargetWaiting(String host, String mode)
            throws Exception {
        String silent = host.equals(HOST) ? "198.51.100.8" : "2001:db8::8";

        Finished ping = PingProcess.ping(
                network, "--mode", mode, "-q", "-l", "65536", "-i", "0.01", "-W", "60", "-w", "5", "--rate", "0",
                silent,
                host);

        assertThat(ping.out()).contains(
                silent + ": 65536 sent, 0 received, 0 lost (n/a), 0 duplicates, 0 errors, 65536 still open");
        Matcher healthy = Pattern.compile("(?m)^" + host + ": (\\d+) sent, ").matcher(ping.out());
        assertThat(healthy.find()).isTrue();
        assertThat(Integer.parseInt(healthy.group(1))).isGreaterThan(65_536 + 20);
    }

    /** F6. An IPv6 datagram socket is not told of a firewall either. */
    @ParameterizedTest
    @CsvSource({
        "route," + HOST + ",raw", "route," + HOST + ",datagram", "route," + HOST_V6 + ",raw",
        "route," + HOST_V6 + ",datagram", "firewall," + HOST + ",raw", "firewall," + HOST + ",datagram",
        "firewall," + HOST_V6 + ",raw", "firewall," + HOST_V6 + ",datagram"
    })
    void whatCannotBeSentIsLost(String cause, String host, String mode) throws Exception {
        boolean ipv4 = host.equals(HOST);
        if (cause.equals("route")) {
            network.exec("ip", ipv4 ? "-4" : "-6", "route", "add", "unreachable", host);
        } else {
            network.exec(ipv4 ? "iptables" : "ip6tables", "-I", "OUTPUT", "-d", host, "-j", "DROP");
        }

        Finished json = PingProcess.ping(
                network, "--mode", mode, "--format", "json", "-c", "2", "-i", "0.1", "-W", "0.3", host);

        JsonNode summary = of("summary", events(json.out().lines())).getFirst();
        boolean told = ipv4 || mode.equals("raw") || cause.equals("route");
        assertThat(summary.get("send_failures").asInt()).isEqualTo(told ? 2 : 0);
        assertThat(summary.get("transmitted").asInt()).isEqualTo(told ? 0 : 2);
        assertThat(summary.get("loss_percent").asDouble()).isEqualTo(100);
        assertThat(json.exitCode()).isEqualTo(1);
    }

    /** F6: the interface goes down in the midst. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void anOutageOfTheOwnInterfaceIsLoss(String host, String mode) throws Exception {
        Process ping = PingProcess.start(
                network, "--mode", mode, "--format", "json", "-c", "6", "-i", "0.3", "-W", "0.3", host);
        try (BufferedReader lines = ping.inputReader()) {
            String start = lines.readLine();
            assertThat(lines.readLine()).contains("\"event\":\"reply\"");
            network.exec("ip", "link", "set", TestNetwork.DEVICE, "down");

            JsonNode summary = of("summary", events(Stream.concat(Stream.of(start), lines.lines()))).getFirst();
            int received = summary.get("received").asInt();
            assertThat(received).isBetween(1, 4);
            assertThat(summary.get("open").asInt()).isZero();
            assertThat(summary.get("loss_percent").asDouble())
                    .isCloseTo(100.0 * (6 - received) / 6, offset(0.001));
        }
        assertThat(ping.waitFor()).isZero();
    }

    /** Part 3, point 13. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void aSweepSaysWhyRequestsCouldNotBeSent(String host, String mode) throws Exception {
        network.exec("ip", host.equals(HOST) ? "-4" : "-6", "route", "add", "unreachable", host);

        Finished sweep = PingProcess.ping(network, "--mode", mode, "--sweep", "-W", "0.2", host, "127.0.0.1");

        assertThat(sweep.out()).containsPattern("\n2 addresses: 1 sent, 1 answered \\(100%\\), 0 duplicates,"
                + " 1 not sent \\((No route to host \\(EHOSTUNREACH\\)|Network is unreachable \\(ENETUNREACH\\))\\), ");
    }
}
