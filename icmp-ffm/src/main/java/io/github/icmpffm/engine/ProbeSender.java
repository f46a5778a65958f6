package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.SendBatch;

/** Writes probes into a channel's batch and hands the batch to the kernel. */
final class ProbeSender {

    /** {@link #launch}: there is no room now. */
    static final int NO_ROOM = -1;

    /**
     * How many probes a turn may launch: their answers and send stamps must find room in the receive buffer, which is
     * only emptied once a turn.
     */
    private static final int PROBES_A_TURN = 4 * EchoChannel.BATCH;

    /** How many times sending a message must fail, without another error to blame, to be believed. */
    private static final int FAILURES_BELIEVED = 3;

    /** How many failures may be blamed on errors of earlier packets, of which a stranger can send as many as he likes. */
    private static final int MOST_EXCUSED = 1024;

    private final EngineClock clock;
    private final ProbeLedger ledger;
    private final ProbeReceiver receiver;
    private final LoopCounters counters;
    private final SipHash nonces;
    private long launched;
    private int launchedThisTurn;

    ProbeSender(EngineClock clock, ProbeLedger ledger, ProbeReceiver receiver, LoopCounters counters) {
        this.clock = clock;
        this.ledger = ledger;
        this.receiver = receiver;
        this.counters = counters;
        nonces = new SipHash(Randomness.nextLong(), Randomness.nextLong());
    }

    /** A new turn begins. */
    void beginTurn() {
        launchedThisTurn = 0;
    }

    /** Whether nothing more may be launched in this turn. */
    boolean isTurnFull() {
        return launchedThisTurn >= PROBES_A_TURN;
    }

    /**
     * Writes a probe, to be sent by the next {@link #flush} or, if the batch is full, at once.
     *
     * @param target the number of that target in {@link ProbeLedger#targets}
     * @return its slot, or {@link #NO_ROOM}
     */
    int launch(
            EchoChannel channel, int target, long high, long low, int scopeId, ProbeShape shape, ProbeSink sink) {
        if (isTurnFull()) {
            return NO_ROOM;
        }
        EchoTemplate template = channel.template(shape.payload());
        if (!channel.hasRoomFor(template.length())) {
            flush(channel);
            if (!channel.hasRoomFor(template.length())) {
                return NO_ROOM;
            }
        }
        long nonce = nonces.hash(launched++);
        int slot = ledger.open(target, high, low, scopeId, template, shape.timeoutNanos(), sink);
        if (slot == ProbeTable.NONE) {
            return NO_ROOM;
        }
        if (shape.constantChecksum()) {
            nonce = EchoTemplate.balanced(ledger.probes.sequence[slot], nonce);
        }
        ledger.probes.nonce[slot] = nonce;
        SendBatch batch = channel.sending;
        launchedThisTurn++;
        channel.slots[batch.size()] = slot;
        long offset = batch.add(high, low, scopeId, template.length(), shape.hopLimit());
        template.write(batch.messages(), offset, ledger.probes.sequence[slot], nonce);
        return slot;
    }

    /** Sends what is in the batch, as far as the kernel takes it; the rest stays for the next call. */
    void flush(EchoChannel channel) {
        SendBatch batch = channel.sending;
        if (batch.size() == 0 || channel.isPutOff(clock.latest())) {
            return;
        }
        int failures = 0;
        int excused = 0;
        while (batch.unsent() > 0) {
            int first = batch.size() - batch.unsent();
            int burst = Math.min(channel.burst(), batch.unsent());
            long now = stampBefore(channel, first, burst);
            int result = batch.send(channel.socket, burst);
            if (result > 0) {
                failures = 0;
                for (int i = first; i < first + result; i++) {
                    ledger.sent(channel.slots[i], channel.numberStamp(channel.slots[i]));
                }
            } else if (EchoChannel.isCongestion(-result)) {
                counters.congested();
                restartStamps(channel);
                channel.putOff(-result, now);
                return;
            } else if (result != -Errno.EINTR) {
                // It may be the error of an earlier packet, which the kernel tells once: then it is in the error queue, too.
                long errorsBefore = receiver.queuedErrors();
                restartStamps(channel);
                boolean isOfEarlierPacket = receiver.queuedErrors() != errorsBefore && excused++ < MOST_EXCUSED;
                if (!isOfEarlierPacket && ++failures == FAILURES_BELIEVED) {
                    failures = 0;
                    ledger.sendFailed(channel.slots[first], -result);
                    batch.skip();
                }
            }
        }
        batch.clear();
    }

    /** A send that failed may or may not have used up the number of a stamp. */
    private void restartStamps(EchoChannel channel) {
        channel.errorsQueued(true);
        receiver.receiveErrors(channel);
        channel.restartStamps();
    }

    private long stampBefore(EchoChannel channel, int first, int count) {
        long wallOffset = clock.recentWallOffset(clock.latest());
        long now = clock.nanos();
        for (int i = first; i < first + count; i++) {
            ledger.probes.sentNanos[channel.slots[i]] = now;
            ledger.probes.sentWallOffset[channel.slots[i]] = wallOffset;
        }
        return now;
    }
}
