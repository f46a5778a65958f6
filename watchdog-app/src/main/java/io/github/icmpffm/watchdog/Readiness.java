package io.github.icmpffm.watchdog;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Pollfd;
import io.github.icmpffm.libc.Polling;
import io.github.icmpffm.libc.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Whether a file descriptor is ready, by {@code ppoll(2)}. For one thread at a time. */
final class Readiness {
    private final CapturedErrno errno = new CapturedErrno(Arena.global());
    private final MemorySegment pollfd = Arena.global().allocate(Pollfd.LAYOUT);
    private final MemorySegment timespec = Arena.global().allocate(Timespec.LAYOUT);

    /**
     * Waits for it, but not for longer than that.
     *
     * @param events what for, as {@link Polling#POLLIN}
     */
    boolean isReadyWithin(int fd, short events, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (true) {
            pollfd.set(JAVA_INT, Pollfd.FD, fd);
            pollfd.set(JAVA_SHORT, Pollfd.EVENTS, events);
            Timespec.setNanos(timespec, 0, Math.max(0, deadline - System.nanoTime()));
            int ready = Polling.ppoll(errno, pollfd, 1, timespec);
            if (ready > 0) {
                return true;
            }
            if (ready != -Errno.EINTR && deadline - System.nanoTime() <= 0) {
                return false;
            }
        }
    }
}
