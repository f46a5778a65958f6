package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.SendBatch;

/**
 * Writes probes into a channel's batch, and enters into the ledger what becomes of them. A probe that the kernel does not
 * take waits, and with it what is launched to the same target later; both are tried again by {@link #retry}.
 */
final class ProbeSender extends BatchSender {

    /** {@link #launch}: this turn has launched enough. */
    static final int TURN_IS_FULL = -1;

    /** {@link #launch}: all sequence numbers of the target are under way. */
    static final int NO_NUMBER = -2;

    /**
     * How many probes a turn may launch: their answers and send stamps must find room in the receive buffer, which is
     * only emptied once a turn.
     */
    private static final int PROBES_A_TURN = 4 * EchoChannel.BATCH;

    /** How many probes that wait may be refused again in a turn, so that they do not take the time of others. */
    private static final int REFUSALS_A_TURN = 16;

    private final ProbeLedger ledger;
    private final ProbeTable probes;
    private final ProbeReceiver receiver;
    private final EchoChannels channels;
    private final LoopCounters counters;
    private final SipHash nonces;
    private final WaitingRoom.Retry retry = this::retry;
    private long launched;
    private int launchedThisTurn;
    private int refusedThisTurn;

    ProbeSender(
            EngineClock clock,
            ProbeLedger ledger,
            ProbeReceiver receiver,
            EchoChannels channels,
            LoopCounters counters) {
        super(clock);
        this.ledger = ledger;
        this.probes = ledger.probes;
        this.receiver = receiver;
        this.channels = channels;
        this.counters = counters;
        nonces = new SipHash(Randomness.nextLong(), Randomness.nextLong());
    }

    /** A new turn begins: tries again what waits and is due. */
    void beginTurn() {
        launchedThisTurn = 0;
        refusedThisTurn = 0;
        if (!ledger.waiting.isEmpty()) {
            ledger.waiting.retry(clock.latest(), retry);
        }
    }

    /** Whether nothing more may be launched in this turn. */
    boolean isTurnFull() {
        return launchedThisTurn >= PROBES_A_TURN;
    }

    /**
     * Writes a probe, to be sent by the next {@link #flush} or, if the batch is full, at once.
     *
     * @param target the number of that target in {@link ProbeLedger#targets}
     * @return its slot, {@link #TURN_IS_FULL} or {@link #NO_NUMBER}
     */
    int launch(int target, long high, long low, int scopeId, ProbeShape shape, ProbeSink sink) {
        if (isTurnFull()) {
            return TURN_IS_FULL;
        }
        EchoChannel channel = channels.of(high, low, clock.latest());
        EchoTemplate template = channel.template(shape.payload());
        long nonce = nonces.hash(launched++);
        int slot = ledger.open(target, high, low, scopeId, template, shape, sink);
        if (slot == ProbeTable.NONE) {
            return NO_NUMBER;
        }
        nonce = ProbeTable.named(nonce, slot);
        if (shape.constantChecksum()) {
            nonce = template.balanced(probes.sequence[slot], nonce);
        }
        probes.nonce[slot] = nonce;
        launchedThisTurn++;
        if (ledger.waiting.isWaiting(target) || isToWait(channel, target)) {
            ledger.hold(slot, Errno.ENOBUFS);
        } else {
            write(channel, slot);
        }
        return slot;
    }

    /** Whether the target has its share of a crowded queue. */
    private boolean isToWait(EchoChannel channel, int target) {
        if (!channel.isCrowded()) {
            return false;
        }
        flush(channel);
        receiver.receiveErrors(channel, 0);
        return channel.isCrowded() && ledger.targets.unstamped(target) >= channel.queueDepth();
    }

    private void write(EchoChannel channel, int slot) {
        EchoTemplate template = probes.template[slot];
        if (template == null) {
            throw new IllegalStateException("slot " + slot + " has no probe");
        }
        if (!channel.hasRoomFor(template.length())) {
            flush(channel);
            channel.hasRoomFor(template.length());
        }
        SendBatch batch = channel.sending;
        channel.slots[batch.size()] = slot;
        long offset = batch.add(
                probes.targetHigh[slot],
                probes.targetLow[slot],
                probes.scopeId[slot],
                template.length(),
                probes.hopLimit[slot]);
        template.write(batch.messages(), offset, probes.sequence[slot], probes.nonce[slot]);
    }

    /** Tries what waits for that target, in its order, until the kernel refuses again. */
    private void retry(int target) {
        WaitingRoom waiting = ledger.waiting;
        while (waiting.isWaiting(target)) {
            int slot = waiting.first(target);
            EchoChannel channel = channels.of(probes.targetHigh[slot], probes.targetLow[slot], clock.latest());
            if (isTurnFull() || refusedThisTurn >= REFUSALS_A_TURN || isToWait(channel, target)) {
                waiting.postpone(target, clock.latest());
                return;
            }
            launchedThisTurn++;
            write(channel, slot);
            flush(channel);
            if (waiting.isWaiting(target) && waiting.first(target) == slot) {
                refusedThisTurn++;
                return;
            }
        }
    }

    @Override
    int beforeSending(EchoChannel channel, int first) {
        long now = clock.nanos();
        long wallOffset = clock.recentWallOffset(now);
        int count = Math.min(channel.burst(), channel.sending.unsent());
        for (int i = first; i < first + count; i++) {
            probes.sentNanos[channel.slots[i]] = now;
            probes.sentWallOffset[channel.slots[i]] = wallOffset;
        }
        return count;
    }

    @Override
    void sent(EchoChannel channel, int index, long returnedNanos) {
        int slot = channel.slots[index];
        probes.sendCallNanos[slot] = (int) Math.min(returnedNanos - probes.sentNanos[slot], Integer.MAX_VALUE);
        ledger.sent(slot, channel.stamps);
    }

    @Override
    void refused(EchoChannel channel, int index, int errno) {
        ledger.hold(channel.slots[index], errno);
    }

    @Override
    void failed(EchoChannel channel, int index, int errno) {
        ledger.sendFailed(channel.slots[index], errno);
    }

    @Override
    void congested() {
        counters.congested();
    }

    @Override
    int receiveErrors(EchoChannel channel, int errno) {
        channel.errorsQueued(true);
        return receiver.receiveErrors(channel, errno);
    }
}
