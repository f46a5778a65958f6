package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of which it is not known yet what becomes of them: under way at the end, or with an error before the reply. */
@NeedsNetwork
class UndecidedIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    private final TestNetwork network;

    UndecidedIT(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    // ---- F7

    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void whatIsUnderWayAtCtrlCIsOpenAndNoLoss(String host, String mode) throws Exception {
        network.host(host).onRequest(
                request -> request.sequence() == 0 ? List.of(request.reply()) : List.of());
        Process ping = PingProcess.start(network, "--mode", mode, "--format", "json", "-i", "0.2", "-W", "20", host);
        network.awaitRequests(host, 3);

        new ProcessBuilder("sh", "-c", "kill -INT " + ping.pid()).start().waitFor();

        List<String> lines = ping.inputReader().lines().toList();
        EventSchema.requireValid(lines.getLast());
        JsonNode summary = EventSchema.parse(lines.getLast());
        assertThat(summary.get("received").asInt()).isEqualTo(1);
        assertThat(summary.get("open").asInt()).isEqualTo(summary.get("transmitted").asInt() - 1).isPositive();
        assertThat(summary.get("timeouts").asInt()).isZero();
        assertThat(summary.get("loss_percent").asDouble()).isZero();
        assertThat(ping.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void whatIsUnderWayWhenEnoughHaveBeenReceivedIsOpenAndNoLoss(String host, String mode) throws Exception {
        network.host(host).repliesAfter(ofMillis(300));

        Finished ping = PingProcess.ping(network, "--mode", mode, "-q", "-i", "0.02", "-c", "1", "-w", "10", host);

        Matcher summary = Pattern.compile("(\\d+) sent, (\\d+) received, 0 lost \\(0%\\), 0 duplicates, 0 errors,"
                + " (\\d+) still open\n").matcher(ping.out());
        assertThat(summary.find()).as(ping.out()).isTrue();
        assertThat(Integer.parseInt(summary.group(1)))
                .isEqualTo(Integer.parseInt(summary.group(2)) + Integer.parseInt(summary.group(3)));
        assertThat(ping.exitCode()).isZero();
    }

    // ---- F4

    private void errorThenReply(String host) {
        network.host(host).onRequest(request -> List.of(
                request.hostUnreachable().from(host.equals(HOST) ? "203.0.113.1" : "2001:db8:1::1"),
                request.reply().after(ofMillis(50))));
    }

    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void aReplyInTimeAfterAnErrorIsReceivedInEveryFormat(String host, String mode) throws Exception {
        errorThenReply(host);

        String[] usual = {"--mode", mode, "-c", "2", "-i", "0.2", "-W", "1", host, "--format"};
        String plain = PingProcess.ping(network, with(usual, "plain")).out();
        String iputils = PingProcess.ping(network, with(usual, "iputils")).out();
        String json = PingProcess.ping(network, with(usual, "json")).out();

        assertThat(plain).contains(host + ": seq=0 unreachable from=", host + ": seq=0 time=")
                .contains("2 sent, 2 received, 0 lost (0%)")
                .doesNotContain("late");
        assertThat(iputils).contains("2 packets transmitted, 2 received, +2 errors, 0% packet loss");
        assertThat(json).contains("\"received\":2,", "\"error_messages\":2,", "\"loss_percent\":0.0");
    }

    private static String[] with(String[] usual, String last) {
        String[] all = Arrays.copyOf(usual, usual.length + 1);
        all[usual.length] = last;
        return all;
    }

    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void aHostThatRepliesAfterAnErrorIsUpAndReached(String host, String mode) throws Exception {
        errorThenReply(host);

        Finished up = PingProcess.ping(
                network, "--mode", mode, "--until-up", "2", "-i", "0.2", "-W", "1", "-w", "20", host);
        Finished down = PingProcess.ping(
                network, "--mode", mode, "--until-down", "1", "-c", "3", "-i", "0.2", "-W", "1", host);
        Finished trace = PingProcess.ping(network, "--mode", mode, "--trace", "-n", host);
        Finished sweep = PingProcess.ping(network, "--mode", mode, "--sweep", "-W", "0.5", host);

        assertThat(up.exitCode()).isZero();
        assertThat(down.exitCode()).as("never down").isEqualTo(1);
        assertThat(trace.out()).contains(host + ": reached after 1 hop");
        assertThat(sweep.out()).contains("1 sent, 1 answered (100%)");
    }
}
