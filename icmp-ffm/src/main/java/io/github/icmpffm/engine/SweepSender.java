package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.SendBatch;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a sweep's requests, each with its proof, and counts what becomes of them. A request's slot is its sequence number. */
final class SweepSender extends BatchSender {

    private final SipHash proofs;
    private final byte[] payload;
    private final SweepReceiver receiver;
    private final AtomicLong sent;
    private final AtomicLong failed;
    private int requests;

    /**
     * A sender for one thread.
     *
     * @param receiver who will want to know when each request was sent
     * @param sent counts those that the kernel has taken
     * @param failed counts those that it has not
     */
    SweepSender(
            EngineClock clock,
            SipHash proofs,
            byte[] payload,
            SweepReceiver receiver,
            AtomicLong sent,
            AtomicLong failed) {
        super(clock);
        this.proofs = proofs;
        this.payload = payload;
        this.receiver = receiver;
        this.sent = sent;
        this.failed = failed;
    }

    /**
     * Writes a request, to be sent by the next {@link #flush}.
     *
     * @return false if there is no room for it in the batch
     */
    boolean write(EchoChannel channel, long high, long low) {
        EchoTemplate template = channel.template(payload);
        if (!channel.hasRoomFor(template.length())) {
            return false;
        }
        long time = clock.nanos();
        SendBatch batch = channel.sending;
        int sequence = requests++ & 0xffff;
        channel.slots[batch.size()] = sequence;
        receiver.writing(sequence, time);
        long offset = batch.add(high, low, 0, template.length(), SendBatch.DEFAULT_HOP_LIMIT);
        template.write(batch.messages(), offset, sequence, proofs.hash(high, low, time), time);
        return true;
    }

    @Override
    int beforeSending(EchoChannel channel, int first) {
        return channel.sending.unsent();
    }

    @Override
    void sent(int sequence, int stampNumber) {
        receiver.sent(stampNumber, sequence);
        sent.lazySet(sent.get() + 1);
    }

    @Override
    void sendFailed(int sequence, int errno) {
        failed.lazySet(failed.get() + 1);
    }

    @Override
    void congested() {
        // It is the sweep's usual state at full speed.
    }

    @Override
    int receiveErrors(EchoChannel channel) {
        return receiver.receiveErrors(channel);
    }
}
