package io.github.icmpffm.ping;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.program.HarmlessText;
import org.jspecify.annotations.Nullable;

/** This program, as its user knows it. */
final class Program {
    /** Its own name, whatever it was called by. */
    static final String OWN_NAME = "ping-app";

    /** The name it was called by, which the launcher tells: what its messages begin with. */
    static final String NAME = HarmlessText.line(System.getProperty("icmpffm.name", OWN_NAME));

    private Program() {}

    /** Whether it stands in for iputils' ping, for people's scripts. */
    static boolean isCalledPing() {
        return NAME.equals("ping") || family() != null;
    }

    /** The only family that it pings by the name it was called by, {@code ping4} or {@code ping6}; null for both. */
    static @Nullable Family family() {
        if (NAME.equals("ping4")) {
            return Family.IPV4;
        }
        return NAME.equals("ping6") ? Family.IPV6 : null;
    }
}
