package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code -O}: which request had no reply when the next one went out. An ICMP error is no reply, as in iputils. */
final class Outstanding {
    /** What {@link #before} says where there is none. */
    static final int NONE = -1;

    private final Map<Target, Integer> unanswered = new HashMap<>();

    /** The sequence number of the request before, if that event is a request and the one before has no reply. */
    int before(Target target, PingEvent event) {
        if (event instanceof Sent || event instanceof SendFailure) {
            return sequence(unanswered.put(target, event.sequence()));
        }
        if (event instanceof Reply && event.sequence() == sequence(unanswered.get(target))) {
            unanswered.remove(target);
        }
        return NONE;
    }

    private static int sequence(@Nullable Integer known) {
        return known == null ? NONE : known;
    }
}
