package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.SendBatch;

/** Writes probes into a channel's batch, and enters into the ledger what becomes of them. */
final class ProbeSender extends BatchSender {

    /** {@link #launch}: there is no room now. */
    static final int NO_ROOM = -1;

    /**
     * How many probes a turn may launch: their answers and send stamps must find room in the receive buffer, which is
     * only emptied once a turn.
     */
    private static final int PROBES_A_TURN = 4 * EchoChannel.BATCH;

    private final ProbeLedger ledger;
    private final ProbeReceiver receiver;
    private final LoopCounters counters;
    private final SipHash nonces;
    private long launched;
    private int launchedThisTurn;

    ProbeSender(EngineClock clock, ProbeLedger ledger, ProbeReceiver receiver, LoopCounters counters) {
        super(clock);
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
            nonce = template.balanced(ledger.probes.sequence[slot], nonce);
        }
        ledger.probes.nonce[slot] = nonce;
        SendBatch batch = channel.sending;
        launchedThisTurn++;
        channel.slots[batch.size()] = slot;
        long offset = batch.add(high, low, scopeId, template.length(), shape.hopLimit());
        template.write(batch.messages(), offset, ledger.probes.sequence[slot], nonce);
        return slot;
    }

    @Override
    int beforeSending(EchoChannel channel, int first) {
        int count = Math.min(channel.burst(), channel.sending.unsent());
        long wallOffset = clock.recentWallOffset(clock.latest());
        long now = clock.nanos();
        for (int i = first; i < first + count; i++) {
            ledger.probes.sentNanos[channel.slots[i]] = now;
            ledger.probes.sentWallOffset[channel.slots[i]] = wallOffset;
        }
        return count;
    }

    @Override
    void sent(int slot, int stampNumber) {
        ledger.sent(slot, stampNumber);
    }

    @Override
    void sendFailed(int slot, int errno) {
        ledger.sendFailed(slot, errno);
    }

    @Override
    void congested() {
        counters.congested();
    }

    @Override
    int receiveErrors(EchoChannel channel) {
        channel.errorsQueued(true);
        return receiver.receiveErrors(channel);
    }
}
