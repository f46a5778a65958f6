package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.SendBatch;

/**
 * Writes a sweep's requests, each with its proof, and counts what becomes of them. A request's slot is its sequence number.
 *
 * <p>What the kernel does not take is held and tried again, no longer than a request's timeout. If in all that time it has
 * taken nothing at all, what follows is given up sooner: the kernel refuses for good, and the sweep must end.
 *
 * <p>An IPv6 datagram socket is not told what this host's own queue has dropped. There few requests are sent before the
 * stamps of earlier ones say that those have left this host; the others are held meanwhile.
 */
final class SweepSender extends BatchSender {

    private static final long RETRY_NANOS = 1_000_000;

    /** How long requests are tried again when the kernel has taken none for a whole timeout. */
    private static final long SHORT_PATIENCE_NANOS = 10_000_000;

    /** How many requests may be without their stamps where the kernel does not report what it drops. */
    private static final int UNREPORTED_QUEUE = 8;

    /**
     * How long stamps are waited for since the latest one came. Those of requests to neighbours that are not there never come: of
     * such the kernel resolves 1,024 at once in three seconds (gc_thresh3), and these are as many.
     */
    private static final long STAMPS_NANOS = 25_000_000;

    private final AddressSpace space;
    private final EchoChannels channels;
    private final SipHash proofs;
    private final byte[] payload;
    private final long patienceNanos;
    private final SweepRing sent;
    private final SweepReceiver receiver;
    private final SweepCounters counters;
    private final HeldAddresses held = new HeldAddresses();

    private int requests;
    private long nextRetryNanos;
    private long lastSentNanos;
    private boolean isHopeless;

    /** Since when as many stamps have been missing, and how many; not asked again before that time. */
    private long crowdedSince;

    private int crowd;
    private long nextCrowdNanos;

    /**
     * A sender for one thread.
     *
     * @param patienceNanos how long a request that the kernel does not take is tried again
     * @param sent what is remembered of the latest requests
     * @param receiver takes what is in the error queue
     */
    SweepSender(
            EngineClock clock,
            EchoChannels channels,
            AddressSpace space,
            SipHash proofs,
            byte[] payload,
            long patienceNanos,
            SweepRing sent,
            SweepReceiver receiver,
            SweepCounters counters) {
        super(clock);
        this.channels = channels;
        this.space = space;
        this.proofs = proofs;
        this.payload = payload;
        this.patienceNanos = patienceNanos;
        this.sent = sent;
        this.receiver = receiver;
        this.counters = counters;
        lastSentNanos = clock.nanos();
    }

    /** Whether a batch of new requests may be written: there is room to hold all of them. */
    boolean takesMore() {
        return held.hasRoomFor(EchoChannel.BATCH);
    }

    /** Whether requests are to be tried again. */
    boolean holdsAny() {
        return held.size() > 0;
    }

    /** When held requests are tried again. */
    long nextRetryNanos() {
        return holdsAny() ? nextRetryNanos : TimerWheel.NEVER;
    }

    /** Tries again what is held, if it is time. */
    void retry() {
        if (!holdsAny() || clock.latest() < nextRetryNanos) {
            return;
        }
        nextRetryNanos = clock.latest() + RETRY_NANOS;
        for (int left = held.size(); left > 0;) {
            EchoChannel channel = null;
            int batch = Math.min(left, EchoChannel.BATCH);
            left -= batch;
            int before = held.size();
            for (int i = 0; i < batch; i++) {
                long number = held.firstNumber();
                long heldSince = held.firstSince();
                EchoChannel own = channel(number);
                if (channel != null && channel != own) {
                    flush(channel);
                }
                channel = own;
                held.removeFirst();
                if (isCrowded(own)) {
                    held.add(number, heldSince);
                    continue;
                }
                int range = space.rangeOf(number);
                write(channel, number, space.high(range), space.low(range, number), heldSince);
            }
            if (channel != null) {
                flush(channel);
            }
            if (held.size() == before) {
                return; // none of them was taken
            }
        }
    }

    private EchoChannel channel(long number) {
        int range = space.rangeOf(number);
        return channels.of(space.high(range), space.low(range, number), clock.latest());
    }

    /** Writes the request to the address of that number, to be sent by the next {@link #flush}. */
    void write(long number) {
        int range = space.rangeOf(number);
        long high = space.high(range);
        long low = space.low(range, number);
        EchoChannel channel = channels.of(high, low, clock.latest());
        if (isCrowded(channel)) {
            hold(number, 0);
        } else {
            write(channel, number, high, low, 0);
        }
    }

    /** Whether what is sent next by the channel might be dropped without a word. */
    private boolean isCrowded(EchoChannel channel) {
        if (channel.isRaw() || channel.family() == Family.IPV4 || !isQueueUsed(channel)) {
            return false;
        }
        long now = clock.nanos();
        if (now < nextCrowdNanos) {
            return true;
        }
        flush(channel);
        receiveErrors(channel, 0);
        int awaited = channel.stamps.awaited();
        if (awaited < crowd || crowd == 0) {
            crowdedSince = now;
        } else if (now - crowdedSince > STAMPS_NANOS) {
            channel.stamps.settleAll();
        }
        boolean isCrowded = isQueueUsed(channel);
        crowd = isCrowded ? awaited : 0;
        nextCrowdNanos = isCrowded ? now + RETRY_NANOS : now;
        return isCrowded;
    }

    private static boolean isQueueUsed(EchoChannel channel) {
        return channel.stamps.awaited() + channel.sending.size() >= UNREPORTED_QUEUE;
    }

    private void hold(long number, long refusedNanos) {
        if (!holdsAny()) {
            nextRetryNanos = clock.latest() + RETRY_NANOS;
        }
        held.add(number, refusedNanos);
    }

    private void write(EchoChannel channel, long number, long high, long low, long refusedNanos) {
        EchoTemplate template = channel.template(payload);
        if (!channel.hasRoomFor(template.length())) {
            flush(channel);
            channel.hasRoomFor(template.length());
        }
        long time = clock.nanos();
        SendBatch batch = channel.sending;
        int sequence = requests++ & 0xffff;
        channel.slots[batch.size()] = sequence;
        channel.numbers[batch.size()] = number;
        channel.since[batch.size()] = refusedNanos;
        sent.written(sequence, number, time);
        long offset = batch.add(high, low, 0, template.length(), SendBatch.DEFAULT_HOP_LIMIT);
        template.write(batch.messages(), offset, sequence, proofs.hash(high, low, time), time);
    }

    @Override
    int beforeSending(EchoChannel channel, int first) {
        return channel.sending.unsent();
    }

    @Override
    void sent(EchoChannel channel, int index, long returnedNanos) {
        int sequence = channel.slots[index];
        sent.sent(sequence, channel.stamps.number(sequence), returnedNanos);
        lastSentNanos = returnedNanos;
        isHopeless = false;
        counters.sent();
    }

    @Override
    void refused(EchoChannel channel, int index, int errno) {
        long now = clock.latest();
        long refusedNanos = channel.since[index] == 0 ? now : channel.since[index];
        if (now - refusedNanos > (isHopeless ? SHORT_PATIENCE_NANOS : patienceNanos)) {
            isHopeless |= lastSentNanos < refusedNanos;
            counters.failed(errno);
        } else {
            hold(channel.numbers[index], refusedNanos);
        }
    }

    @Override
    void failed(EchoChannel channel, int index, int errno) {
        counters.failed(errno);
    }

    @Override
    void congested() {
        // It is the sweep's usual state at full speed.
    }

    @Override
    int receiveErrors(EchoChannel channel, int errno) {
        return receiver.receiveErrors(channel, errno);
    }
}
