package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.testnetwork.InsideCall;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.RefusedOption;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel, sandbox or emulator that refuses an option which only improves is pinged without it. */
@NeedsNetwork
class RefusedOptionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestNetwork network;

    RefusedOptionsTest(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
    }

    /** An option that only improves. */
    enum Improvement {
        SO_TIMESTAMPING, SO_RXQ_OVFL, SO_ATTACH_FILTER, IP_RECVERR, IP_RECVERR_RFC4884, IP_RECVTTL, ICMP_FILTER, IPV6_RECVERR, IPV6_RECVHOPLIMIT, ICMP6_FILTER;

        int level() {
            return switch (this) {
                case SO_TIMESTAMPING, SO_RXQ_OVFL, SO_ATTACH_FILTER -> SocketConstants.SOL_SOCKET;
                case IP_RECVERR, IP_RECVERR_RFC4884, IP_RECVTTL -> SocketConstants.SOL_IP;
                case ICMP_FILTER -> SocketConstants.SOL_RAW;
                case IPV6_RECVERR, IPV6_RECVHOPLIMIT -> SocketConstants.SOL_IPV6;
                case ICMP6_FILTER -> SocketConstants.SOL_ICMPV6;
            };
        }

        int option() {
            return switch (this) {
                case SO_TIMESTAMPING -> SocketConstants.SO_TIMESTAMPING;
                case SO_RXQ_OVFL -> SocketConstants.SO_RXQ_OVFL;
                case SO_ATTACH_FILTER -> SocketConstants.SO_ATTACH_FILTER;
                case IP_RECVERR -> SocketConstants.IP_RECVERR;
                case IP_RECVERR_RFC4884 -> SocketConstants.IP_RECVERR_RFC4884;
                case IP_RECVTTL -> SocketConstants.IP_RECVTTL;
                case ICMP_FILTER -> SocketConstants.ICMP_FILTER;
                case IPV6_RECVERR -> SocketConstants.IPV6_RECVERR;
                case IPV6_RECVHOPLIMIT -> SocketConstants.IPV6_RECVHOPLIMIT;
                case ICMP6_FILTER -> SocketConstants.ICMPV6_FILTER;
            };
        }

        /** Whether the socket is asked for it. */
        boolean isOf(Way way) {
            return switch (this) {
                case SO_TIMESTAMPING, SO_RXQ_OVFL -> true;
                case SO_ATTACH_FILTER -> way.isRaw();
                case IP_RECVERR -> way.isIpv4();
                case IP_RECVTTL -> way.isIpv4() && !way.isRaw();
                case ICMP_FILTER -> way.isIpv4() && way.isRaw();
                case IPV6_RECVERR -> !way.isIpv4() && !way.isRaw();
                case IPV6_RECVHOPLIMIT -> !way.isIpv4();
                case ICMP6_FILTER -> !way.isIpv4() && way.isRaw();
                case IP_RECVERR_RFC4884 -> false; // without it extensions are found by another rule: no loss to speak of
            };
        }
    }

    private <T> T refusing(int level, int option, int errno, InsideCall<T, ?> task) throws Exception {
        return network.<T, Exception>inside(() -> RefusedOption.call(level, option, errno, task));
    }

    private static Pinger open(Way way) {
        return Pinger.open(PingerOptions.defaults().socketMode(way.mode).family(way.family));
    }

    static List<Arguments> everyImprovementOnEverySocket() {
        List<Arguments> all = new ArrayList<>();
        for (Improvement improvement : Improvement.values()) {
            for (Way way : Way.values()) {
                all.add(Arguments.of(improvement, way));
            }
        }
        return all;
    }

    /** F8. */
    @ParameterizedTest
    @MethodSource("everyImprovementOnEverySocket")
    void itPingsWithoutAndReportsWhatWasRefused(Improvement improvement, Way way) throws Exception {
        network.host(way.host).replies();
        try (Pinger pinger = refusing(improvement.level(), improvement.option(), Errno.ENOPROTOOPT, () -> open(way))) {
            PingStatistics statistics = pinger.series(
                    PingRequest.to(way.target()), PingPlan.every(Duration.ofMillis(5)).count(3), event -> {}).await();
            assertThat(statistics.received()).isEqualTo(3);
            assertThat(pinger.refusedOptions()).isEqualTo(improvement.isOf(way)
                    ? List.of(improvement + ": Protocol not available (ENOPROTOOPT)")
                    : List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EINVAL, Errno.EPERM, Errno.EACCES, Errno.EOPNOTSUPP, Errno.ENOSYS})
    void whateverTheErrno(int errno) throws Exception {
        network.host(Way.RAW_IPV4.host).replies();
        try (Pinger pinger = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, errno, () -> open(Way.RAW_IPV4))) {
            assertThat(pinger.ping(Way.RAW_IPV4.target())).isInstanceOf(Reply.class);
            assertThat(pinger.refusedOptions()).singleElement().asString().contains("(" + Errno.name(errno) + ")");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutStampsTheMonotonicClockMeasures(Way way) throws Exception {
        network.host(way.host).repliesAfter(Duration.ofMillis(20));
        try (Pinger pinger = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, Errno.ENOPROTOOPT, () -> open(way))) {
            assertThat(pinger.ping(way.target())).isInstanceOfSatisfying(Reply.class, reply -> {
                assertThat(reply.timing()).isEqualTo(Timing.USER);
                assertThat(reply.roundTrip()).isBetween(Duration.ofMillis(20), PATIENCE);
            });
        }
    }

    /** Nothing is reported of a kernel without stamps to who wants none. */
    @ParameterizedTest
    @EnumSource
    void whatIsNotWantedIsNotAskedFor(Way way) throws Exception {
        try (Pinger pinger = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, Errno.ENOPROTOOPT,
                () -> Pinger.open(PingerOptions.defaults().socketMode(way.mode).timing(Timing.USER)))) {
            assertThat(pinger.refusedOptions()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "RAW_IPV6"})
    void withoutTheIdentifierFilterOthersRepliesAndErrorsAreStillForeign(Way way) throws Exception {
        network.host(way.host)
                .onRequest(request -> List.of(
                        request.reply().withWrongId(),
                        request.hostUnreachable().quotingId(1).from(way.router()),
                        request.reply()));
        try (Pinger pinger = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_ATTACH_FILTER, Errno.ENOPROTOOPT, () -> open(way))) {
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            assertThat(pinger.foreignMessages()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutLargerBuffersItPingsWithTheUsualOnes(Way way) throws Exception {
        network.host(way.host).replies();
        int level = SocketConstants.SOL_SOCKET;
        try (Pinger pinger = refusing(level, SocketConstants.SO_RCVBUFFORCE, Errno.EPERM, () -> open(way))) {
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            assertThat(pinger.refusedOptions()).as("SO_RCVBUF is granted, as it is without privilege").isEmpty();
        }
        try (Pinger pinger = refusing(level, SocketConstants.SO_RCVBUFFORCE, Errno.EPERM,
                () -> RefusedOption.call(level, SocketConstants.SO_RCVBUF, Errno.EINVAL,
                        () -> RefusedOption.call(level, SocketConstants.SO_SNDBUFFORCE, Errno.EPERM,
                                () -> RefusedOption.call(level, SocketConstants.SO_SNDBUF, Errno.EINVAL,
                                        () -> open(way)))))) {
            assertThat(pinger.ping(way.target())).isInstanceOf(Reply.class);
            assertThat(pinger.refusedOptions())
                    .containsExactly("SO_RCVBUF: Invalid argument (EINVAL)", "SO_SNDBUF: Invalid argument (EINVAL)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSweepGoesOnWithoutStampsAndFilter(Way way) throws Exception {
        network.host(way.host).replies();
        SweepProgress end = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, Errno.ENOPROTOOPT,
                () -> RefusedOption.call(SocketConstants.SOL_SOCKET, SocketConstants.SO_ATTACH_FILTER, Errno.EPERM,
                        () -> Sweep.over(List.of(AddressRange.of(way.target())))
                                .withOptions(PingerOptions.defaults().socketMode(way.mode))
                                .run(event -> {})));
        assertThat(end.answered()).isEqualTo(1);
    }

    /** Of both families a pinger reports an option once. */
    @ParameterizedTest
    @EnumSource(names = {"RAW", "DATAGRAM"})
    void ofSeveralSocketsEachOptionIsReportedOnce(SocketMode mode) throws Exception {
        try (Pinger pinger = refusing(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_RXQ_OVFL, Errno.ENOPROTOOPT,
                () -> Pinger.open(PingerOptions.defaults().socketMode(mode)))) {
            assertThat(pinger.socketKind(Family.IPV6)).isPresent();
            assertThat(pinger.refusedOptions()).hasSize(1);
        }
    }

    /** The traffic class was asked for: to ping with another would be to do something else. */
    @ParameterizedTest
    @EnumSource(names = {"RAW_IPV4", "DATAGRAM_IPV4"})
    void whatWasAskedForIsNotDoneWithout(Way way) throws Exception {
        assertThatThrownBy(() -> refusing(SocketConstants.SOL_IP, SocketConstants.IP_TOS, Errno.ENOPROTOOPT,
                () -> Pinger.open(PingerOptions.defaults().socketMode(way.mode).family(way.family).trafficClass(8))))
                .isInstanceOf(IcmpException.class)
                .hasMessageContaining("IP_TOS = 8");
    }
}
