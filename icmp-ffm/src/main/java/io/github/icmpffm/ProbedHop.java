package io.github.icmpffm;

import java.util.ArrayList;
import java.util.List;

/** The probes of a hop that were sent, in their order, and what has become of them. */
final class ProbedHop {

    private final int hopLimit;
    private final int wanted;
    private final List<TraceProbe> probes = new ArrayList<>();

    /**
     * A hop without any probe yet.
     *
     * @param wanted how many there are to be
     */
    ProbedHop(int hopLimit, int wanted) {
        this.hopLimit = hopLimit;
        this.wanted = wanted;
    }

    void add(TraceProbe probe) {
        probes.add(probe);
    }

    /** Those that were sent. */
    List<TraceProbe> probes() {
        return probes;
    }

    boolean wantsMore() {
        return probes.size() < wanted;
    }

    /** When the first was sent; by {@link System#nanoTime}. */
    long firstSentNanos() {
        return probes.getFirst().sentNanos();
    }

    /** When the last was sent; by {@link System#nanoTime}. */
    long lastSentNanos() {
        return probes.getLast().sentNanos();
    }

    /** Whether all its probes have their outcome. */
    boolean isKnown() {
        return !wantsMore() && probes.stream().allMatch(TraceProbe::hasOutcome);
    }

    boolean isPassedOn() {
        return probes.stream().anyMatch(TraceProbe::isPassedOn);
    }

    boolean hasReply() {
        return probes.stream().anyMatch(probe -> probe.result() instanceof Reply);
    }

    /** As far as it is known. */
    Hop hop() {
        List<PingResult> results = new ArrayList<>();
        for (TraceProbe probe : probes) {
            PingResult result = probe.result();
            if (result != null) {
                results.add(result);
            }
        }
        return new Hop(hopLimit, results);
    }
}
