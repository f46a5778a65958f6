package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The largest packet that gets there, whoever tells it or does not, over both kinds of socket and both families. */
class PathMtuTest extends PathMtuScenario {

    PathMtuTest(TestNetwork network) {
        super(network);
    }

    @ParameterizedTest
    @EnumSource
    void nothingOnThePathTakesLessThanTheInterface(Way way) throws Exception {
        network.host(way.host).replies().behind(way.router());

        PathMtuResult result = find(patientSearch(way));

        assertThat(result.mtu()).isEqualTo(1500);
        assertThat(result.most()).isEqualTo(1500);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INTERFACE);
        assertThat(result.answered()).isTrue();
        assertThat(result.reason()).isEmpty();
        assertThat(network.requests(way.host)).as("one probe is enough").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRouterThatTellsItsMtuIsBelievedAndTheMtuVerified(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(patientSearch(way));

        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
        assertThat(result.toldBy()).hasValue(InetAddress.ofLiteral(way.router()));
        assertThat(result.answered()).isTrue();
        assertThat(network.requests(way.host)).extracting(PathMtuScenario::size).containsExactly(1500, 1400, 1401);
        assertThat(network.requests(way.host)).allMatch(Request::dontFragment);
    }

    @ParameterizedTest
    @EnumSource
    void theLastOfSeveralRoutersThatTellCounts(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(Router.at(way.router()).withMtu(1400), Router.at(secondRouter(way)).withMtu(1300));

        PathMtuResult result = find(patientSearch(way));

        assertThat(result.mtu()).isEqualTo(1300);
        assertThat(result.toldBy()).hasValue(InetAddress.ofLiteral(secondRouter(way)));
        assertThat(network.requests(way.host)).extracting(PathMtuScenario::size).containsExactly(1500, 1400, 1300,
                1301);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aBlackHoleIsMeasured(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1357));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1357);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
        assertThat(result.toldBy()).isEmpty();
        assertThat(result.answered()).isTrue();
        assertThat(progress).isNotEmpty().allMatch(known -> known.mtu() <= 1357 && known.most() >= 1357);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "RAW_IPV6"})
    void aBlackHoleBehindARouterThatTellsIsMeasured(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(Router.at(way.router()).withMtu(1400), Router.silent().withMtu(1350));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1350);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
    }

    /** The example in the comment of {@link PathMtu}. */
    @ParameterizedTest
    @EnumSource(names = "RAW_IPV4")
    void theSizesOfTheExampleAreTried(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .behind(Router.at(way.router()).withMtu(1400), Router.silent().withMtu(1350));

        find(way);

        assertThat(sizesTried(way))
                .containsExactly(
                        1500, 1400, 68, 1400, 68, 734, 1067, 1233, 1316, 1358, 1316, 1337, 1347, 1352, 1347, 1349, 1350,
                        1351,
                        1350,
                        1351);
    }

    /** Retries and controls too, so that load balancers, which go by these, send all of them one way. */
    @ParameterizedTest
    @EnumSource
    void requestsOfAllSizesHaveOneIdentifierAndOneChecksum(Way way) throws Exception {
        int[] seen = {0};
        network.host(way.host)
                .replies()
                .losing(request -> ++seen[0] <= 3)
                .behind(Router.at(way.router()).withMtu(1399));

        assertThat(find(way).mtu()).isEqualTo(1399);

        List<Request> requests = network.requests(way.host);
        assertThat(requests)
                .extracting(PathMtuScenario::size)
                .containsExactly(1500, 1399, 1399, 1399, least(way), 1399, 1400);
        assertThat(requests).extracting(Request::id).containsOnly(requests.getFirst().id());
        assertThat(requests).extracting(Request::checksum).containsOnly(requests.getFirst().checksum());
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void theLeastMtuThereMayBeIsFound(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(least(way)));
        assertThat(find(search(way).withRetries(0)).mtu()).isEqualTo(least(way));
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aTargetThatDoesNotAnswerHasNoKnownMtu(Way way) throws Exception {
        network.host(way.host).silent();

        PathMtuResult result = find(way);

        assertThat(result.answered()).isFalse();
        assertThat(result.mtu()).isZero();
        assertThat(result.most()).as("silence says nothing about size").isEqualTo(1500);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(network.requests(way.host)).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATAGRAM_IPV4", "RAW_IPV6"})
    void whatIsToldOfAPathWithASilentTargetIsHearsay(Way way) throws Exception {
        network.host(way.host).silent().behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(way);

        assertThat(result.answered()).isFalse();
        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
    }

    @ParameterizedTest
    @EnumSource
    void anUnreachableTargetSaysWhy(Way way) throws Exception {
        network.host(way.host).answers(request -> request.hostUnreachable().from(way.router()));

        PathMtuResult result = find(way);

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(result.answered()).isFalse();
        assertThat(result.reason()).containsInstanceOf(IcmpError.class);
        assertThat(network.requests(way.host)).extracting(PathMtuScenario::size).containsExactly(1500, 1500, 1500);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAWayThereItIsTheKernelThatSaysWhy(Way way) throws Exception {
        network.exec("ip", way.isIpv4() ? "-4" : "-6", "route", "add", "blackhole", way.host);
        assertThat(find(way).reason()).containsInstanceOf(SendFailure.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKernelHasHeardOfThePathDoesNotCount(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.at(way.router()).withMtu(1400));
        assertThat(find(way).mtu()).isEqualTo(1400);

        network.host(way.host).behind(way.router());

        assertThat(find(way).mtu()).isEqualTo(1500);
    }

    @ParameterizedTest
    @EnumSource
    void loopbackTakesTheLargestPackets(Way way) throws Exception {
        InetAddress loopback = InetAddress.ofLiteral(way.isIpv4() ? "127.0.0.1" : "::1");
        network.openPingGroup();
        PathMtu search = PathMtu.to(loopback).withOptions(PingerOptions.defaults().socketMode(way.mode));

        PathMtuResult result = network.inside(() -> search.run());

        assertThat(result.mtu()).isEqualTo(way.isIpv4() ? 65_535 : 65_536);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INTERFACE);
    }
}
