package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;
import java.lang.System.Logger.Level;

/**
 * What becomes of each probe: opened, sent, ended with its one outcome, remembered for a while, forgotten. Keeps the
 * probes, their targets, their timeouts and what waits to be sent in step, and reports to the sinks.
 *
 * <p>A probe goes UNSENT → OPEN → ANSWERED or UNANSWERED, or from UNSENT to its end as a send failure. Each step checks
 * where the probe is: a step that does not belong there is logged and changes nothing, so that no probe ever has two
 * outcomes.
 */
final class ProbeLedger {

    private static final int INITIAL_PROBES = 256;
    private static final int ANSWERED_LIMIT = 1 << 16;
    private static final int UNANSWERED_LIMIT = 1 << 18;

    final ProbeTable probes = new ProbeTable(INITIAL_PROBES, ANSWERED_LIMIT, UNANSWERED_LIMIT);
    final TargetTable targets = new TargetTable(INITIAL_PROBES);
    final WaitingRoom waiting = new WaitingRoom();

    /** What {@link #tell} reports; whoever knows more than the probe's own fields fills them in before. */
    final ProbeEvent event = new ProbeEvent();

    /** When the kernel last dropped something for want of room, which may have been a send stamp. */
    long latestDropNanos = Long.MIN_VALUE;

    /** When what is entered has been seen: once for all that was taken in one system call. */
    long now;

    /** Whether a reply that differs only in length is one. */
    final boolean acceptsResized;

    private final EngineClock clock;
    private final TimerWheel timeouts;
    private final TimerWheel.Expiry timedOut = this::timedOut;

    // Probes that were sent and have no outcome.
    private int inFlightIpv4;
    private int inFlightIpv6;

    /** Whether a sequence number has come free since {@link #takeNumbersFreed}, while somebody waited for one. */
    private boolean numbersFreed;

    private boolean numbersWanted;

    /**
     * An empty ledger.
     *
     * @param acceptsResized whether a reply that differs only in length is one
     */
    ProbeLedger(EngineClock clock, boolean acceptsResized) {
        this.clock = clock;
        this.acceptsResized = acceptsResized;
        timeouts = new TimerWheel(INITIAL_PROBES, clock.nanos());
    }

    /**
     * Takes a slot for a probe with the target's next sequence number that is not under way.
     *
     * @param target its number in {@link #targets}
     * @return the slot, or {@link ProbeTable#NONE} if all 65,536 are
     */
    int open(int target, long high, long low, int scopeId, EchoTemplate template, ProbeShape shape, ProbeSink sink) {
        if (targets.hasWrapped(target) && !passOpenSequences(target, high, low)) {
            numbersWanted = true;
            return ProbeTable.NONE;
        }
        targets.share(target);
        if (probes.isFull()) {
            timeouts.grow(2 * probes.capacity());
        }
        int slot = probes.add(high, low, targets.nextSequence(target));
        targets.advanceSequence(target);
        probes.target[slot] = target;
        probes.scopeId[slot] = scopeId;
        probes.hopLimit[slot] = shape.hopLimit();
        probes.timeoutNanos[slot] = shape.timeoutNanos();
        probes.template[slot] = template;
        probes.sink[slot] = sink;
        if (acceptsResized || !template.carriesNonce()) {
            probes.addNameless(slot);
        }
        return slot;
    }

    private boolean passOpenSequences(int target, long high, long low) {
        for (int tries = 0; tries <= 0xffff; tries++) {
            int slot = probes.findOf(target, high, low, targets.nextSequence(target));
            if (slot == ProbeTable.NONE) {
                return true;
            }
            if (!isUndecided(slot)) {
                forget(slot);
                return true;
            }
            targets.advanceSequence(target);
        }
        return false;
    }

    /** Whether a sequence number has come free since this was last asked, if {@link #open} has found none. */
    boolean takeNumbersFreed() {
        boolean freed = numbersFreed;
        numbersFreed = false;
        if (freed) {
            numbersWanted = false;
        }
        return freed;
    }

    private boolean isUndecided(int slot) {
        return probes.state[slot] == ProbeTable.OPEN || probes.state[slot] == ProbeTable.UNSENT;
    }

    /** The kernel does not take the probe now. It waits to be tried again, no longer than its timeout. */
    void hold(int slot, int errno) {
        if (!is(slot, ProbeTable.UNSENT, "refused")) {
            return;
        }
        long nowNanos = clock.latest();
        if (!timeouts.isRunning(slot)) {
            timeouts.start(slot, nowNanos + probes.timeoutNanos[slot]);
        }
        int target = probes.target[slot];
        if (waiting.isWaiting(target) && waiting.first(target) == slot) {
            waiting.refusedAgain(target, errno, nowNanos);
        } else {
            waiting.add(target, slot, probes.capacity(), errno, nowNanos);
        }
    }

    /**
     * The kernel has taken the probe; its timeout runs from the time of the send call.
     *
     * @param stamps of the channel it went out by
     */
    void sent(int slot, StampRing stamps) {
        if (!is(slot, ProbeTable.UNSENT, "sent")) {
            return;
        }
        if (!waiting.isEmpty()) {
            waiting.succeeded(probes.target[slot]);
            waiting.remove(slot);
            timeouts.stop(slot);
        }
        probes.state[slot] = ProbeTable.OPEN;
        probes.stamps[slot] = stamps;
        probes.stampNumber[slot] = stamps.number(slot);
        if (probes.stampNumber[slot] != StampRing.UNKNOWN) {
            targets.awaitStamp(probes.target[slot]);
        }
        countInFlight(slot, 1);
        timeouts.start(slot, probes.sentNanos[slot] + probes.timeoutNanos[slot]);
        event.wallNanos = probes.sentNanos[slot] + clock.wallOffset();
        tell(slot, ProbeEvent.Kind.SENT);
    }

    /** The kernel has refused the probe: that is its outcome, and nothing can come after. */
    void sendFailed(int slot, int errno) {
        if (!is(slot, ProbeTable.UNSENT, "send failed")) {
            return;
        }
        event.errno = errno;
        event.wallNanos = clock.nanos() + clock.wallOffset();
        tell(slot, ProbeEvent.Kind.SEND_FAILURE);
        numbersFreed |= numbersWanted;
        forget(slot);
    }

    /** The probe's send stamp has come. */
    void stamped(int slot, long stampNanos) {
        probes.sendStamp[slot] = stampNanos;
        if (probes.state[slot] == ProbeTable.OPEN) {
            targets.stamped(probes.target[slot]);
        }
    }

    /** A reply in time: the probe's outcome, which is reported. The probe is remembered. */
    void answered(int slot) {
        end(slot, ProbeTable.ANSWERED, ProbeEvent.Kind.REPLY);
    }

    /**
     * An ICMP error about an open probe, which stays open for a reply. The first one is reported at once; so is the first
     * one that proves that its sender has seen the request, which counts instead of one that does not.
     */
    void error(int slot, boolean isProven) {
        HeldError before = probes.error[slot];
        if (probes.state[slot] == ProbeTable.OPEN && (before == null || (isProven && !before.isProven()))) {
            HeldError error = new HeldError(event, isProven);
            tell(slot, ProbeEvent.Kind.ERROR_HINT);
            probes.error[slot] = error;
        }
    }

    private void end(int slot, byte outcome, ProbeEvent.Kind kind) {
        if (!is(slot, ProbeTable.OPEN, "ended")) {
            return;
        }
        timeouts.stop(slot);
        countInFlight(slot, -1);
        StampRing stamps = probes.stamps[slot];
        if (probes.sendStamp[slot] == 0 && probes.stampNumber[slot] != StampRing.UNKNOWN && stamps != null) {
            targets.forgoStamp(probes.target[slot]);
            stamps.settle();
            probes.stampNumber[slot] = StampRing.UNKNOWN;
        }
        probes.end(slot, outcome, now);
        numbersFreed |= numbersWanted;
        tell(slot, kind);
    }

    /** Whether the probe is where it must be for that step; logs it if not. */
    private boolean is(int slot, byte state, String step) {
        if (probes.state[slot] == state) {
            return true;
        }
        System.getLogger("io.github.icmpffm").log(Level.WARNING,
                "ignored: probe {0} in state {1} cannot be {2}", slot, probes.state[slot], step);
        return false;
    }

    /** How many probes of that family were sent and have no outcome. */
    int inFlight(Family family) {
        return family == Family.IPV4 ? inFlightIpv4 : inFlightIpv6;
    }

    private void countInFlight(int slot, int change) {
        if (AddressBits.isIpv4(probes.targetHigh[slot], probes.targetLow[slot])) {
            inFlightIpv4 += change;
        } else {
            inFlightIpv6 += change;
        }
    }

    /** Reports to the probe's sink, if it still listens. */
    void tell(int slot, ProbeEvent.Kind kind) {
        ProbeSink sink = probes.sink[slot];
        if (sink == null) {
            return;
        }
        event.kind = kind;
        event.targetHigh = probes.targetHigh[slot];
        event.targetLow = probes.targetLow[slot];
        event.sequence = probes.sequence[slot];
        event.isAfterError = probes.error[slot] != null;
        if (!sink.on(event)) {
            probes.sink[slot] = null;
        }
    }

    /** Ends the probes whose time was up then, and forgets those that were remembered long enough. */
    void expire(long nowNanos) {
        now = nowNanos;
        timeouts.advance(now, timedOut);
        for (int slot = probes.stale(now); slot != ProbeTable.NONE; slot = probes.stale(now)) {
            forget(slot);
        }
    }

    /** The probe's time was up before a reply came: its outcome is the error that has come, or the timeout. */
    void timedOut(int slot) {
        if (probes.state[slot] == ProbeTable.UNSENT) {
            sendFailed(slot, waiting.errno(probes.target[slot]));
            return;
        }
        HeldError error = probes.error[slot];
        if (error != null) {
            error.restore(event);
            end(slot, ProbeTable.UNANSWERED, ProbeEvent.Kind.ICMP_ERROR);
        } else {
            event.wallNanos = now + clock.wallOffset();
            event.leftHost = !isKnownToBeHere(slot);
            end(slot, ProbeTable.UNANSWERED, ProbeEvent.Kind.TIMEOUT);
            event.leftHost = true;
        }
    }

    /** Whether its send stamp would have come if it had left this host. */
    private boolean isKnownToBeHere(int slot) {
        return probes.sendStamp[slot] == 0
                && probes.stampNumber[slot] != StampRing.UNKNOWN
                && targets.getsStamps(probes.target[slot])
                && latestDropNanos < probes.sentNanos[slot];
    }

    /**
     * Ends the probes of a target that has ended: those that could not be sent, and those about which there was an error.
     *
     * @param open how many of its probes have no outcome
     * @param all whether no reply is waited for any more, so that the others end, too, as timeouts
     */
    void settle(int target, long high, long low, int open, boolean all) {
        now = clock.latest();
        int left = open;
        int sequence = targets.nextSequence(target);
        for (int i = 0; i <= 0xffff && left > 0; i++) {
            sequence = (sequence - 1) & 0xffff;
            int slot = probes.findOf(target, high, low, sequence);
            if (slot != ProbeTable.NONE && isUndecided(slot)) {
                left--;
                boolean waits = probes.state[slot] == ProbeTable.UNSENT && waiting.isWaiting(target);
                if (waits || (probes.state[slot] == ProbeTable.OPEN && (all || probes.error[slot] != null))) {
                    timeouts.stop(slot);
                    timedOut(slot);
                }
            }
        }
    }

    /** When {@link #expire} should be called next; monotonic. */
    long nextTimeout() {
        return timeouts.nextNanos();
    }

    /** Reports no more of that probe to that sink, if it is still its. */
    @SuppressWarnings("ReferenceEquality") // the very same one
    void abandon(int slot, ProbeSink sink) {
        if (probes.sink[slot] == sink) {
            probes.sink[slot] = null;
        }
    }

    /** Fails every open probe. */
    void failAll(Throwable cause) {
        for (int slot = 0; slot < probes.slots(); slot++) {
            ProbeSink sink = probes.sink[slot];
            if (isUndecided(slot) && sink != null) {
                sink.fail(cause);
            }
        }
    }

    private void forget(int slot) {
        timeouts.stop(slot);
        waiting.remove(slot);
        targets.release(probes.target[slot]);
        probes.remove(slot);
    }
}
