package io.github.icmpffm.testnetwork;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.Needs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network as a program sees it that this project has no part in: the {@code ping} of iputils. */
@NeedsNetwork
class TestNetworkTest {

    private static final String HOST_V4 = "8.8.8.8";
    private static final String HOST_V6 = "2001:4860:4860::8888";

    /**
     * With a deadline {@code ping} goes on until it has its count of replies; without, it gives up two round trips after
     * the last request, which is too soon on a busy machine.
     */
    private static final String PATIENCE = "8";

    private TestNetwork network;

    @BeforeEach
    void pingIsInstalled(TestNetwork network) {
        this.network = network;
        Needs.iputilsPing();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aHostReplies(String host) throws Exception {
        network.host(host).replies();

        Finished ping = ping(host, "-c", "3", "-i", "0.01", "-w", PATIENCE);

        assertThat(ping.exitCode()).isZero();
        assertThat(ping.out()).contains("64 bytes from " + host + ": icmp_seq=1 ttl=64", "icmp_seq=3 ");
        assertThat(network.malformed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aReplyComesExactlyWhenItIsDue(String host) throws Exception {
        network.host(host).repliesAfter(ofMillis(10));

        Finished ping = ping(host, "-c", "50", "-i", "0.012", "-w", PATIENCE);

        List<Long> micros = new ArrayList<>();
        for (int sequence = 1; sequence <= 50; sequence++) {
            micros.add(network.trueRoundTrip(host, sequence).toNanos() / 1000);
        }
        assertThat(ping.out()).contains("icmp_seq=50 ");
        assertThat(least(micros)).isBetween(10_000L, 10_150L);
        assertThat(times(ping)).allMatch(millis -> millis >= 10.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aHostNobodyScriptedIsSilentAndItsRequestsAreRecorded(String host) throws Exception {
        Finished ping = ping(host, "-c", "2", "-i", "0.01", "-W", "0.1", "-t", "37", "-Q", "0x10", "-s", "100");

        assertThat(ping.exitCode()).isEqualTo(1);
        assertThat(network.requests()).hasSize(2);
        Request request = network.requests(host).get(1);
        assertThat(request.source().getHostAddress())
                .isEqualTo(host.equals(HOST_V4) ? TestNetwork.ADDRESS : "2001:db8:0:0:0:0:0:1");
        assertThat(request.sequence()).isEqualTo(2);
        assertThat(request.id()).isEqualTo(network.requests(host).getFirst().id());
        assertThat(request.ttl()).isEqualTo(37);
        assertThat(request.tos()).isEqualTo(0x10);
        assertThat(request.code()).isZero();
        assertThat(request.type()).isEqualTo(request.isIpv4() ? 8 : 128);
        assertThat(request.payload()).hasSize(100).endsWith(98, 99);
        assertThat(request.dontFragment()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aDuplicateIsADuplicate(String host) throws Exception {
        network.host(host).replies().duplicating();

        assertThat(ping(host, "-c", "3", "-i", "0.01", "-w", PATIENCE).out()).contains("icmp_seq=1", "(DUP!)",
                "duplicates");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void everyThirdRequestIsLost(String host) throws Exception {
        network.host(host).replies().losingEvery(3);

        Finished ping = ping(host, "-c", "6", "-i", "0.01", "-w", PATIENCE);

        assertThat(sequences(ping)).startsWith(1, 2, 4, 5, 7, 8);
    }

    @Test
    void pairsOfRepliesAreSwapped() throws Exception {
        network.host(HOST_V4).replies().reordering();

        assertThat(sequences(ping(HOST_V4, "-c", "6", "-i", "0.02", "-w", PATIENCE))).startsWith(2, 1, 4, 3, 6, 5);
    }

    @Test
    void aRouterSaysThatTheHostIsUnreachable() throws Exception {
        network.host(HOST_V4).answers(request -> request.hostUnreachable().from("198.51.100.254"));

        Finished ping = ping(HOST_V4, "-c", "1");

        assertThat(ping.exitCode()).isEqualTo(1);
        assertThat(ping.out()).contains("From 198.51.100.254 icmp_seq=1 Destination Host Unreachable", "+1 errors");
    }

    @Test
    void anIpv6RouterSaysThatTheAddressIsUnreachable() throws Exception {
        network.host(HOST_V6).answers(request -> request.hostUnreachable().from("2001:db8::fe"));

        assertThat(ping(HOST_V6, "-c", "1").out())
                .contains("From 2001:db8::fe icmp_seq=1 Destination unreachable: Address unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void anErrorAboutSomebodyElsesPacketIsIgnored(String host) throws Exception {
        network.host(host).onRequest(request -> request.foreignErrors(20));

        Finished ping = ping(host, "-c", "1", "-W", "0.1");

        network.awaitAnswers(host, 20);
        assertThat(ping.out()).doesNotContain("errors", "nreachable");
    }

    @Test
    void theTtlRunsOutAtTheRoutersOfThePath() throws Exception {
        network.host(HOST_V4).replies().behind(Router.at("203.0.113.1"), Router.silent(), Router.at("203.0.113.3"));

        assertThat(ping(HOST_V4, "-c", "1", "-t", "1").out())
                .contains("From 203.0.113.1 icmp_seq=1 Time to live exceeded");
        assertThat(ping(HOST_V4, "-c", "1", "-t", "2", "-W", "0.1").out()).doesNotContain("From", "from");
        assertThat(ping(HOST_V4, "-c", "1", "-t", "3").out())
                .contains("From 203.0.113.3 icmp_seq=1 Time to live exceeded");
        assertThat(ping(HOST_V4, "-c", "1", "-t", "4").out()).contains("64 bytes from 8.8.8.8: icmp_seq=1 ttl=61");
    }

    @Test
    void theHopLimitRunsOutInIpv6() throws Exception {
        network.host(HOST_V6).replies().behind("2001:db8::a", "2001:db8::b");

        assertThat(ping(HOST_V6, "-c", "1", "-t", "2").out())
                .contains("From 2001:db8::b icmp_seq=1 Time exceeded: Hop limit");
        assertThat(ping(HOST_V6, "-c", "1", "-t", "3").out()).contains("ttl=62");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aRequestInPiecesIsPutTogether(String host) throws Exception {
        network.host(host).replies();

        assertThat(ping(host, "-c", "1", "-s", "4000").out()).contains("4008 bytes from", "1 received");
        assertThat(network.requests().getFirst().payload()).hasSize(4000);
        assertThat(network.requests().getFirst().fragmented()).isTrue();
    }

    @Test
    void aSmallerMtuOnThePathIsTold() throws Exception {
        network.host(HOST_V4).replies().behind(Router.at("203.0.113.1").withMtu(1300));

        assertThat(ping(HOST_V4, "-c", "1", "-M", "do", "-s", "1273").out())
                .contains("From 203.0.113.1 icmp_seq=1 Frag needed and DF set (mtu = 1300)");
        assertThat(ping(HOST_V4, "-c", "1", "-M", "do", "-s", "1272").out()).contains("1 received");
        assertThat(ping(HOST_V4, "-c", "1", "-M", "dont", "-s", "1400").out()).contains("1 received");
    }

    @Test
    void aSmallerMtuOnAnIpv6PathIsTold() throws Exception {
        network.host(HOST_V6).replies().behind(Router.at("2001:db8::a").withMtu(1300));

        assertThat(ping(HOST_V6, "-c", "1", "-M", "do", "-s", "1400").out())
                .contains("From 2001:db8::a icmp_seq=1 Packet too big: mtu=1300");
    }

    @Test
    void aBlackHoleForLargePacketsSaysNothing() throws Exception {
        network.host(HOST_V4)
                .replies()
                .behind(Router.at("203.0.113.1").withMtu(1300).withoutSayingTooBig());

        assertThat(ping(HOST_V4, "-c", "1", "-M", "do", "-s", "1400", "-W", "0.1")
                .out())
                .contains("1 packets transmitted, 0 received, 100% packet loss");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void aStormOfForeignRepliesGoesBeforeTheTrueOne(String host) throws Exception {
        network.host(host).replies().preceding(request -> request.foreignReplies(1000));

        ping(host, "-c", "1", "-W", "1");

        network.awaitAnswers(host, 1001);
        assertThat(network.exchange(host, 1).written()).hasSize(1001);
        assertThat(network.exchange(host, 1).written().getLast().trueReply()).isTrue();
    }

    @Test
    void aFloodIsAnswered() throws Exception {
        network.host(HOST_V4).replies();

        Finished ping = ping(HOST_V4, "-f", "-q", "-c", "10000");

        assertThat(ping.out()).contains("10000 packets transmitted");
        assertThat(network.requestCount()).isGreaterThanOrEqualTo(10_000);
        assertThat(network.malformed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST_V4, HOST_V6})
    void theWireAgreesWithTheNetworksOwnClock(String host) throws Exception {
        network.exact().tapped().host(host).repliesAfter(ofMillis(5));

        ping(host, "-c", "30", "-i", "0.006", "-w", PATIENCE);

        List<Long> differences = new ArrayList<>();
        for (int sequence = 1; sequence <= 30; sequence++) {
            differences.add(network.wireRoundTrip(host, sequence)
                    .minus(network.trueRoundTrip(host, sequence))
                    .toNanos()
                    / 1000);
        }
        assertThat(least(differences)).isBetween(0L, 150L);
    }

    private Finished ping(String host, String... options) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("ping", "-n"));
        command.addAll(List.of(options));
        command.add(host);
        return network.run(command.toArray(String[]::new));
    }

    private static List<Integer> sequences(Finished ping) {
        return ping.out()
                .lines()
                .filter(line -> line.contains("icmp_seq="))
                .map(line -> Integer.parseInt(line.replaceAll(".*icmp_seq=(\\d+).*", "$1")))
                .toList();
    }

    private static List<Double> times(Finished ping) {
        return ping.out()
                .lines()
                .filter(line -> line.contains("time="))
                .map(line -> Double.parseDouble(line.replaceAll(".*time=([0-9.]+) ms.*", "$1")))
                .toList();
    }

    /** Not the median: on a machine that is busy with other things most are late, and the best one still is not. */
    private static long least(List<Long> values) {
        return Collections.min(values);
    }
}
