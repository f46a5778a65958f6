package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;

/** A format. Called by one thread; every call writes whole lines, or nothing. */
interface Printer {

    /** Before anything is told of a target. */
    void start(Target target, Beginning beginning);

    /** Something happened to one of its probes; where only the summary is wanted, never. */
    void event(Target target, PingEvent event);

    /**
     * A request has no reply yet, and the next one, which that event is about, goes out. With {@code -O} only.
     *
     * @param sequence of the request without a reply
     */
    default void unanswered(Target target, PingEvent next, int sequence) {}

    /** Events that would have been here were dropped, as output was not read in time. */
    void dropped(Target target, Dropped dropped);

    /** At the end, once for each target. */
    void summary(Target target, PingStatistics statistics);

    /** At the very end, where there are several targets: of all of them together. */
    default void total(int targets, PingStatistics all) {}
}
