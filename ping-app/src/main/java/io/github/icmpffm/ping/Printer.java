package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.socket.SocketKind;

/** A format. Called by one thread; every call writes whole lines, or nothing. */
interface Printer {

    /** Before the first probe to a target, on which kind of socket and with how long a payload. */
    void start(Target target, SocketKind socketKind, int payloadLength);

    /** Something happened to one of its probes. */
    void event(Target target, PingEvent event);

    /** At the end, once for each target. */
    void summary(Target target, PingStatistics statistics);
}
