package io.github.icmpffm.ping;

import io.github.icmpffm.Hop;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.Route;

/** How what was learned of a path is printed. */
interface PathPrinter {

    /** A hop, when all its probes have their outcome and the hops before it were printed. */
    void hop(Target target, Hop hop);

    /** The end of the route, after its hops. */
    void route(Target target, Route route);

    /** The path's MTU. */
    void mtu(Target target, PathMtuResult result);
}
