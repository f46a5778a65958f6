package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.PathMtu;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.Traceroute;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The two commands from their start to the exit code. */
@NeedsNetwork
class PathCommandTest {
    private static final String HOST = "198.51.100.10";
    private static final Target TARGET = new Target(HOST, InetAddress.ofLiteral(HOST));
    private static final RouterNames NUMERIC = new RouterNames(true);

    private final TestNetwork network;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Output output = new Output(printed);

    PathCommandTest(TestNetwork network) {
        this.network = network;
    }

    @Test
    void aRouteIsItsHopsAndItsEnd() throws Exception {
        network.host(HOST).replies().behind(Router.at("203.0.113.1"), Router.silent());

        int exitCode = network.inside(() -> run(trace(output, 30)));

        assertThat(exitCode).isZero();
        assertThat(lines()).hasSize(5);
        assertThat(lines().get(0)).matches(" 1  203\\.0\\.113\\.1(  \\d+\\.\\d{6} ms){3}");
        assertThat(lines().get(1)).isEqualTo(" 2  *  *  *");
        assertThat(lines().get(2)).matches(" 3  198\\.51\\.100\\.10(  \\d+\\.\\d{6} ms){3}");
        assertThat(lines().get(4)).isEqualTo("198.51.100.10: reached after 3 hops");
    }

    @Test
    void aRouteWithoutItsTargetExitsWithOne() throws Exception {
        network.host(HOST).silent();
        assertThat(network.<Integer, InterruptedException>inside(() -> run(trace(output, 2)))).isOne();
        assertThat(lines().getLast()).isEqualTo("198.51.100.10: not reached within 2 hops");
    }

    @Test
    void stoppedATraceTellsWhatIsKnownAtOnce() throws Exception {
        network.host(HOST).silent().behind(Router.silent(), Router.at("203.0.113.2"));
        Traceroute patient = Traceroute.to(TARGET.address()).withTimeout(ofSeconds(60));
        TraceCommand command = new TraceCommand(
                TARGET, patient, NUMERIC, new PlainPathPrinter(output, NUMERIC));
        FutureTask<Integer> running = started(() -> network.inside(() -> run(command)));
        network.awaitAnswers(HOST, 3);
        network.awaitRequests(HOST, 9);

        command.stop();

        assertThat(running.get()).isOne();
        assertThat(lines().getLast()).isEqualTo("198.51.100.10: not reached yet");
        assertThat(command.exitCode()).isOne();
    }

    @Test
    void aReaderThatHasGoneEndsATraceQuietly() throws Exception {
        network.host(HOST).replies();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new Output.ClosedException(new IOException("Broken pipe"));
            }
        };
        assertThat(network.<Integer, InterruptedException>inside(() -> run(trace(new Output(gone), 30)))).isZero();
    }

    @Test
    void anMtuIsALine() throws Exception {
        network.host(HOST).replies().behind(Router.at("203.0.113.1").withMtu(1400));
        assertThat(network.<Integer, InterruptedException>inside(() -> mtu().run())).isZero();
        assertThat(lines()).containsExactly("198.51.100.10: mtu=1400 (told by 203.0.113.1)");
    }

    @Test
    void anMtuThatIsHearsayExitsWithOne() throws Exception {
        network.host(HOST).silent().behind(Router.at("203.0.113.1").withMtu(1400));
        assertThat(network.<Integer, InterruptedException>inside(() -> mtu().run())).isOne();
        assertThat(lines())
                .containsExactly("198.51.100.10: mtu=1400 (told by 203.0.113.1; no reply from the target)");
    }

    @Test
    void anMtuThatMayBeLargerExitsWithOne() throws Exception {
        network.host(HOST).replies().losing(request -> request.packet().length > 1000);
        assertThat(network.<Integer, InterruptedException>inside(() -> mtu().run())).isOne();
        assertThat(lines()).containsExactly("198.51.100.10: mtu=1000 to 1500 (nothing larger is answered)");
    }

    @Test
    void stoppedASearchTellsWhatIsKnownAtOnce() throws Exception {
        network.host(HOST).silent();
        MtuCommand command = new MtuCommand(
                TARGET, PathMtu.to(TARGET.address()).withTimeout(ofSeconds(60)), new JsonPathPrinter(output));
        FutureTask<Integer> running = started(() -> network.inside(command::run));
        network.awaitRequests(HOST, 1);

        command.stop();

        assertThat(running.get()).isOne();
        assertThat(lines()).singleElement().asString().contains("\"mtu\":0,\"most\":1500,\"evidence\":\"incomplete\"");
    }

    @Test
    void stoppedBeforeItBeginsASearchDoesNotBegin() throws Exception {
        MtuCommand command = new MtuCommand(TARGET, PathMtu.to(TARGET.address()), new JsonPathPrinter(output));
        command.stop();
        assertThat(command.run()).isOne();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(lines()).singleElement().asString().contains("\"mtu\":0,\"most\":65535,");
    }

    private TraceCommand trace(Output to, int maxHops) {
        return new TraceCommand(
                TARGET,
                Traceroute.to(TARGET.address()).withMaxHops(maxHops).withTimeout(ofMillis(300)),
                NUMERIC,
                new PlainPathPrinter(to, NUMERIC));
    }

    private static int run(TraceCommand command) throws InterruptedException {
        try (Pinger pinger = Pinger.open()) {
            return command.run(pinger);
        }
    }

    private MtuCommand mtu() {
        PathMtu search = PathMtu.to(TARGET.address()).withTimeout(ofMillis(100)).withRetries(1);
        return new MtuCommand(TARGET, search, new PlainPathPrinter(output, NUMERIC));
    }

    private static <T> FutureTask<T> started(java.util.concurrent.Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
