package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Processes;
import java.lang.foreign.Arena;

/** Signals to processes that a test has started, and to no others. */
final class Signals {
    static final int SIGHUP = Processes.SIGHUP;
    static final int SIGINT = Processes.SIGINT;
    static final int SIGKILL = Processes.SIGKILL;
    static final int SIGTERM = Processes.SIGTERM;
    static final int SIGCONT = Processes.SIGCONT;

    /** Not to be caught: the process stands still. */
    static final int SIGSTOP = 19;

    private Signals() {}

    static void send(long pid, int signal) {
        kill((int) pid, signal);
    }

    /** To a whole group, as a terminal does; its leader must be a process of the test that made itself one. */
    static void sendToGroup(long leader, int signal) {
        kill((int) -leader, signal);
    }

    private static void kill(int pid, int signal) {
        if (pid == 0 || pid == -1 || pid == 1) {
            throw new IllegalArgumentException("not a process of ours: " + pid);
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = Processes.kill(new CapturedErrno(arena), pid, signal);
            if (result != 0) {
                throw new IllegalStateException("kill " + pid + " with " + signal + ": errno " + -result);
            }
        }
    }
}
