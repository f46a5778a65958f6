package io.github.icmpffm.engine;

import java.util.concurrent.atomic.LongAdder;

/** What a loop has counted that belongs to no probe. Written by the loop, read by any thread. */
public final class LoopCounters {

    private final LongAdder foreign = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder congestions = new LongAdder();
    private final LongAdder drops = new LongAdder();

    LoopCounters() {}

    void foreign() {
        foreign.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void congested() {
        congestions.increment();
    }

    void dropped(long messages) {
        drops.add(messages);
    }

    /** Messages that concern no probe of ours. */
    public long foreignMessages() {
        return foreign.sum();
    }

    /** Messages that are no ICMP messages, or too short to be one. */
    public long malformedMessages() {
        return malformed.sum();
    }

    /** How often sending had to wait, for a full socket buffer or device queue. */
    public long congestedSends() {
        return congestions.sum();
    }

    /** Messages the kernel dropped because a receive buffer was full, as far as it has told. */
    public long droppedMessages() {
        return drops.sum();
    }
}
