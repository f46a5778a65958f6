package io.github.icmpffm.engine;

import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.EchoTemplate;
import io.github.icmpffm.packet.Family;

/**
 * What becomes of each probe: opened, sent, ended with its one outcome, remembered for a while, forgotten. Keeps the
 * probes, their targets and their timeouts in step, and tells the sinks.
 */
final class ProbeLedger {

    private static final int INITIAL_PROBES = 256;
    private static final int ANSWERED_LIMIT = 1 << 16;
    private static final int UNANSWERED_LIMIT = 1 << 18;

    final ProbeTable probes = new ProbeTable(INITIAL_PROBES, ANSWERED_LIMIT, UNANSWERED_LIMIT);
    final TargetTable targets = new TargetTable(INITIAL_PROBES);

    /** What {@link #tell} tells; whoever knows more than the probe's own fields fills them in before. */
    final ProbeEvent event = new ProbeEvent();

    /** When what is entered has been seen: once for all that was taken in one system call. */
    long now;

    private final EngineClock clock;
    private final TimerWheel timeouts;
    private final TimerWheel.Expiry timedOut = this::timedOut;

    // Probes that were sent and have no outcome.
    private int inFlightIpv4;
    private int inFlightIpv6;

    ProbeLedger(EngineClock clock) {
        this.clock = clock;
        timeouts = new TimerWheel(INITIAL_PROBES, clock.nanos());
    }

    /**
     * Takes a slot for a probe with the target's next sequence number that is not under way.
     *
     * @param target its number in {@link #targets}
     * @return the slot, or {@link ProbeTable#NONE} if all 65,536 are
     */
    int open(
            int target,
            long high,
            long low,
            int scopeId,
            EchoTemplate template,
            long timeoutNanos,
            ProbeSink sink) {
        if (targets.hasWrapped(target) && !passOpenSequences(target, high, low)) {
            return ProbeTable.NONE;
        }
        targets.share(target);
        if (probes.isFull()) {
            timeouts.grow(2 * probes.capacity());
        }
        int slot = probes.add(high, low, targets.nextSequence(target));
        targets.advanceSequence(target);
        probes.target[slot] = target;
        probes.targetScopeId[slot] = scopeId;
        probes.timeoutNanos[slot] = timeoutNanos;
        probes.template[slot] = template;
        probes.sink[slot] = sink;
        return slot;
    }

    private boolean passOpenSequences(int target, long high, long low) {
        for (int tries = 0; tries <= 0xffff; tries++) {
            int slot = probes.find(high, low, targets.nextSequence(target));
            if (slot == ProbeTable.NONE) {
                return true;
            }
            if (probes.state[slot] != ProbeTable.OPEN) {
                forget(slot);
                return true;
            }
            targets.advanceSequence(target);
        }
        return false;
    }

    /** The kernel has taken the probe; its timeout runs from the time of the send call. */
    void sent(int slot, int stampNumber) {
        probes.stampNumber[slot] = stampNumber;
        countInFlight(slot, 1);
        timeouts.start(slot, probes.sentNanos[slot] + probes.timeoutNanos[slot]);
        event.wallNanos = probes.sentNanos[slot] + clock.wallOffset();
        tell(slot, ProbeEvent.Kind.SENT);
    }

    /** The kernel has refused the probe: that is its outcome, and nothing can come after. */
    void sendFailed(int slot, int errno) {
        event.errno = errno;
        event.wallNanos = clock.nanos() + clock.wallOffset();
        tell(slot, ProbeEvent.Kind.SEND_FAILURE);
        forget(slot);
    }

    /** Gives the probe its outcome, which is told, and remembers it. */
    void end(int slot, byte outcome, ProbeEvent.Kind kind) {
        timeouts.stop(slot);
        countInFlight(slot, -1);
        probes.end(slot, outcome, now);
        tell(slot, kind);
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

    /** Tells the probe's sink, if it still listens. */
    void tell(int slot, ProbeEvent.Kind kind) {
        ProbeSink sink = probes.sink[slot];
        if (sink == null) {
            return;
        }
        event.kind = kind;
        event.targetHigh = probes.targetHigh[slot];
        event.targetLow = probes.targetLow[slot];
        event.targetScopeId = probes.targetScopeId[slot];
        event.sequence = probes.sequence[slot];
        if (!sink.on(event)) {
            probes.sink[slot] = null;
        }
    }

    /** Ends the probes whose time is up, and forgets those that were remembered long enough. */
    void expire(long nowNanos) {
        now = nowNanos;
        timeouts.advance(now, timedOut);
        for (int slot = probes.stale(now); slot != ProbeTable.NONE; slot = probes.stale(now)) {
            forget(slot);
        }
    }

    /** The probe's time was up before its answer came. */
    void timedOut(int slot) {
        event.wallNanos = now + clock.wallOffset();
        end(slot, ProbeTable.UNANSWERED, ProbeEvent.Kind.TIMEOUT);
    }

    /** When {@link #expire} should be called next; monotonic. */
    long nextTimeout() {
        return timeouts.nextNanos();
    }

    /** Tells that sink no more of that probe, if it is still its. */
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
            if (probes.state[slot] == ProbeTable.OPEN && sink != null) {
                sink.fail(cause);
            }
        }
    }

    private void forget(int slot) {
        timeouts.stop(slot);
        targets.release(probes.target[slot]);
        probes.remove(slot);
    }
}
