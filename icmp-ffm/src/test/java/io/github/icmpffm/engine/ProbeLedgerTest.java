package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each probe has one outcome, in whatever order things happen to it. */
class ProbeLedgerTest {

    private static final byte[] PAYLOAD = new byte[56];
    private static final long TIMEOUT = 20_000_000;
    private static final ProbeShape SHAPE = new ProbeShape(PAYLOAD, TIMEOUT, ProbeShape.DEFAULT_HOP_LIMIT);
    private static final EchoTemplate TEMPLATE = new EchoTemplate(Family.IPV4, 1, PAYLOAD);
    private static final long LOW = 0x0000_ffff_7f00_0001L;

    private long now = 1_000_000_000;
    private final EngineClock clock = new EngineClock(new EngineClock.Source() {
        @Override
        public long monotonicNanos() {
            return now;
        }

        @Override
        public long realtimeNanos() {
            return now;
        }
    });

    /** A probe as it should be: what was reported of it must be what the model allows. */
    private static final class Model implements ProbeSink {
        final List<ProbeEvent.Kind> events = new ArrayList<>();
        int slot = ProbeTable.NONE;
        boolean handed;
        boolean abandoned;
        boolean remembered = true;

        @Override
        public boolean on(ProbeEvent event) {
            events.add(event.kind());
            return true;
        }

        @Override
        public void fail(Throwable cause) {
            throw new AssertionError(cause);
        }

        long outcomes() {
            return events.stream().filter(Model::isOutcome).count();
        }

        static boolean isOutcome(ProbeEvent.Kind kind) {
            return kind == ProbeEvent.Kind.REPLY
                    || kind == ProbeEvent.Kind.ICMP_ERROR
                    || kind == ProbeEvent.Kind.TIMEOUT
                    || kind == ProbeEvent.Kind.SEND_FAILURE;
        }

        ProbeEvent.Kind last() {
            return events.getLast();
        }
    }

    /** R1. 100,000 runs of some thirty steps each, of up to six probes to two targets. */
    @Test
    void randomInterleavingsLeaveEachProbeOneOutcome() {
        for (int seed = 0; seed < 100_000; seed++) {
            now = 1_000_000_000;
            try {
                run(new Random(seed));
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private void run(Random random) {
        ProbeLedger ledger = new ProbeLedger(clock, false);
        StampRing stamps = new StampRing(null);
        int[] targets = {ledger.targets.acquire(0, LOW, 0), ledger.targets.acquireOwn(0, LOW, 0, 0)};
        List<Model> models = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
            now += random.nextInt(3_000_000);
            clock.nanos();
            ledger.now = now;
            if (models.size() < 6 && random.nextInt(3) == 0) {
                Model model = new Model();
                model.slot = ledger.open(targets[random.nextInt(2)], 0, LOW, 0, TEMPLATE, SHAPE, model);
                models.add(model);
            } else if (!models.isEmpty()) {
                Model model = models.get(random.nextInt(models.size()));
                if (model.remembered) {
                    happen(ledger, stamps, model, random.nextInt(8));
                }
            }
            ledger.expire(now);
            for (Model model : models) {
                afterwards(ledger, model);
            }
        }
        now += 2 * TIMEOUT;
        clock.nanos();
        ledger.expire(now);
        for (Model model : models) {
            if (model.handed && !model.abandoned) {
                assertThat(model.outcomes()).isEqualTo(1);
            }
        }
        assertThat(ledger.inFlight(Family.IPV4)).isZero();
        now += 2 * ProbeTable.REMEMBERED_NANOS;
        ledger.expire(now);
    }

    /** Does a step to a probe, whether it belongs there or not. */
    private static void happen(ProbeLedger ledger, StampRing stamps, Model model, int what) {
        int slot = model.slot;
        byte state = ledger.probes.state[slot];
        switch (what) {
            case 0, 1 -> {
                ledger.probes.sentNanos[slot] = ledger.now;
                ledger.sent(slot, stamps);
                model.handed |= state == ProbeTable.UNSENT;
            }
            case 2 -> ledger.hold(slot, Errno.ENOBUFS);
            case 3 -> {
                ledger.sendFailed(slot, Errno.EPERM);
                model.remembered = state != ProbeTable.UNSENT;
            }
            case 4 -> ledger.error(slot, false);
            case 5 -> ledger.answered(slot);
            case 6 -> {
                ledger.abandon(slot, model);
                model.abandoned = true;
            }
            default -> ledger.error(slot, true);
        }
    }

    private static void afterwards(ProbeLedger ledger, Model model) {
        require(model.outcomes() <= 1, model);
        if (model.outcomes() == 1 && model.last() == ProbeEvent.Kind.SEND_FAILURE) {
            model.remembered = false; // its slot may be another's by now
            require(!model.events.contains(ProbeEvent.Kind.SENT), model);
        }
        if (model.events.contains(ProbeEvent.Kind.ICMP_ERROR)) {
            long hints = model.events.stream().filter(kind -> kind == ProbeEvent.Kind.ERROR_HINT).count();
            require(hints == 1 || hints == 2, model); // the second one is proven
        }
        if (model.events.contains(ProbeEvent.Kind.TIMEOUT)) {
            require(!model.events.contains(ProbeEvent.Kind.ERROR_HINT), model);
        }
        if (!model.remembered || model.abandoned) {
            return;
        }
        byte state = ledger.probes.state[model.slot];
        boolean undecided = state == ProbeTable.OPEN || state == ProbeTable.UNSENT;
        require(model.outcomes() == (undecided ? 0 : 1), model);
        require(model.events.contains(ProbeEvent.Kind.SENT) == (state != ProbeTable.UNSENT), model);
    }

    private static void require(boolean holds, Model model) {
        if (!holds) {
            throw new AssertionError("events: " + model.events);
        }
    }
}
