package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopTest {
    private static final InetAddress TARGET = InetAddress.ofLiteral("192.0.2.9");
    private static final InetAddress ROUTER = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    @Test
    void aReplyEndsTheRouteWhateverElseWasSaid() {
        assertThat(new Hop(3, List.of(error(ROUTER, 11, 0), error(ROUTER, 3, 1), reply())).end())
                .hasValue(RouteEnd.REACHED);
    }

    @Test
    void anErrorIsFinalOnlyIfNobodyPassedAProbeOn() {
        assertThat(new Hop(3, List.of(error(ROUTER, 3, 13), timeout())).end()).hasValue(RouteEnd.UNREACHABLE);
        assertThat(new Hop(3, List.of(error(ROUTER, 12, 0))).end()).hasValue(RouteEnd.UNREACHABLE);
        assertThat(new Hop(3, List.of(error(ROUTER, 3, 1), error(OTHER, 11, 0))).end()).isEmpty();
    }

    @Test
    void silenceEndsNothing() {
        assertThat(new Hop(3, List.of(timeout(), timeout())).end()).isEmpty();
        assertThat(new Hop(3, List.of()).end()).isEmpty();
    }

    @Test
    void onlyIfNoProbeWasSentTheKernelEndsIt() {
        assertThat(new Hop(1, List.of(failure(), failure())).end()).hasValue(RouteEnd.NOT_SENT);
        assertThat(new Hop(1, List.of(failure(), timeout())).end()).isEmpty();
    }

    @Test
    void whoAnsweredIsToldOnceAndInOrder() {
        Hop hop = new Hop(2, List.of(error(OTHER, 11, 0), timeout(), error(ROUTER, 11, 0), error(OTHER, 11, 0)));
        assertThat(hop.responders()).containsExactly(OTHER, ROUTER);
        assertThat(hop.isPartlySilent()).isTrue();
        assertThat(hop).hasToString("2 192.0.2.2 192.0.2.1");
        assertThat(new Hop(2, List.of(timeout()))).hasToString("2 *");
    }

    private static Reply reply() {
        return new Reply(TARGET, TARGET, 0, 1_000_000, 0, Timing.KERNEL, 60, 64, 0);
    }

    private static IcmpError error(InetAddress from, int type, int code) {
        return new IcmpError(TARGET, from, 0, type, code, 0, Instant.EPOCH, 1_000_000, 0, Timing.KERNEL, List.of());
    }

    private static Timeout timeout() {
        return new Timeout(TARGET, 0, Instant.EPOCH, true);
    }

    private static SendFailure failure() {
        return new SendFailure(TARGET, 0, 101, Instant.EPOCH);
    }
}
