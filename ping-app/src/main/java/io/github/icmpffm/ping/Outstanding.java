package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;

/** {@code -O}: which request of a target had no reply when the next one went out. An ICMP error is no reply, as in iputils. */
final class Outstanding {
    /** What {@link #before} says where there is none. */
    static final int NONE = -1;

    private int unanswered = NONE;

    /** The sequence number of the request before, if that event is a request and the one before has no reply. */
    int before(PingEvent event) {
        if (event instanceof Sent || event instanceof SendFailure) {
            int before = unanswered;
            unanswered = event.sequence();
            return before;
        }
        if (event instanceof Reply && event.sequence() == unanswered) {
            unanswered = NONE;
        }
        return NONE;
    }
}
