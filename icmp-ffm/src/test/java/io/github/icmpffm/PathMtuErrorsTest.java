package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever sends an error about a request is believed as far as the requests bear it out. */
class PathMtuErrorsTest extends PathMtuScenario {

    PathMtuErrorsTest(TestNetwork network) {
        super(network);
    }

    @ParameterizedTest
    @EnumSource
    void oneMtuThatCannotBeIsLikeALostRequest(Way way) throws Exception {
        for (int told : new int[] {9000, 1500, 0, least(way) - 1}) {
            AtomicInteger seen = new AtomicInteger();
            network.host(way.host)
                    .onRequest(request -> List.of(
                            seen.incrementAndGet() == 1 ? request.tooBig(told).from(way.router()) : request.reply()));

            PathMtuResult result = find(way);

            assertThat(result.mtu()).as("told %d", told).isEqualTo(1500);
            assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INTERFACE);
            assertThat(seen).as("requests").hasValue(2);
        }
    }

    /** As routers older than RFC 1191 do, which say 0. */
    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "RAW_IPV6"})
    void whoAlwaysTellsAnMtuThatCannotBeStillRefuses(Way way) throws Exception {
        Router old = Router.at(way.router()).withMtu(1420);
        for (Router router : List.of(
                old.saying(error -> error.withRest(0)),
                old.saying(error -> error.withRest(size(error.request()))))) {
            network.host(way.host).replies().behind(router);

            PathMtuResult result = find(search(way).withRetries(1));

            assertThat(result.mtu()).isEqualTo(1420);
            assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void whereEvenTheLeastSizeIsRefusedNothingIsKnown(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(Router.at(way.router()).withMtu(least(way) - 1));

        PathMtuResult result = find(way);

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(result.most()).isEqualTo(least(way) - 1);
        assertThat(result.reason()).containsInstanceOf(IcmpError.class);
        assertThat(sizesTried(way)).containsExactly(1500, least(way));
    }

    /** As a forger would have it, or a router on another of several paths. */
    @ParameterizedTest
    @EnumSource
    void anMtuBelowWhatWasAnsweredIsNotBelievedWhileThatIsAnswered(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1420));
        Router liar = Router.at(way.router()).withMtu(1420).saying(error -> error.withRest(least(way)));

        PathMtuResult result = find(search(way).withRetries(0), known -> {
            if (known.mtu() > 1300) {
                network.host(way.host).behind(liar);
            }
        });

        assertThat(result.mtu()).isEqualTo(1420);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void oneMtuBelowWhatWasAnsweredIsLikeALostRequest(Way way) throws Exception {
        int[] seen = {0};
        network.host(way.host)
                .onRequest(request -> List.of(
                        size(request) > 1440 && ++seen[0] == 1
                                ? request.tooBig(least(way)).from(way.router())
                                : request.reply()))
                .behind(Router.silent().withMtu(1470));
        assertThat(find(search(way).withRetries(1)).mtu()).isEqualTo(1470);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatNotAllRequestsMeetWithDoesNotEndIt(Way way) throws Exception {
        int[] seen = {0};
        network.host(way.host)
                .onRequest(request -> switch (++seen[0]) {
                    case 1, 2 -> List.of();
                    case 3 -> List.of(request.hostUnreachable().from(way.router()).after(ofMillis(30)));
                    case 4, 6 -> List.of(request.hostUnreachable().from(way.router()));
                    default -> List.of(request.reply());
                })
                .behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
        assertThat(network.requests(way.host))
                .extracting(PathMtuScenario::size)
                .containsExactly(1500, 1400, 1400, 1400, least(way), least(way), 1400, 1400, 1401);
    }

    /** As of routers that limit how many they send. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void anErrorAmidSilenceSaysWhyNothingIsKnown(Way way) throws Exception {
        int[] seen = {0};
        network.host(way.host)
                .onRequest(request -> seen[0]++ % 3 == 0
                        ? List.of(request.hostUnreachable().from(way.router()))
                        : List.of());
        assertThat(find(way).reason()).containsInstanceOf(IcmpError.class);
        assertThat(sizesTried(way)).containsExactly(1500, least(way));
    }

    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "RAW_IPV6"})
    void anMtuThatWasToldAndRefusedIsNoHearsay(Way way) throws Exception {
        network.host(way.host)
                .silent()
                .behind(
                        Router.at(way.router()).withMtu(1400),
                        Router.at(secondRouter(way)).withMtu(1399).saying(error -> error.withRest(0)));

        PathMtuResult result = find(way);

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(result.mtu()).isZero();
        assertThat(result.most()).isEqualTo(1399);
    }

    @ParameterizedTest
    @EnumSource
    void anMtuThatASizeAboveItDisprovesLowersNothing(Way way) throws Exception {
        network.host(way.host)
                .onRequest(request -> size(request) == 1500
                        ? List.of(request.tooBig(1300).from(way.router()))
                        : size(request) <= 1400 ? List.of(request.reply()) : List.of());

        PathMtuResult result = find(search(way).withRetries(1));

        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isNotEqualTo(PathMtuEvidence.TOLD);
        assertThat(sizesTried(way)).startsWith(1500, 1300, 1301);
    }
}
