package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import org.jspecify.annotations.Nullable;

/** What events come from: it counts those of its own that were not printed. Safe for use by several threads. */
class EventSource {
    private @Nullable Dropped dropped;

    /**
     * Counts an event that is not printed.
     *
     * @return whether it is the first since {@link #takeDropped}
     */
    final synchronized boolean drop(PingEvent event) {
        Dropped before = dropped;
        dropped = (before == null ? Dropped.NONE : before).and(event);
        return before == null;
    }

    /** What was dropped since the last time. */
    final synchronized Dropped takeDropped() {
        Dropped taken = dropped;
        dropped = null;
        return taken == null ? Dropped.NONE : taken;
    }
}
