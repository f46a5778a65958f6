package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Credentials;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Polling;
import io.github.icmpffm.libc.Processes;
import io.github.icmpffm.program.Identity;
import io.github.icmpffm.program.Privileges;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;

/**
 * The process the watchdog guards, held by a pidfd: signals through it reach this very process or nobody, whoever gets
 * its number afterwards, and never its group. For one thread at a time.
 */
final class GuardedParent {
    /** What is tried, one after the other, and how long each has to work. The graces add up to less than 6 s. */
    private enum Step {
        /** The parent may still print its summary. */
        INTERRUPT(Processes.SIGINT, Duration.ofSeconds(2)),
        /** For one that ignores SIGINT. */
        TERMINATE(Processes.SIGTERM, Duration.ZERO),
        /** One that is stopped takes neither before it goes on. */
        CONTINUE(Processes.SIGCONT, Duration.ofSeconds(2)),
        /** Nothing can be done about this one, but to be in the kernel and not come back. */
        KILL(Processes.SIGKILL, Duration.ofMillis(1500));

        final int signal;
        final Duration grace;

        Step(int signal, Duration grace) {
            this.signal = signal;
            this.grace = grace;
        }
    }

    private static final Step[] LADDER = Step.values();

    /** In place of a process: the parent had ended before it could be held. */
    private static final int NONE = -1;

    private final int pid;
    private final int pidfd;
    private final CapturedErrno errno;
    private final Readiness readiness = new Readiness();
    private int refusal;

    private GuardedParent(int pid, int pidfd, CapturedErrno errno) {
        this.pid = pid;
        this.pidfd = pidfd;
        this.errno = errno;
    }

    /**
     * Holds the parent of this process. As long as it is the parent its number cannot be another's; so if it still is
     * after the pidfd was opened, the pidfd is its.
     *
     * @param expected the number it must have, or it has ended already
     * @throws IOException if the kernel refuses
     */
    static GuardedParent open(int expected) throws IOException {
        CapturedErrno errno = new CapturedErrno(Arena.global());
        int pid = Processes.getppid(errno);
        if (expected != pid) {
            return new GuardedParent(expected, NONE, errno);
        }
        int pidfd = Processes.pidfdOpen(errno, pid);
        if (Processes.getppid(errno) != pid || pidfd == -Errno.ESRCH) {
            return new GuardedParent(pid, NONE, errno);
        }
        if (pidfd < 0) {
            throw new IOException("cannot hold process " + pid + " (pidfd_open: " + Errno.name(-pidfd) + ")");
        }
        return new GuardedParent(pid, pidfd, errno);
    }

    /** Its number, to look things up by; never to signal. */
    int pid() {
        return pid;
    }

    /** Whether it was there to be held, or had ended before. */
    boolean wasThere() {
        return pidfd != NONE;
    }

    /** Whether it has ended; a zombie has. */
    boolean isGone() {
        return isGoneWithin(0);
    }

    /**
     * Becomes the user that the parent is, who may signal it; or nobody that may signal all, if that is root. By the thread that will
     * end it. Where this is not allowed, all stays as it is.
     */
    void giveUpPrivileges() {
        try {
            Identity identity = Identity.ofProcess(pid);
            if (identity.isRoot()) {
                var _ = Privileges.giveUp(Identity.NOBODY, Credentials.CAP_KILL);
            } else {
                var _ = Privileges.giveUp(identity);
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    /**
     * Ends it, by force if need be, and waits until it is gone.
     *
     * @return whether it is
     */
    boolean end() {
        for (Step step : LADDER) {
            send(step.signal);
            if (isGoneWithin(step.grace.toNanos())) {
                return true;
            }
        }
        return false;
    }

    /** Why it could not be ended, for the user. */
    String reason() {
        return refusal == 0 ? "it does not die" : Errno.text(refusal) + " (" + Errno.name(refusal) + ")";
    }

    private void send(int signal) {
        if (pidfd == NONE) {
            return;
        }
        int result = Processes.pidfdSendSignal(errno, pidfd, signal);
        if (result < 0 && result != -Errno.ESRCH) {
            refusal = -result;
        }
    }

    private boolean isGoneWithin(long nanos) {
        return pidfd == NONE || readiness.isReadyWithin(pidfd, Polling.POLLIN, nanos);
    }
}
