package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost, late, mutilated or changed on the way is no MTU. */
class PathMtuFaultsTest extends PathMtuScenario {

    PathMtuFaultsTest(TestNetwork network) {
        super(network);
    }

    // ---- loss

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void lossIsNoMtu(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .losingEvery(3)
                .behind(Router.silent().withMtu(1357));
        assertThat(find(search(way).withRetries(1)).mtu()).isEqualTo(1357);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void anOutageInTheMidstIsNoMtu(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .losing(requests(3, 5))
                .behind(Router.silent().withMtu(1457));
        assertThat(find(search(way).withRetries(0)).mtu()).isEqualTo(1457);
    }

    @ParameterizedTest
    @EnumSource
    void anOutageAtTheBeginningIsNoMtu(Way way) throws Exception {
        network.host(way.host).replies().losing(requests(1, 3));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1500);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INTERFACE);
        assertThat(sizesTried(way)).containsExactly(1500, least(way), 1500);
    }

    @ParameterizedTest
    @EnumSource
    void anOutageAfterAnMtuWasToldIsNoMtu(Way way) throws Exception {
        network.host(way.host)
                .replies()
                .losing(requests(1, 3))
                .behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
        assertThat(sizesTried(way)).containsExactly(1500, 1400, least(way), 1400, 1401);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aPathThatGoesDownIsTriedThreeTimesAndLeavesItIncomplete(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1457));

        PathMtuResult result = find(search(way).withRetries(0), known -> {
            if (known.mtu() > 1300) {
                network.host(way.host).silent();
            }
        });

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(result.answered()).isTrue();
        assertThat(result.mtu()).isBetween(1301, 1457);
        assertThat(result.most()).isEqualTo(1500);
        assertThat(result.reason()).containsInstanceOf(Timeout.class);
        List<Integer> sizes = sizesTried(way);
        int larger = (result.mtu() + 1500) / 2;
        assertThat(sizes.subList(sizes.indexOf(larger), sizes.size()))
                .containsExactly(larger, result.mtu(), larger, result.mtu(), larger, result.mtu());
    }

    // ---- replies

    /** As 8.8.8.8 does. */
    @ParameterizedTest
    @EnumSource
    void aReplyThatIsCutShortProvesThatTheRequestArrived(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> request.reply().truncatedBy(Math.max(0, request.payload().length - 64)))
                .behind(Router.at(way.router()).withMtu(1400));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1400);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
        assertThat(result.answered()).isTrue();
        assertThat(sizesTried(way)).containsExactly(1500, 1400, 1401);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void aReplyThatIsLateProvesThatTheRequestArrived(Way way) throws Exception {
        network.host(way.host).repliesAfter(ofMillis(90));
        assertThat(find(way).mtu()).isEqualTo(1500);
        assertThat(sizesTried(way)).containsExactly(1500);
    }

    /** The first request is lost, so that the small ones are the first to be answered. */
    @ParameterizedTest
    @EnumSource(names = "RAW_IPV4")
    void aLargePacketMayTakeLongerThanSmallOnesHave(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> size(request) > least(way)
                        ? request.reply().after(ofMillis(300))
                        : request.reply())
                .losing(requests(1, 1));

        PathMtuResult result = find(search(way).withTimeout(ofMillis(500)).withRetries(0));

        assertThat(result.mtu()).isEqualTo(1500);
        assertThat(sizesTried(way)).containsExactly(1500, least(way), 1500);
    }

    /** 0.2 s at first, and 0.35 s after one reply took 0.07 s; not the timeout, which is 1 s. */
    @ParameterizedTest
    @EnumSource(names = "RAW_IPV4")
    void requestsAreTriedAgainAfterFiveTimesTheLongestRoundTrip(Way way) throws Exception {
        Set<Integer> lost = new HashSet<>(Set.of(784, 1410));
        network.host(way.host)
                .answers(request -> size(request) == 1142 ? request.reply().after(ofMillis(70)) : request.reply())
                .losing(request -> lost.remove(size(request)))
                .behind(Router.at(way.router()).withMtu(1499).saying(error -> error.withRest(0)));

        assertThat(find(search(way).withTimeout(ofSeconds(1)).withRetries(1)).mtu()).isEqualTo(1499);

        assertThat(gap(way, 784)).isBetween(200L, 999L);
        assertThat(gap(way, 1410)).isBetween(350L, 999L);
    }

    /** Between the first two requests of that size, in milliseconds. */
    private long gap(Way way, int size) {
        List<Request> same = network.requests(way.host).stream()
                .filter(request -> size(request) == size)
                .toList();
        return (same.get(1).arrivedNanos() - same.get(0).arrivedNanos()) / 1_000_000;
    }

    // ---- changes

    @ParameterizedTest
    @EnumSource
    void aPathThatTakesLessInTheMidstIsSearchedAnew(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1457));
        Router narrow = Router.at(way.router()).withMtu(1300);

        PathMtuResult result = find(search(way), known -> {
            if (known.mtu() > 1300) {
                network.host(way.host).behind(narrow);
            }
        });

        assertThat(result.mtu()).isEqualTo(1300);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.TOLD);
        assertThat(result.answered()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void whatIsToldOfAPathThatHasFallenSilentIsNoResult(Way way) throws Exception {
        network.host(way.host).replies().behind(Router.silent().withMtu(1457));
        Router narrow = Router.at(way.router()).withMtu(1300);

        PathMtuResult result = find(search(way).withRetries(0), known -> {
            if (known.mtu() > 1300) {
                network.host(way.host).silent().behind(narrow);
            }
        });

        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.INCOMPLETE);
        assertThat(result.mtu()).isZero();
        assertThat(result.most()).isEqualTo(1300);
        assertThat(result.answered()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anInterfaceThatTakesLessInTheMidstIsSearchedAnew(Way way) throws Exception {
        network.host(way.host)
                .answers(request -> {
                    if (size(request) > 1300) {
                        setInterfaceMtu(1300);
                    }
                    return request.reply();
                })
                .behind(Router.silent().withMtu(1457));

        PathMtuResult result = find(way);

        assertThat(result.mtu()).isEqualTo(1300);
        assertThat(result.evidence()).isEqualTo(PathMtuEvidence.MEASURED);
    }

    private void setInterfaceMtu(int mtu) {
        try {
            network.exec("ip", "link", "set", TestNetwork.DEVICE, "mtu", Integer.toString(mtu));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- interruption

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV6"})
    void anInterruptionEndsItAndLeavesNothingBehind(Way way) throws Exception {
        AtomicReference<Thread> searching = new AtomicReference<>();
        network.host(way.host)
                .onRequest(request -> {
                    searching.get().interrupt();
                    return List.<Answer>of();
                })
                .behind(Router.at(way.router()).withMtu(1400));

        assertThatThrownBy(() -> find(patientSearch(way), known -> searching.set(Thread.currentThread())))
                .isInstanceOf(InterruptedException.class);

        assertThat(network.requests(way.host)).hasSize(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .as("its pinger's thread, which closes the sockets when it ends")
                .noneMatch(thread -> thread.getName().startsWith("icmp-ffm pinger"));
    }

    /** Those that are the {@code from}th to the {@code to}th to get there. */
    private static Predicate<Request> requests(int from, int to) {
        int[] seen = {0};
        return request -> ++seen[0] >= from && seen[0] <= to;
    }
}
