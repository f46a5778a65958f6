package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.testnetwork.ErrorAnswer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A host that is pinged along with another one knows the identifier and the sequence numbers of the other's requests, but
 * not their nonces. What it says of them from its own address is not believed.
 */
@NeedsNetwork
class ForgedErrorTest {

    private static final int PINGS = 4;

    private final TestNetwork network;

    ForgedErrorTest(TestNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource
    void aPingedHostCannotMakeAnotherOneUnreachable(Way way) throws Exception {
        isNotBelieved(way, request -> List.of(
                request.hostUnreachable().quotingDestination(way.host),
                request.hostUnreachable().quotingDestination(way.host).quotingBytes(8),
                request.hostUnreachable().quotingDestination(way.host).quotingBytes(9),
                request.hostUnreachable().quotingDestination(way.host).quotingBytes(48),
                request.hostUnreachable().quotingDestination(way.host).withMpls(16001, 0, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void aPingedHostCannotSaySoOfItsRoute(Way way) throws Exception {
        isNotBelieved(way, request -> List.of(
                request.timeExceeded().quotingDestination(way.host).quotingBytes(8),
                request.prohibited().quotingDestination(way.host).quotingBytes(8),
                request.parameterProblem(0).quotingDestination(way.host).quotingBytes(8),
                request.tooBig(1280).quotingDestination(way.host).quotingBytes(8)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV4"})
    void aPingedHostCannotRedirectItsPings(Way way) throws Exception {
        isNotBelieved(way, request -> List.of(
                request.redirectTo("198.51.100.77").quotingDestination(way.host).quotingBytes(8),
                request.redirectTo("198.51.100.77").quotingDestination(way.host)));
    }

    private void isNotBelieved(Way way, Function<Request, List<ErrorAnswer>> forged) throws Exception {
        network.host(way.host).silent();
        network.host(way.otherHost())
                .onRequest(request -> List.copyOf(forged.apply(request)));
        List<PingEvent> events = new CopyOnWriteArrayList<>();
        try (Pinger pinger = way.open(network)) {
            PingPlan plan = PingPlan.every(Collected.INTERVAL).count(PINGS);
            PingRequest victim = PingRequest.to(way.target()).withTimeout(ofMillis(250));
            PingRequest forger = PingRequest.to(InetAddress.getByName(way.otherHost())).withTimeout(ofMillis(250));
            PingSeries pings = pinger.series(victim, plan, events::add);
            PingSeries others = pinger.series(forger, plan, event -> {});
            pings.await();
            others.await();
        }
        assertThat(events).hasOnlyElementsOfTypes(Sent.class, Timeout.class);
        assertThat(events).filteredOn(Timeout.class::isInstance).hasSize(PINGS);
    }

    @ParameterizedTest
    @EnumSource
    void aQuoteWhoseChecksumIsAnothersIsNotBelieved(Way way) throws Exception {
        network.host(way.host).answers(request -> {
            byte[] packet = request.packet();
            int checksumAt = packet.length - request.payload().length - 6;
            ByteBuffer.wrap(packet).putShort(checksumAt, (short) (request.checksum() + 1));
            return request.hostUnreachable().quotingPacket(packet).quotingBytes(8).from(way.router());
        });
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.events()).hasOnlyElementsOfTypes(Sent.class, Timeout.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV6", "DATAGRAM_IPV6"})
    void anIcmpv6ErrorThatKeepsTheNonceToItselfIsNotBelieved(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.hostUnreachable().quotingEightBytes().from(way.router()));
        Collected pings = Collected.pings(network, way, 1);
        assertThat(pings.events()).hasOnlyElementsOfTypes(Sent.class, Timeout.class);
    }

    @Test
    void whoQuotesTheWholeRequestIsBelievedBeforeWhoDoesNot() throws Exception {
        network.host(Way.RAW_IPV4.host)
                .onRequest(request -> List.of(
                        request.hostUnreachable().quotingEightBytes().from("203.0.113.66"),
                        request.timeExceeded().from("203.0.113.1").after(ofMillis(5)),
                        request.prohibited().from("203.0.113.67").after(ofMillis(10))));
        Collected pings = Collected.pings(network, Way.RAW_IPV4, 1);
        assertThat(pings.all(ErrorHint.class)).extracting(hint -> hint.error().category())
                .containsExactly(ErrorCategory.UNREACHABLE, ErrorCategory.TIME_EXCEEDED);
        assertThat(pings.all(IcmpError.class)).extracting(IcmpError::category)
                .containsExactly(ErrorCategory.TIME_EXCEEDED);
    }
}
