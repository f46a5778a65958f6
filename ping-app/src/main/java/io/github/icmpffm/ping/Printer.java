package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;

/** A format. Called by one thread; every call writes whole lines, or nothing. */
interface Printer {

    /** Before anything is told of a target. */
    void start(Target target, Beginning beginning);

    /**
     * Something happened to one of its probes: everything the library tells, {@link io.github.icmpffm.Sent} included, or nothing at
     * all where only the summary is wanted.
     */
    void event(Target target, PingEvent event);

    /** At the end, once for each target. */
    void summary(Target target, PingStatistics statistics);

    /**
     * After the last summary, where there are several targets.
     *
     * @param all of all of them together
     */
    default void total(int targets, PingStatistics all) {}
}
