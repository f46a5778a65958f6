package io.github.icmpffm.ping;

import io.github.icmpffm.libc.Randomness;

/**
 * Links a first C function while the command line is read and the destination found: with it comes what all others share, half of
 * what starting takes.
 */
final class Linking extends Thread {
    private Linking() {
        super("linking");
        setDaemon(true);
    }

    /** Begins; nobody need wait for it. */
    static void begin() {
        new Linking().start();
    }

    @Override
    public void run() {
        var _ = Randomness.nextLong();
    }
}
