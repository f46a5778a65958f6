package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two say when nothing goes wrong, and how they end then. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class DialogueIT {
    private static final String TIMES = "\\d+\\.\\d{6}";

    @Test
    void theDialogueIsThatOfTheReport(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("-c", "2", "-i", "0.2", "8.8.8.8"));

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text())
                .containsSubsequence("in child", "Hello im watchdog", "server is binding", "start message received")
                .containsSubsequence("in child", "connected to server", "Sent start to watchdog")
                .containsSubsequence("watchdog, make the timer zero!!", "watchdog, make the timer zero!!")
                .containsSubsequence("watchdog, make the timer zero!!", "child exit status is: 0");
        assertThat(betterPing.lastLine("seq=0").text()).matches("8\\.8\\.8\\.8: seq=0 time=" + TIMES + "ms");
        assertThat(betterPing.lastLine("seq=1").text()).matches("8\\.8\\.8\\.8: seq=1 time=" + TIMES + "ms");
        assertThat(betterPing.text().subList(betterPing.text().size() - 2, betterPing.text().size()))
                .satisfiesExactly(
                        counts -> assertThat(counts)
                                .isEqualTo("2 sent, 2 received, 0 lost (0%), 0 duplicates, 0 errors"),
                        times -> assertThat(times)
                                .matches("min/avg/max/mdev = (T/){3}T ms, median/p95/p99 = (T/){2}T ms"
                                        .replace("T", TIMES)));
        assertThat(betterPing.text()).hasSize(13);
    }

    @Test
    void ctrlCAtATerminalEndsBothInOrder(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(
                network, Programs.prefixed(List.of("setsid"), Programs.betterPing("-i", "9", "8.8.8.8")));
        betterPing.awaitLine("make the timer zero"); // and no request is on its way: it would count as lost
        long watchdog = betterPing.watchdogPid();

        Signals.sendToGroup(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0").doesNotContain("Problem in receiving");
        assertThat(betterPing.count("1 sent, 1 received, 0 lost")).isEqualTo(1);
        assertThat(RunningProgram.isAlive(watchdog)).isFalse();
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void ctrlCThatReachesBetterPingAloneEndsBothInOrder(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("-i", "0.1", "8.8.8.8"));
        betterPing.awaitLine("make the timer zero", 5);

        Signals.send(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0");
    }

    @Test
    void ctrlCWithoutAnyReplyExitsWithOne(TestNetwork network) throws Exception {
        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPing("8.8.8.8"));
        betterPing.awaitLine("start message received");
        network.awaitRequests("8.8.8.8", 1);

        Signals.send(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isEqualTo(1);
        assertThat(betterPing.text()).contains("child exit status is: 0");
        assertThat(betterPing.count(" sent, 0 received, 0 lost (n/a), ")).isEqualTo(1);
    }

    @Test
    void errorsArePrintedAndDoNotFeed(TestNetwork network) throws Exception {
        network.host("8.8.8.8").answers(request -> request.hostUnreachable().from("198.51.100.254"));

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.1", "8.8.8.8"));

        betterPing.awaitLine("8.8.8.8: seq=0 unreachable from=198.51.100.254 (Destination Host Unreachable)");
        betterPing.awaitLine("8.8.8.8: seq=1 unreachable");
        betterPing.awaitLine("Problem in receiving");
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text()).doesNotContain("watchdog, make the timer zero!!");
        assertThat(betterPing.count("seq=0 ")).as("lines of one request").isEqualTo(1);
    }

    /** F4: an error is a hint, a reply in time is proof. */
    @ParameterizedTest
    @CsvSource({"8.8.8.8,raw", "8.8.8.8,datagram", "2001:db8::8,raw", "2001:db8::8,datagram"})
    void aReplyInTimeFeedsAlsoAfterAnError(String host, String mode, TestNetwork network) throws Exception {
        String router = host.contains(":") ? "2001:db8::fe" : "198.51.100.254";
        network.openPingGroup()
                .host(host)
                .onRequest(request -> List.of(
                        request.hostUnreachable().from(router),
                        request.reply().after(Duration.ofMillis(400)))); // the first error of a cold test network is slow

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--mode", mode, "--timeout", "1", "-i", "0.2", host));

        betterPing.awaitLine(host + ": seq=0 unreachable from=" + router);
        betterPing.awaitLine(host + ": seq=0 time=");
        betterPing.awaitLine("make the timer zero", 10);
        Signals.send(betterPing.pid(), Signals.SIGINT);
        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).doesNotContain("Problem in receiving");
        assertThat(betterPing.count("seq=0 ")).isEqualTo(2);
    }

    /** F6. */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:db8::8"})
    void whatCannotBeSentIsALineAndALossAndDoesNotFeed(String host, TestNetwork network) throws Exception {
        network.exec("ip", host.contains(":") ? "-6" : "-4", "route", "add", "unreachable", host);

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1", "-i", "0.1", host));

        betterPing.awaitLine(host + ": seq=0 not sent: No route to host (EHOSTUNREACH)");
        betterPing.awaitLine(host + ": seq=1 not sent: ");
        betterPing.awaitLine("Problem in receiving");
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text())
                .doesNotContain("watchdog, make the timer zero!!")
                .anyMatch(line -> line
                        .matches("0 sent, 0 received, (\\d+) lost \\(100%\\), 0 duplicates, 0 errors, \\1 not sent"));
    }

    /** F7. */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:db8::8"})
    void whatIsStillOpenIsNoLoss(String host, TestNetwork network) throws Exception {
        network.host(host).onRequest(request -> request.sequence() == 0 ? List.of(request.reply()) : List.of());
        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("-i", "0.2", host));
        betterPing.awaitLine("make the timer zero");
        network.awaitRequests(host, 3);

        Signals.send(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text())
                .anyMatch(line -> line
                        .matches("\\d sent, 1 received, 0 lost \\(0%\\), 0 duplicates, 0 errors, \\d still open"));
    }

    @Test
    void quietPrintsNoLineForAPing(TestNetwork network) throws Exception {
        network.host("2001:db8::8").replies();

        RunningProgram betterPing = RunningProgram.start(
                network, Programs.betterPing("-q", "-6", "-c", "2", "-i", "0.1", "2001:db8::8"));

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).noneMatch(line -> line.contains("seq=") || line.contains("zero"));
        assertThat(betterPing.count("2 sent, 2 received")).isEqualTo(1);
    }
}
