package io.github.icmpffm.ping;

/** This program, as its user knows it. */
final class Program {
    /** Its own name, whatever it was called by. */
    static final String OWN_NAME = "ping-app";

    /** The name it was called by, which the launcher tells: what its messages begin with. */
    static final String NAME = System.getProperty("icmpffm.name", OWN_NAME);

    private Program() {}

    /** Whether it stands in for iputils' ping, for people's scripts. */
    static boolean isCalledPing() {
        return NAME.equals("ping");
    }
}
