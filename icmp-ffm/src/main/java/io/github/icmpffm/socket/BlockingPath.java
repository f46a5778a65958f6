package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The plain path of an {@link IcmpSocket}: one message a call, the caller waits.
 *
 * <p>The socket is non-blocking and the waiting is a {@link Poller}'s, so that {@code close()} can end it. Senders hold
 * one lock, receivers another; closing takes both, so the descriptor is never closed under a system call. Its memory is
 * only allocated if this path is used at all.
 */
final class BlockingPath {

    /** The longest ICMP message there can be, with an IPv4 header before it. */
    private static final int LONGEST = 65_536;

    /** How long to wait when the device's queue is full (ENOBUFS), which no poll tells the end of. */
    private static final long QUEUE_FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How often to look for a message while the error queue keeps the socket ready. */
    private static final long ERROR_PENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final IcmpSocket socket;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();
    private volatile boolean closed;
    private boolean freed;
    private volatile @Nullable Direction sender;
    private volatile @Nullable Direction receiver;
    private @Nullable ReceiveBatch receiveBatch;

    /** What system calls of one direction need. */
    private static final class Direction {
        final Arena arena = Arena.ofShared();
        final CapturedErrno errno = new CapturedErrno(arena);
        final MemorySegment address = arena.allocate(SocketAddressBytes.STRIDE, Long.BYTES);
        final MemorySegment addressLength = arena.allocate(JAVA_INT);
        final MemorySegment message = arena.allocate(LONGEST);
        final Poller poller;

        Direction(IcmpSocket socket) {
            poller = new Poller(List.of(socket));
        }

        void free() {
            poller.close();
            arena.close();
        }
    }

    BlockingPath(IcmpSocket socket) {
        this.socket = socket;
    }

    void sendTo(InetAddress destination, byte[] message) {
        Family family = socket.family();
        if (Family.of(destination) != family) {
            throw new IllegalArgumentException(destination.getHostAddress() + " is not an " + family + " address");
        }
        if (message.length > LONGEST) {
            throw new IcmpException("sendto " + destination.getHostAddress(), Errno.EMSGSIZE);
        }
        sending.lock();
        try {
            Direction direction = sender();
            SocketAddressBytes.write(direction.address, family, destination);
            MemorySegment.copy(message, 0, direction.message, JAVA_BYTE, 0, message.length);
            boolean retried = false;
            while (true) {
                requireOpen();
                long result = Sockets.sendto(
                        direction.errno,
                        socket.descriptor(),
                        direction.message,
                        0,
                        message.length,
                        SocketConstants.MSG_NOSIGNAL,
                        direction.address,
                        0,
                        SocketAddressBytes.length(family));
                if (result >= 0) {
                    return;
                }
                switch ((int) -result) {
                    case Errno.EINTR -> {
                    }
                    case Errno.EAGAIN -> direction.poller.await(QUEUE_FULL_NANOS);
                    case Errno.ENOBUFS -> LockSupport.parkNanos(QUEUE_FULL_NANOS);
                    default -> {
                        // The first failure may be the error of an earlier packet, which the kernel tells once.
                        if (retried) {
                            throw new IcmpException("sendto " + destination.getHostAddress(), (int) -result);
                        }
                        retried = true;
                    }
                }
            }
        } finally {
            sending.unlock();
        }
    }

    Optional<ReceivedMessage> receiveFrom(Duration timeout) {
        return waitFor(timeout, this::takeByRecvfrom);
    }

    Optional<ReceivedMessage> receive(Duration timeout) {
        return waitFor(timeout, this::takeByRecvmsg);
    }

    private interface Taking {
        /** A message, or null if there is none at present. */
        @Nullable
        ReceivedMessage take(Direction direction);
    }

    private Optional<ReceivedMessage> waitFor(Duration timeout, Taking taking) {
        receiving.lock();
        try {
            Direction direction = receiver();
            long start = System.nanoTime();
            long timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
            while (true) {
                requireOpen();
                ReceivedMessage message = taking.take(direction);
                if (message != null) {
                    return Optional.of(message);
                }
                long left = timeoutNanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return Optional.empty();
                }
                direction.poller.await(left);
                if (direction.poller.isInError(0)) {
                    // Something is in the error queue, where receiveError() gets it; until then waiting does not wait.
                    direction.poller.sleep(Math.min(left, ERROR_PENDING_NANOS));
                }
            }
        } finally {
            receiving.unlock();
        }
    }

    private @Nullable ReceivedMessage takeByRecvfrom(Direction direction) {
        direction.addressLength.set(JAVA_INT, 0, SocketAddressBytes.STRIDE);
        long length = Sockets.recvfrom(
                direction.errno,
                socket.descriptor(),
                direction.message,
                LONGEST,
                0,
                direction.address,
                direction.addressLength);
        if (length < 0) {
            return null; // nothing there, or the error of an earlier packet
        }
        InetAddress source = SocketAddressBytes.inetAddress(
                SocketAddressBytes.high(direction.address, 0),
                SocketAddressBytes.low(direction.address, 0),
                SocketAddressBytes.scopeId(direction.address, 0));
        return message(source, direction.message, 0, (int) length, -1, 0);
    }

    private @Nullable ReceivedMessage takeByRecvmsg(Direction direction) {
        ReceiveBatch batch = batch(direction);
        if (batch.receive(socket, 1) <= 0) {
            return null;
        }
        batch.select(0);
        InetAddress source = SocketAddressBytes.inetAddress(
                batch.addressHigh(), batch.addressLow(), batch.addressScopeId());
        return message(
                source, batch.messages(), batch.offset(), batch.length(), batch.hopLimit(), batch.stampNanos());
    }

    private ReceivedMessage message(
            InetAddress source, MemorySegment segment, long offset, int length, int hopLimit, long stampNanos) {
        long start = offset;
        int left = length;
        int hops = hopLimit;
        if (socket.kind() == SocketKind.RAW && socket.family() == Family.IPV4 && length >= 20) {
            // A raw IPv4 socket receives the IP header as well: its length in 32-bit words, its TTL (RFC 791 3.1).
            int header = Math.min(length, (segment.get(JAVA_BYTE, offset) & 0x0f) * Integer.BYTES);
            hops = Byte.toUnsignedInt(segment.get(JAVA_BYTE, offset + 8));
            start += header;
            left -= header;
        }
        byte[] bytes = segment.asSlice(start, left).toArray(JAVA_BYTE);
        return new ReceivedMessage(source, bytes, hops, stampNanos);
    }

    private ReceiveBatch batch(Direction direction) {
        ReceiveBatch batch = receiveBatch;
        if (batch == null) {
            batch = new ReceiveBatch(direction.arena, 1, LONGEST);
            receiveBatch = batch;
        }
        return batch;
    }

    Optional<QueuedError> receiveError() {
        receiving.lock();
        try {
            ReceiveBatch batch = batch(receiver());
            while (batch.receiveErrors(socket, 1) > 0) {
                batch.select(0);
                if (batch.isIcmpError()) {
                    return Optional.of(queuedError(batch));
                }
            }
            return Optional.empty();
        } finally {
            receiving.unlock();
        }
    }

    private static QueuedError queuedError(ReceiveBatch batch) {
        return new QueuedError(
                SocketAddressBytes.inetAddress(batch.addressHigh(), batch.addressLow(), batch.addressScopeId()),
                batch.hasOffender()
                        ? Optional.of(SocketAddressBytes.inetAddress(
                                batch.offenderHigh(), batch.offenderLow(), batch.offenderScopeId()))
                        : Optional.empty(),
                batch.errorType(),
                batch.errorCode(),
                batch.errorInfo(),
                batch.errorErrno(),
                batch.messages().asSlice(batch.offset(), batch.length()).toArray(JAVA_BYTE));
    }

    void close() {
        closed = true;
        wake(sender);
        wake(receiver);
        sending.lock();
        receiving.lock();
        try {
            if (!freed) {
                freed = true;
                try (Arena arena = Arena.ofConfined()) {
                    Sockets.close(new CapturedErrno(arena), socket.descriptor());
                }
                free(sender);
                free(receiver);
            }
        } finally {
            receiving.unlock();
            sending.unlock();
        }
    }

    private static void wake(@Nullable Direction direction) {
        if (direction != null) {
            direction.poller.wake();
        }
    }

    private static void free(@Nullable Direction direction) {
        if (direction != null) {
            direction.free();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the socket is closed");
        }
    }

    /** Only with the lock held. Looks for close() after publishing, as close() looks for what was published. */
    private Direction sender() {
        Direction direction = sender;
        if (direction == null) {
            requireOpen();
            direction = new Direction(socket);
            direction.poller.watchWritable(0, true);
            sender = direction;
        }
        requireOpen();
        return direction;
    }

    /** As {@link #sender}. */
    private Direction receiver() {
        Direction direction = receiver;
        if (direction == null) {
            requireOpen();
            direction = new Direction(socket);
            receiver = direction;
        }
        requireOpen();
        return direction;
    }
}
