package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether it is the path that takes no larger packets, or the target that answers none. */
class PathMtuSilenceTest extends PathMtuScenario {

    PathMtuSilenceTest(TestNetwork network) {
        super(network);
    }

    /** P2: or whose larger replies are lost, which looks the same from here. */
    @ParameterizedTest
    @EnumSource
    void aTargetThatAnswersSmallPacketsOnlyDoesNotShowThePathsMtu(Way way) throws Exception {
        network.host(way.host).replies().losing(request -> size(request) > 1300).behind(way.router());

        PathMtuResult result = find(search(way).withRetries(1));

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.LARGEST_ANSWERED);
        assertThat(result.isExact()).isFalse();
        assertThat(result.mtu()).isEqualTo(1300);
        assertThat(result.most()).isEqualTo(1500);
        assertThat(result.answered()).isTrue();
        assertThat(result.reason()).isEmpty();
        assertThat(result).hasToString("path MTU to " + way.host + ": 1300 to 1500 (largest-answered)");
    }

    @ParameterizedTest
    @EnumSource
    void whatARouterHasToldIsTheMostThatMayGetThere(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .losing(request -> size(request) > 1300)
                .behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(search(way).withRetries(1));

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.LARGEST_ANSWERED);
        assertThat(result.mtu()).isEqualTo(1300);
        assertThat(result.most()).isEqualTo(1400);
    }

    @ParameterizedTest
    @EnumSource
    void thatALargerPacketIsAnsweredInFragmentsProvesThatItIsThePath(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1357));

        PathMtuResult result = find(search(way).withRetries(1));

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
        assertThat(result.isExact()).isTrue();
        assertThat(result.mtu()).isEqualTo(1357);
        assertThat(result.most()).isEqualTo(1357);
        Request last = network.requests(way.host).getLast();
        assertThat(size(last)).isEqualTo(way.isIpv4() ? 1358 : 1501);
        assertThat(network.requests(way.host)).filteredOn(request -> !request.dontFragment()).containsExactly(last);
    }

    /** A datagram socket's identifier can only be had once at a time. */
    @ParameterizedTest
    @EnumSource
    void fragmentsHaveTheIdentifierThatWasAskedFor(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1357));
        PingerOptions options = PingerOptions.defaults().socketMode(way.mode).identifier(4711);

        PathMtuResult result = find(search(way).withRetries(1).withOptions(options));

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
        assertThat(network.requests(way.host)).extracting(Request::id).containsOnly(4711);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void silenceOfASizeDoesNotLowerTheMostThatIsKnownMeanwhile(Way way) throws Exception {
        network.host(way.host).replies().losing(request -> size(request) > 1300);

        find(search(way).withRetries(0));

        assertThat(progress).extracting(PathMtuResult::most).containsOnly(1500);
        assertThat(progress.getLast().evidence()).isEqualTo(PathMtuEvidence.LARGEST_ANSWERED);
    }
}
