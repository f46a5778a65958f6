package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Pollfd;
import io.github.icmpffm.libc.Polling;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.libc.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits until a socket has something, a time has passed, or another thread calls {@link #wake}.
 *
 * <p>One thread waits; any thread may wake it. {@code Thread.interrupt} does not end a wait in native code, hence the
 * eventfd.
 */
public final class Poller implements AutoCloseable {

    /** Waits without end. */
    public static final long FOREVER = -1;

    private final Arena arena = Arena.ofShared();
    private final CapturedErrno waiterErrno = new CapturedErrno(arena);
    private final CapturedErrno wakerErrno = new CapturedErrno(arena);
    private final MemorySegment timeout = arena.allocate(Timespec.LAYOUT);
    private final MemorySegment drained = arena.allocate(JAVA_LONG);
    private final MemorySegment one = arena.allocate(JAVA_LONG);
    private final MemorySegment pollfds;
    private final int eventfd;
    private int socketCount;

    /** Held for every write to the eventfd and for its closing: a late wake must not write into somebody's new fd. */
    private final ReentrantLock wakeLock = new ReentrantLock();

    private boolean closed;

    /**
     * A poller of these sockets, which it neither owns nor closes.
     *
     * @throws IcmpException if the process is out of file descriptors
     */
    public Poller(List<IcmpSocket> sockets) {
        this(sockets, 0);
    }

    /**
     * A poller with room for more sockets, to be {@linkplain #add added} later; otherwise as {@link #Poller(List)}.
     *
     * @param spare how many more at most, 0 or more
     */
    public Poller(List<IcmpSocket> sockets, int spare) {
        pollfds = arena.allocate(Pollfd.LAYOUT, 1L + sockets.size() + spare);
        eventfd = Polling.eventfd(waiterErrno, 0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK);
        if (eventfd < 0) {
            arena.close();
            throw new IcmpException("eventfd", -eventfd);
        }
        one.set(JAVA_LONG, 0, 1);
        setDescriptor(0, eventfd);
        for (IcmpSocket socket : sockets) {
            setDescriptor(++socketCount, socket.descriptor());
        }
    }

    /**
     * Watches one more socket from the next {@link #await} on. Only by the thread that waits.
     *
     * @return the socket's index
     * @throws IndexOutOfBoundsException if there is no room for it
     */
    public int add(IcmpSocket socket) {
        setDescriptor(socketCount + 1, socket.descriptor());
        return socketCount++;
    }

    /**
     * Waits until a socket is readable, has an error queued, or can be written (if {@link #watchWritable} says so), or
     * {@link #wake} was called, also before this call.
     *
     * @param timeoutNanos how long at most; {@link #FOREVER} without end; 0 looks and returns
     */
    public void await(long timeoutNanos) {
        await(timeoutNanos, 1 + socketCount);
    }

    /** Waits for the time or a {@link #wake} only: readiness of sockets does not end it. */
    public void sleep(long timeoutNanos) {
        await(timeoutNanos, 1);
    }

    private void await(long timeoutNanos, int descriptors) {
        MemorySegment limit = MemorySegment.NULL;
        if (timeoutNanos != FOREVER) {
            Timespec.setNanos(timeout, 0, timeoutNanos);
            limit = timeout;
        }
        int ready = Polling.ppoll(waiterErrno, pollfds, descriptors, limit);
        if (ready < 0 && ready != -Errno.EINTR) {
            throw new IcmpException("ppoll", -ready);
        }
        if (ready > 0 && pollfds.get(JAVA_SHORT, Pollfd.REVENTS) != 0) {
            Polling.read(waiterErrno, eventfd, drained, Long.BYTES);
        }
    }

    /** Whether the last {@link #await} found anything at the socket of that index. */
    public boolean isReady(int socket) {
        return pollfds.get(JAVA_SHORT, (1L + socket) * Pollfd.SIZE + Pollfd.REVENTS) != 0;
    }

    /** Whether the last {@link #await} found the socket of that index with an error, or something in its error queue. */
    public boolean isInError(int socket) {
        return (pollfds.get(JAVA_SHORT, (1L + socket) * Pollfd.SIZE + Pollfd.REVENTS) & Polling.POLLERR) != 0;
    }

    /** Whether the last {@link #await} found that the socket of that index can take more, if it was watched for that. */
    public boolean isWritable(int socket) {
        return (pollfds.get(JAVA_SHORT, (1L + socket) * Pollfd.SIZE + Pollfd.REVENTS) & Polling.POLLOUT) != 0;
    }

    /** Whether {@link #await} also ends when the socket of that index can take more to send. */
    public void watchWritable(int socket, boolean watch) {
        short events = (short) (Polling.POLLIN | (watch ? Polling.POLLOUT : 0));
        pollfds.set(JAVA_SHORT, (1L + socket) * Pollfd.SIZE + Pollfd.EVENTS, events);
    }

    /** Ends the present or the next {@link #await} or {@link #sleep}. From any thread; after close it does nothing. */
    public void wake() {
        wakeLock.lock();
        try {
            if (!closed) {
                // The only failure is EAGAIN of a full counter, and that wakes too.
                Polling.write(wakerErrno, eventfd, one, Long.BYTES);
            }
        } finally {
            wakeLock.unlock();
        }
    }

    /** Frees the eventfd. Only when nobody waits any more. */
    @Override
    public void close() {
        wakeLock.lock();
        try {
            if (!closed) {
                closed = true;
                Sockets.close(wakerErrno, eventfd);
                arena.close();
            }
        } finally {
            wakeLock.unlock();
        }
    }

    private void setDescriptor(int index, int fd) {
        long offset = (long) index * Pollfd.SIZE;
        pollfds.set(JAVA_INT, offset + Pollfd.FD, fd);
        pollfds.set(JAVA_SHORT, offset + Pollfd.EVENTS, Polling.POLLIN);
    }
}
