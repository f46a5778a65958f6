package io.github.icmpffm.engine;

import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpType;
import io.github.icmpffm.packet.IcmpView;
import io.github.icmpffm.socket.ReceiveBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what a channel has received, finds whose it is, and enters it into the ledger: first the send stamps, then the
 * messages, then the errors from the error queue, so that a reply that came before an error counts.
 */
final class ProbeReceiver {

    private final EngineClock clock;
    private final ProbeLedger ledger;
    private final ProbeTable probes;
    private final ReplyMatcher matcher;
    private final LoopCounters counters;
    private final IcmpView view = new IcmpView();
    private final RoundTrip roundTrip = new RoundTrip();
    private final List<QueuedHint> hints = new ArrayList<>();
    private long wallOffset;
    private boolean wallOffsetIsRead;
    private long arrivalNanos;

    /** An error from the error queue, to be entered when the messages have been. */
    private record QueuedHint(int slot, long nonce, boolean isNotice, HeldError error, long now, long receiveStamp) {}

    ProbeReceiver(EngineClock clock, ProbeLedger ledger, LoopCounters counters) {
        this.clock = clock;
        this.ledger = ledger;
        this.probes = ledger.probes;
        this.matcher = new ReplyMatcher(ledger.probes, ledger.acceptsResized);
        this.counters = counters;
    }

    /**
     * Takes the channel's messages, and its send stamps and errors. Once the last probe in flight has its reply it does
     * not ask the kernel whether there is anything else: that costs as much as a reply, and the next turn or poll tells.
     *
     * @param batches how many batches of messages at most
     * @return whether nothing was left behind that a probe waits for; else see {@link #arrivalNanos}
     */
    boolean receive(EchoChannel channel, int batches) {
        if (channel.onlySends) {
            channel.worthALook(false);
            receiveErrors(channel, 0);
            return true;
        }
        boolean drained = receiveMessages(channel, batches);
        enterHints(channel);
        return drained;
    }

    /** When the last message that was taken had arrived at this host; what is left behind has arrived since. Monotonic. */
    long arrivalNanos() {
        return arrivalNanos;
    }

    private boolean receiveMessages(EchoChannel channel, int batches) {
        ReceiveBatch batch = channel.receiving;
        boolean waiting = ledger.inFlight(channel.family()) > 0;
        int limit = waiting ? Math.min(ledger.inFlight(channel.family()), batch.capacity()) : batch.capacity();
        channel.worthALook(false);
        for (int round = 0; round < batches; round++) {
            int count = batch.receive(channel.socket, limit);
            if (count < 0) { // the error of an earlier packet, which the kernel tells once
                channel.errorsQueued(true);
            }
            receiveErrors(channel, 0); // now the send stamps of all that was answered are there
            if (count >= 0) {
                take(channel, count);
                if (count < limit || (waiting && ledger.inFlight(channel.family()) == 0)) {
                    return true;
                }
            }
            limit = batch.capacity();
        }
        return false;
    }

    private void take(EchoChannel channel, int count) {
        if (count == 0) {
            return;
        }
        ReceiveBatch batch = channel.receiving;
        long now = clock.nanos();
        ledger.now = now;
        wallOffsetIsRead = false;
        for (int i = 0; i < count; i++) {
            batch.select(i);
            countDrops(channel, batch.drops());
            take(channel, batch, now);
        }
        arrivalNanos = batch.stampNanos() == 0 ? now : batch.stampNanos() - clock.recentWallOffset(now);
    }

    private void take(EchoChannel channel, ReceiveBatch batch, long now) {
        if (!wrap(channel, batch)) {
            counters.malformed();
            return;
        }
        ProbeEvent event = ledger.event;
        if (channel.receivesIpHeader()) {
            event.fromHigh = view.sourceHigh();
            event.fromLow = view.sourceLow();
            event.fromScopeId = 0;
            event.hopLimit = view.ttl();
        } else {
            event.fromHigh = batch.addressHigh();
            event.fromLow = batch.addressLow();
            event.fromScopeId = batch.addressScopeId();
            event.hopLimit = batch.hopLimit();
        }
        event.bytes = (int) view.length();
        event.wallNanos = batch.stampNanos() != 0 ? batch.stampNanos() : now + clock.recentWallOffset(now);
        if (view.isEchoReply()) {
            reply(channel, batch, now);
        } else if (view.isError() || view.isNotice()) {
            event.type = view.type();
            event.code = view.code();
            event.restOfHeader = view.restOfHeader();
            event.extensions = view.segment();
            event.extensionsOffset = view.extensionsOffset();
            event.extensionsLength = view.extensionsLength();
            int slot = matcher.matchQuote(channel, view);
            aboutRequest(channel, slot, view.isNotice(), matcher.isGenuine(), now, batch.stampNanos());
        } else {
            counters.foreign();
        }
    }

    private boolean wrap(EchoChannel channel, ReceiveBatch batch) {
        if (!channel.receivesIpHeader()) {
            return view.wrap(channel.family(), batch.messages(), batch.offset(), batch.length());
        }
        return batch.isCut()
                ? view.wrapCutIpv4(batch.messages(), batch.offset(), batch.length())
                : view.wrapIpv4(batch.messages(), batch.offset(), batch.length());
    }

    private void reply(EchoChannel channel, ReceiveBatch batch, long now) {
        ProbeEvent event = ledger.event;
        int slot = matcher.matchReply(channel, view, event.fromHigh, event.fromLow, batch.isCut());
        if (slot == ReplyMatcher.FOREIGN || probes.state[slot] == ProbeTable.UNSENT) {
            counters.foreign();
            return;
        }
        measure(channel, slot, now, batch.stampNanos());
        if (!matcher.isGenuine()) {
            event.damage = matcher.damage();
            event.template = probes.template[slot];
            event.nonce = probes.nonce[slot];
            event.payload = view.segment();
            event.payloadOffset = view.payloadOffset();
            event.payloadLength = view.payloadLength();
            ledger.tell(slot, ProbeEvent.Kind.CORRUPTED);
        } else if (probes.state[slot] == ProbeTable.ANSWERED) {
            ledger.tell(slot, ProbeEvent.Kind.DUPLICATE);
        } else if (probes.state[slot] == ProbeTable.UNANSWERED) {
            ledger.tell(slot, ProbeEvent.Kind.LATE);
        } else if (roundTrip.nanos() > probes.timeoutNanos[slot]) {
            long receivedAt = event.wallNanos;
            ledger.timedOut(slot); // it came too late, only nobody has looked since
            event.wallNanos = receivedAt;
            ledger.tell(slot, ProbeEvent.Kind.LATE);
        } else {
            ledger.answered(slot);
        }
    }

    private void measure(EchoChannel channel, int slot, long now, long receiveStamp) {
        roundTrip.measure(
                probes.sentNanos[slot],
                probes.sendCallNanos[slot],
                probes.sentWallOffset[slot],
                probes.sendStamp[slot],
                now,
                wallOffset(channel, slot, now),
                receiveStamp);
        ledger.event.roundTripNanos = roundTrip.nanos();
        ledger.event.queuedNanos = roundTrip.queuedNanos();
        ledger.event.stamps = roundTrip.source();
    }

    /**
     * The clocks' distance on receiving the answer to that probe. Of one that took less than a step may, the receive stamp's
     * place between the two readings of the monotonic clock tells as much as another reading of the wall clock would.
     */
    private long wallOffset(EchoChannel channel, int slot, long now) {
        if (now - probes.sentNanos[slot] < EngineClock.STEP_NANOS) {
            return probes.sentWallOffset[slot];
        }
        if (!wallOffsetIsRead) {
            wallOffsetIsRead = true;
            wallOffset = channel.wallOffset(clock, now);
        }
        return wallOffset;
    }

    /** An error or notice about the request of that slot; an error about a probe with an outcome changes nothing. */
    private void aboutRequest(
            EchoChannel channel, int slot, boolean notice, boolean isProven, long now, long receiveStamp) {
        if (slot == ReplyMatcher.FOREIGN || probes.state[slot] == ProbeTable.UNSENT) {
            counters.foreign();
        } else if (notice) {
            ledger.tell(slot, ProbeEvent.Kind.NOTICE);
        } else if (probes.state[slot] == ProbeTable.OPEN) {
            measure(channel, slot, now, receiveStamp);
            ledger.error(slot, isProven);
        }
    }

    // ---- the error queue

    /**
     * Takes the send stamps that are awaited. Where the kernel has said that there are errors it takes all there is; on a
     * raw socket, which gets its errors as messages, those are only counted.
     *
     * @param errno what the kernel has returned for a send
     * @return how many ICMP errors there were for which the kernel would return that
     */
    int receiveErrors(EchoChannel channel, int errno) {
        ReceiveBatch batch = channel.errors;
        int explaining = 0;
        for (int limit = channel.errorsExpected(); limit > 0; limit = channel.errorsExpected()) {
            int count = batch.receiveErrors(channel.socket, limit);
            for (int i = 0; i < count; i++) {
                batch.select(i);
                if (batch.isSendStamp()) {
                    takeStamp(channel, batch);
                } else if (batch.isIcmpError()) {
                    explaining += batch.errorErrno() == errno ? 1 : 0;
                    if (!channel.isRaw() && batch.hasAddress()) {
                        queuedError(channel, batch);
                    }
                }
            }
            if (count < limit) {
                channel.errorsQueued(false);
                if (ledger.inFlight(channel.family()) == 0) {
                    channel.stamps.settleAll();
                }
                break;
            }
        }
        return explaining;
    }

    private void takeStamp(EchoChannel channel, ReceiveBatch batch) {
        int number = batch.stampedMessage();
        int slot = channel.stamps.slot(number);
        if (probes.state[slot] != ProbeTable.FREE
                && probes.stampNumber[slot] == number
                && probes.stamps[slot] == channel.stamps) {
            channel.stamps.settle();
            ledger.stamped(slot, batch.stampNanos());
        } else if (channel.stamps.isOfUnknown(number)) {
            channel.stamps.settle();
        }
    }

    private void queuedError(EchoChannel channel, ReceiveBatch batch) {
        Family family = channel.family();
        boolean notice = IcmpType.isNotice(family, batch.errorType());
        if (!view.wrap(family, batch.messages(), batch.offset(), batch.length()) || !view.isEchoRequest()) {
            counters.malformed();
            return;
        }
        int slot = matcher.matchQueued(channel, batch.addressHigh(), batch.addressLow(), view);
        if (slot == ReplyMatcher.FOREIGN) {
            counters.foreign();
            return;
        }
        ProbeEvent event = ledger.event;
        event.fromHigh = batch.hasOffender() ? batch.offenderHigh() : batch.addressHigh();
        event.fromLow = batch.hasOffender() ? batch.offenderLow() : batch.addressLow();
        event.fromScopeId = batch.hasOffender() ? batch.offenderScopeId() : batch.addressScopeId();
        event.hopLimit = batch.hopLimit();
        event.bytes = batch.length();
        long now = clock.nanos();
        event.wallNanos = batch.stampNanos() != 0 ? batch.stampNanos() : now + clock.recentWallOffset(now);
        event.type = batch.errorType();
        event.code = batch.errorCode();
        event.restOfHeader = ErrorText.restOfHeader(family, batch.errorType(), batch.errorInfo());
        event.extensions = batch.messages();
        event.extensionsOffset = batch.offset() + batch.errorExtensionsOffset();
        event.extensionsLength = batch.offset() + batch.length() - event.extensionsOffset;
        HeldError error = new HeldError(event, matcher.isGenuine());
        hints.add(new QueuedHint(slot, probes.nonce[slot], notice, error, now, batch.stampNanos()));
        channel.worthALook(true);
    }

    private void enterHints(EchoChannel channel) {
        if (hints.isEmpty()) {
            return;
        }
        for (QueuedHint hint : hints) {
            if (probes.state[hint.slot] != ProbeTable.FREE && probes.nonce[hint.slot] == hint.nonce) {
                hint.error.restore(ledger.event);
                ledger.now = hint.now;
                wallOffsetIsRead = false;
                aboutRequest(channel, hint.slot, hint.isNotice, hint.error.isProven(), hint.now, hint.receiveStamp);
            }
        }
        hints.clear();
    }

    private void countDrops(EchoChannel channel, long drops) {
        if (drops >= 0 && drops != channel.drops) {
            counters.dropped((drops - channel.drops) & 0xffff_ffffL);
            channel.drops = drops;
            ledger.latestDropNanos = clock.latest();
        }
    }
}
