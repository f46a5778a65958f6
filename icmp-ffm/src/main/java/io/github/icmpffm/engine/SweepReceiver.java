package io.github.icmpffm.engine;

import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.ReceiveBatch;

/**
 * Takes the replies of a sweep and checks the proof each carries. All it keeps is a ring of the latest requests, and a bit for
 * each address that has answered while there are not too many for that. A reply proves the address it comes from; one from
 * another address proves the one that was asked as long as that is among the latest 65,536.
 */
final class SweepReceiver {

    /** Above this many addresses it is not kept who has answered: eight megabytes of bits are enough. */
    private static final long MOST_REMEMBERED = 1L << 26;

    private final EngineClock clock;
    private final AddressSpace space;
    private final SipHash proofs;
    private final byte[] payload;
    private final ProbeSink sink;
    private final SweepRing requests;
    private final long[] answered;
    private final IcmpView view = new IcmpView();
    private final RoundTrip roundTrip = new RoundTrip();
    private final ProbeEvent event = new ProbeEvent();

    private long wallOffset;
    private long steppedAt = Long.MIN_VALUE;
    private long answers;

    SweepReceiver(
            EngineClock clock,
            AddressSpace space,
            SipHash proofs,
            byte[] payload,
            SweepRing requests,
            ProbeSink sink) {
        this.clock = clock;
        this.space = space;
        this.proofs = proofs;
        this.payload = payload;
        this.requests = requests;
        this.sink = sink;
        this.answered = new long[space.size() > MOST_REMEMBERED ? 0 : (int) ((space.size() + 63) / 64)];
        this.wallOffset = clock.wallOffset();
    }

    boolean hasAnswered(long number) {
        return answered.length > 0 && (answered[(int) (number >> 6)] & (1L << number)) != 0;
    }

    /** How many addresses have answered; 0 where there are too many to remember. */
    long answers() {
        return answers;
    }

    /** Takes the channel's messages and stamps, at most so many batches. Returns whether nothing was left behind. */
    boolean receive(EchoChannel channel, int batches) {
        if (channel.onlySends) {
            receiveErrors(channel, 0);
            return true;
        }
        ReceiveBatch batch = channel.receiving;
        for (int round = 0; round < batches; round++) {
            int count = batch.receive(channel.socket, batch.capacity());
            if (count < 0) {
                channel.errorsQueued(true);
            }
            receiveErrors(channel, 0);
            if (count > 0) {
                take(channel, count);
            }
            if (count >= 0 && count < batch.capacity()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes all send stamps. Errors are counted only, for the sweep does not report them.
     *
     * @param errno what the kernel has returned for a send
     * @return how many ICMP errors there were for which the kernel would return that
     */
    int receiveErrors(EchoChannel channel, int errno) {
        if (errno == 0 && channel.errorsExpected() == 0) {
            return 0; // the kernel has reported none: a call returns the error of a datagram socket as well
        }
        ReceiveBatch batch = channel.errors;
        int explaining = 0;
        int count;
        do {
            count = batch.receiveErrors(channel.socket, batch.capacity());
            for (int i = 0; i < count; i++) {
                batch.select(i);
                if (batch.isSendStamp()) {
                    takeStamp(channel, batch.stampedMessage(), batch.stampNanos());
                } else if (batch.isIcmpError() && batch.errorErrno() == errno) {
                    explaining++;
                }
            }
        } while (count == batch.capacity());
        channel.errorsQueued(false);
        return explaining;
    }

    private void takeStamp(EchoChannel channel, int number, long stampNanos) {
        int sequence = channel.stamps.slot(number);
        channel.stamps.settle();
        if (!channel.stamps.isOfUnknown(number)) {
            requests.stamped(sequence, number, stampNanos);
        }
    }

    private void take(EchoChannel channel, int count) {
        ReceiveBatch batch = channel.receiving;
        long now = clock.nanos();
        long offset = clock.readWallOffset(now);
        if (Math.abs(offset - wallOffset) > EngineClock.STEP_NANOS) {
            steppedAt = now;
        }
        wallOffset = offset;
        for (int i = 0; i < count; i++) {
            batch.select(i);
            boolean wellFormed = !batch.isCut()
                    && (channel.receivesIpHeader()
                            ? view.wrapIpv4(batch.messages(), batch.offset(), batch.length())
                                    && view.checksumIsRight()
                            : view.wrap(channel.family(), batch.messages(), batch.offset(), batch.length()));
            if (wellFormed && view.isEchoReply() && view.code() == 0 && channel.isOurs(view.identifier())) {
                reply(channel, batch, now);
            }
        }
    }

    private void reply(EchoChannel channel, ReceiveBatch batch, long now) {
        EchoTemplate template = channel.template(payload);
        if (view.payloadLength() != template.payloadLength()) {
            return;
        }
        long high = batch.addressHigh();
        long low = batch.addressLow();
        int sequence = view.sequence();
        long time = template.stampIn(view.segment(), view.payloadOffset());
        long number = proves(template, high, low, time) ? space.numberOf(high, low) : -1;
        boolean isKnown = requests.holds(sequence, time); // else a later request has its place
        if (number < 0 && isKnown) { // another address may answer for one of the latest
            number = requests.number(sequence);
            int range = space.rangeOf(number);
            high = space.high(range);
            low = space.low(range, number);
            number = proves(template, high, low, time) ? number : -1;
        }
        if (number < 0) {
            return;
        }
        roundTrip.measure(
                time,
                isKnown ? requests.callNanos(sequence) : 0,
                time >= steppedAt ? wallOffset : Long.MIN_VALUE / 2,
                isKnown ? requests.stampNanos(sequence) : 0,
                now,
                wallOffset,
                batch.stampNanos());
        event.kind = markAnswered(number) ? ProbeEvent.Kind.REPLY : ProbeEvent.Kind.DUPLICATE;
        event.targetHigh = high;
        event.targetLow = low;
        event.fromHigh = batch.addressHigh();
        event.fromLow = batch.addressLow();
        event.fromScopeId = batch.addressScopeId();
        event.sequence = sequence;
        event.roundTripNanos = roundTrip.nanos();
        event.queuedNanos = roundTrip.queuedNanos();
        event.stamps = roundTrip.source();
        event.wallNanos = batch.stampNanos() != 0 ? batch.stampNanos() : now + wallOffset;
        event.hopLimit = channel.receivesIpHeader() ? view.ttl() : batch.hopLimit();
        event.bytes = (int) view.length();
        sink.on(event);
    }

    /** Whether the payload of the reply was sent to that address at that time. */
    private boolean proves(EchoTemplate template, long high, long low, long time) {
        return template.payloadMatches(
                view.segment(), view.payloadOffset(), view.payloadLength(), proofs.hash(high, low, time), time);
    }

    /** False if it was marked before; always true where there are too many to remember. */
    private boolean markAnswered(long number) {
        if (answered.length == 0) {
            return true;
        }
        int word = (int) (number >> 6);
        boolean first = (answered[word] & (1L << number)) == 0;
        answered[word] |= 1L << number;
        answers += first ? 1 : 0;
        return first;
    }
}
