package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Processes;
import java.lang.foreign.Arena;

/**
 * Dies of the watchdog's signal once everything has been said, so that whoever waits for this process sees what it died
 * of. The JVM has a handler for SIGINT and SIGTERM, and would exit with a number in their place.
 */
final class DeathBySignal {
    private DeathBySignal() {}

    /** Does not return, unless the kernel refuses; then it gives the status to exit with. */
    static int die() {
        CapturedErrno errno = new CapturedErrno(Arena.global());
        long before = Processes.signal(errno, Processes.SIGINT, Processes.SIG_DFL);
        // One that was ignored when the JVM started stays ignored; so it was the watchdog's second signal that came
        // here.
        int signal = before == Processes.SIG_IGN ? Processes.SIGTERM : Processes.SIGINT;
        Processes.signal(errno, signal, Processes.SIG_DFL);
        Processes.kill(errno, (int) ProcessHandle.current().pid(), signal);
        return 128 + signal;
    }
}
