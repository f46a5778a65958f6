package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --trace}, {@code --mtu} and {@code --plot}, as processes. */
@NeedsNetwork
class PathIT {
    private static final String HOST = "198.51.100.30";

    private final TestNetwork network;

    PathIT(TestNetwork network) {
        this.network = network;
        network.host(HOST).replies().behind(
                Router.at("203.0.113.1"),
                Router.silent(),
                Router.at("203.0.113.3").saying(error -> error.withMpls(16001, 0, 1)));
    }

    @Test
    void theRouteIsPrintedHopByHop() throws Exception {
        Finished trace = PingProcess.ping(network, "--trace", "-n", "-W", "0.3", HOST);

        assertThat(trace.out().lines().map(line -> line.replaceAll("[0-9.]+ ms", "T")).toList()).containsExactly(
                " 1  203.0.113.1  T  T  T",
                " 2  *  *  *",
                " 3  203.0.113.3 [MPLS 16001 (tc 0, s 1, ttl 1)]  T  T  T",
                " 4  " + HOST + "  T  T  T",
                "",
                HOST + ": reached after 4 hops");
        assertThat(trace.exitCode()).isZero();
    }

    @Test
    void theRateIsThatOfTheProbesOfAllHops() throws Exception {
        network.host(HOST).replies().behind("203.0.113.1");

        Finished trace = PingProcess.ping(network, "--trace", "--rate", "10", HOST);

        assertThat(trace.exitCode()).isZero();
        List<Request> requests = network.requests(HOST);
        assertThat(requests).hasSize(6);
        assertThat(requests.getLast().arrivedNanos() - requests.getFirst().arrivedNanos())
                .isGreaterThan(ofMillis(490).toNanos());
    }

    @Test
    void aRateOfZeroIsAsFastAsTheSocketTakesThem() throws Exception {
        network.host(HOST).replies().behind("203.0.113.1");

        Finished trace = PingProcess.ping(network, "--trace", "--rate", "0", HOST);

        assertThat(trace.exitCode()).isZero();
        List<Request> requests = network.requests(HOST);
        assertThat(requests).hasSize(6);
        assertThat(requests.getLast().arrivedNanos() - requests.getFirst().arrivedNanos())
                .isLessThan(ofMillis(100).toNanos());
    }

    @Test
    void itEndsAtMaxHopsAndIsJsonIfAsked() throws Exception {
        Finished trace = PingProcess.ping(
                network, "--trace", "--max-hops", "1", "--format", "json", "-W", "0.3", HOST);

        assertThat(trace.out().lines().toList()).hasSize(2).allSatisfy(EventSchema::requireValid);
        assertThat(trace.out()).contains("\"event\":\"hop\"", "\"event\":\"trace\"");
        assertThat(trace.exitCode()).isEqualTo(1);
    }

    @Test
    void thePathMtuIsThatOfTheRouterThatTellsIt() throws Exception {
        network.host(HOST).replies().behind(Router.at("203.0.113.1").withMtu(1400));

        Finished plain = PingProcess.ping(network, "--mtu", HOST);
        Finished json = PingProcess.ping(network, "--mtu", "--format", "json", HOST);

        assertThat(plain.out()).isEqualTo(HOST + ": mtu=1400 (told by 203.0.113.1)\n");
        assertThat(plain.exitCode()).isZero();
        assertThat(json.out().lines().toList()).hasSize(1).allSatisfy(EventSchema::requireValid);
    }

    /** P2. */
    @Test
    void aTargetThatAnswersSmallPacketsOnlyDoesNotShowThePathsMtu() throws Exception {
        network.host(HOST).replies().losing(request -> request.packet().length > 1000);

        Finished json = PingProcess.ping(network, "--mtu", "--format", "json", "-W", "0.2", HOST);

        assertThat(json.out().lines().toList()).hasSize(1).allSatisfy(EventSchema::requireValid);
        assertThat(json.out()).contains("\"mtu\":1000,\"most\":1500,\"evidence\":\"largest-answered\"");
        assertThat(json.exitCode()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trace", "--mtu", "--sweep"})
    void aTimeoutOfZeroIsForEver(String option) throws Exception {
        network.host(HOST).repliesAfter(ofMillis(50)).behind("203.0.113.1");

        Finished answered = PingProcess.ping(network, option, "-W", "0", HOST);

        assertThat(answered.err()).isEmpty();
        assertThat(answered.exitCode()).isZero();
    }

    @Test
    void aPlotIsWrittenBesideTheOutput(@TempDir Path folder) throws Exception {
        for (String name : List.of("ping.svg", "ping.png")) {
            Path file = folder.resolve(name);
            Finished ping = PingProcess.ping(network, "-c", "3", "-i", "0.01", "-W", "5", "--plot", file.toString(),
                    HOST);

            assertThat(ping.exitCode()).isZero();
            assertThat(ping.out()).contains(HOST + ": 3 sent, 3 received");
            assertThat(Files.size(file)).isGreaterThan(1000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--trace, -f, -f has no meaning with --trace",
        "--mtu, -s 100, -s has no meaning with --mtu",
        "--mtu, --rate 1, --rate has no meaning with --mtu",
        "--mtu, --trace, --trace",
        "--trace, -s 25, 26 <= value",
        "-c 1, --max-hops 3, --max-hops has no meaning with anything but --trace"
    })
    void whatWouldBeOfNoUseIsRefused(String option, String other, String named) throws Exception {
        Finished refused = PingProcess.ping(network, (option + " " + other + " " + HOST).split(" "));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).singleElement().asString().contains(named);
    }
}
