package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NeedsNetwork
class ProbeLoopTest {

    private static final long SILENT = AddressBits.ofIpv4(0xc6336442); // 198.51.100.66

    private static final ProbeShape PATIENT = new ProbeShape(EchoPayload.ofLength(56), 60_000_000_000L,
            ProbeShape.DEFAULT_HOP_LIMIT);

    @Test
    void whenTheLoopDiesEveryWaitingCallerAndEveryLaterOneHearsWhy(TestNetwork network) throws Exception {
        IcmpSocket socket = network.inside(() -> IcmpSocket.open(Family.IPV4, SocketKind.RAW));
        ProbeLoop loop = new ProbeLoop(List.of(socket), 1, new NoOtherSockets(), false, "doomed");
        Waiting probe = new Waiting();
        loop.submit(new Work(on -> assertThat(on.launch(0, SILENT, 0, PATIENT, probe)).isNotNegative()));
        network.awaitRequests("198.51.100.66", 1);
        ProbeSchedule schedule = new ProbeSchedule(
                0, SILENT, 0, PATIENT, new ProbeSchedule.Plan(1_000_000_000L, 1, 100, 100, 1L << 60, true, false, 0, 0),
                0,
                probe);
        CompletableFuture<Throwable> scheduleFailed = probe.failed;
        loop.start(schedule);

        loop.submit(new Work(on -> {
            throw new IllegalArgumentException("out of luck");
        }));

        assertThat(scheduleFailed.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("out of luck");
        Work later = new Work(on -> {});
        loop.submit(later);
        assertThat(later.rejected.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("out of luck");
        loop.close();
        assertThatThrownBy(() -> socket.sendTo(java.net.InetAddress.getByName("127.0.0.1"), new byte[8]))
                .as("its socket is closed")
                .isInstanceOf(IllegalStateException.class);
    }

    private static final class Waiting implements ProbeSchedule.Sink {
        final CompletableFuture<Throwable> failed = new CompletableFuture<>();

        @Override
        public boolean on(ProbeEvent event) {
            return true;
        }

        @Override
        public void finished() {}

        @Override
        public void fail(Throwable cause) {
            failed.complete(cause);
        }
    }

    private interface Doing {
        void with(ProbeLoop loop);
    }

    private static final class NoOtherSockets implements SocketSource {
        @Override
        public IcmpSocket open(Family family) {
            throw new IllegalStateException("none is stalled");
        }

        @Override
        public boolean rebindInterface(IcmpSocket socket) {
            return false;
        }
    }

    private static final class Work implements Submission {
        final CompletableFuture<Throwable> rejected = new CompletableFuture<>();
        private final Doing doing;
        private @Nullable Submission next;

        Work(Doing doing) {
            this.doing = doing;
        }

        @Override
        public Acceptance accept(ProbeLoop loop) {
            doing.with(loop);
            return Acceptance.DONE;
        }

        @Override
        public void reject(Throwable cause) {
            rejected.complete(cause);
        }

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission submission) {
            next = submission;
        }
    }
}
