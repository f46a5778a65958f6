package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was wrong with the course report's C program, one test each. */
@NeedsNetwork
class ReportFaultsIT {
    private static final String V4 = "8.8.8.8";
    private static final String V6 = "2001:4860:4860::8888";

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void aForeignIcmpPacketIsNotTakenForTheReply(String host, TestNetwork network) throws Exception {
        network.host(host).onRequest(request -> {
            List<Answer> foreign = new ArrayList<>(request.foreignReplies(20));
            foreign.addAll(request.foreignErrors(20));
            foreign.add(request.reply().withWrongSequence());
            foreign.add(request.reply().withType(request.isIpv4() ? 8 : 128));
            return foreign;
        });

        Finished ping = PingProcess.ping(network, "-c", "1", "-W", "0.5", host);

        assertThat(network.exchange(host, 0).written()).hasSize(42);
        assertThat(ping.out()).startsWith(host + ": seq=0 timeout\n").contains("1 sent, 0 received, 1 lost (100%)");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void itsOwnRequestOnLoopbackIsNotAReply(String loopback, TestNetwork network) throws Exception {
        network.ignoreEchoRequests();

        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.1", "-W", "0.3", loopback);

        assertThat(ping.out())
                .startsWith(loopback + ": seq=0 timeout\n" + loopback + ": seq=1 timeout\n")
                .contains("2 sent, 0 received, 2 lost (100%), 0 duplicates, 0 errors\n");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anotherIdIsNotMatched(String host, TestNetwork network) throws Exception {
        network.host(host).answers(request -> request.reply().withWrongId());

        Finished ping = PingProcess.ping(network, "-c", "1", "-W", "0.5", host);

        assertThat(network.exchange(host, 0).written()).hasSize(1);
        assertThat(ping.out()).contains("seq=0 timeout", "0 received");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void theNextRequestGoesToTheTargetNotToTheLastSender(String host, TestNetwork network) throws Exception {
        String other = host.equals(V4) ? "198.51.100.77" : "2001:db8::77";
        network.host(other).replies();
        network.host(host).answers(request -> request.reply().from(other));

        Finished ping = PingProcess.ping(network, "-c", "3", "-i", "0.1", host);

        assertThat(network.requests(host)).extracting(Request::sequence).containsExactly(0, 1, 2);
        assertThat(network.requests(other)).isEmpty();
        assertThat(ping.out().lines().limit(3)).allMatch(line -> line.startsWith(other + ": seq="));
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    void aLostReplyIsNotWaitedForForever(TestNetwork network) throws Exception {
        network.host(V4).replies().losing(request -> request.sequence() == 1);

        Finished ping = PingProcess.ping(network, "-c", "4", "-i", "0.1", "-W", "0.15", V4);

        assertThat(ping.out()).contains("8.8.8.8: seq=1 timeout\n", "8.8.8.8: seq=3 time=", "4 sent, 3 received");
        assertThat(ping.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anIcmpErrorIsNotAReply(String host, TestNetwork network) throws Exception {
        String router = host.equals(V4) ? "198.51.100.254" : "2001:db8::fe";
        network.host(host).answers(request -> request.hostUnreachable().from(router));

        Finished ping = PingProcess.ping(network, "-c", "1", host);

        assertThat(ping.out())
                .startsWith(host + ": seq=0 unreachable from=" + router + " (")
                .contains("1 sent, 0 received, 1 lost (100%), 0 duplicates, 1 errors\n")
                .doesNotContain("time=");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    /** More than 255 of them, so that both bytes are seen. */
    @Test
    void theSequenceIsInNetworkByteOrder(TestNetwork network) throws Exception {
        network.host(V4).replies();

        Finished ping = PingProcess.ping(network, "-c", "300", "-i", "0", "-q", V4);

        assertThat(ping.out()).contains("300 sent, 300 received");
        assertThat(network.requests(V4))
                .extracting(Request::sequence)
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    }

    /** Whatever the reply's own bytes say of the time, and whatever the locale writes numbers with. */
    @Test
    void timesAreThoseOfTheNetworkWithTheSameDigitsInEveryLocale(TestNetwork network) throws Exception {
        network.host(V4).repliesAfter(Duration.ofMillis(10));
        List<String> locale = List.of("env", "LC_ALL=ar_EG.UTF-8", "JDK_JAVA_OPTIONS=-Duser.language=ar"
                + " -Duser.country=EG -Duser.extensions=u-nu-arab");

        Finished ping = PingProcess.pingThrough(network, locale, "-c", "3", "-i", "0.05", V4);

        assertThat(ping.out().lines().limit(3))
                .hasSize(3)
                .allMatch(line -> line.matches("8\\.8\\.8\\.8: seq=[0-2] time=[1-9]\\d+\\.\\d{6}ms"), "10 ms or more");
        assertThat(ping.out()).contains("3 sent, 3 received, 0 lost (0%)");
    }

    @Test
    void thePayloadBeginsWithTheReportsText(TestNetwork network) throws Exception {
        network.host(V4).replies();

        PingProcess.ping(network, "-c", "1", V4);

        assertThat(network.requests(V4).getFirst().payload())
                .hasSize(56)
                .startsWith("This is the ping.\n".getBytes(StandardCharsets.US_ASCII));
    }
}
