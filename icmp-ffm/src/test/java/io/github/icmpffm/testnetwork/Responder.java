package io.github.icmpffm.testnetwork;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Namespaces;
import java.lang.foreign.Arena;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network's one thread: reads requests from the device, asks the hosts, and writes each answer when it is due.
 *
 * <p>Waiting sleeps in {@code ppoll} until {@value #SPIN_NANOS} ns before the next answer is due and spins from there:
 * the timer and the wake-up of a sleeping core are worth some 100 µs.
 */
final class Responder implements Runnable {

    private static final long SPIN_NANOS = 200_000;

    /** So long before an answer is due everything is made ready for it. */
    private static final long PREPARATION_NANOS = 20_000;

    /** Nine times the usual share of a core; with all of it a busy-polling network would starve who pings on its core. */
    private static final int NICE = -10;

    /** A packet and its moment; of two with the same moment the older one goes first. */
    private static final class Due {
        final long nanos;
        final long order;
        final @Nullable Answer answer;
        final boolean trueReply;
        final byte[] packet;

        Due(long nanos, long order, byte[] packet) {
            this.nanos = nanos;
            this.order = order;
            this.answer = null;
            this.trueReply = false;
            this.packet = packet;
        }

        Due(long from, long order, Answer answer) {
            this.nanos = from + answer.delay().toNanos();
            this.order = order;
            this.answer = answer;
            this.trueReply = answer instanceof EchoAnswer reply && reply.isTrue();
            this.packet = answer.packet();
        }
    }

    private final int tunFd;
    private final TrafficLog log;
    private final Function<Request, Host> hosts;
    private final PacketReader reader = new PacketReader();
    private final Comparator<Due> bySchedule = (a,
            b) -> a.nanos != b.nanos ? Long.signum(a.nanos - b.nanos) : Long.signum(a.order - b.order);
    private final PriorityQueue<Due> schedule = new PriorityQueue<>(bySchedule);
    private final Queue<Due> fromOutside = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    private volatile @Nullable TunDevice device;
    private volatile @Nullable Throwable failure;
    private volatile boolean busyPolling;
    private volatile boolean closed;
    private long scheduled;

    Responder(int tunFd, TrafficLog log, Function<Request, Host> hosts) {
        this.tunFd = tunFd;
        this.log = log;
        this.hosts = hosts;
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            // Else the scheduler lets whatever runs on this core finish its slice of 3 ms before an answer is written.
            // Where it is refused answers are less exact, and that is all.
            Namespaces.setThreadPriority(new CapturedErrno(arena), NICE);
            TunDevice tun = TunDevice.of(tunFd, arena);
            try {
                device = tun;
                ready.countDown();
                while (!closed) {
                    step(tun);
                }
            } finally {
                synchronized (this) {
                    device = null;
                }
                tun.close();
            }
        } catch (Throwable t) {
            failed(t);
        } finally {
            ready.countDown();
        }
    }

    private void step(TunDevice tun) {
        Due outside = fromOutside.poll();
        if (outside != null) {
            schedule.add(outside);
        }
        byte[] packet = tun.read();
        if (packet != null) {
            received(packet, tun.readNanos());
        }
        boolean wrote = writeDue(tun);
        if (packet == null && !wrote && outside == null) {
            rest(tun);
        }
    }

    private void received(byte[] packet, long now) {
        try {
            Request request = reader.read(packet, now);
            if (request == null) {
                return;
            }
            log.arrived(request);
            for (Answer answer : hosts.apply(request).answersTo(request)) {
                schedule.add(new Due(answer.request().arrivedNanos(), scheduled++, answer));
            }
        } catch (MalformedPacket e) {
            log.malformed(e.getMessage() + ": " + HexFormat.of().formatHex(packet));
        } catch (RuntimeException | Error e) {
            // A behaviour of the test's own is broken. The others go on; close() tells.
            failed(e);
        }
    }

    private boolean writeDue(TunDevice tun) {
        boolean wrote = false;
        for (Due next = schedule.peek(); next != null; next = schedule.peek()) {
            if (next.nanos - System.nanoTime() > PREPARATION_NANOS) {
                break;
            }
            schedule.remove();
            Due due = next;
            if (due.answer == null) {
                tun.write(due.packet, due.nanos);
            } else {
                log.write(due.answer, due.trueReply, () -> tun.write(due.packet, due.nanos));
            }
            wrote = true;
        }
        return wrote;
    }

    private void rest(TunDevice tun) {
        if (busyPolling) {
            Thread.onSpinWait();
            return;
        }
        Due next = schedule.peek();
        if (next == null) {
            tun.await(0);
            return;
        }
        long sleep = next.nanos - System.nanoTime() - SPIN_NANOS;
        if (sleep > 0) {
            tun.await(sleep);
        } else {
            Thread.onSpinWait();
        }
    }

    private void failed(Throwable t) {
        if (failure == null) {
            failure = t;
        }
        log.malformed("the test network failed: " + t);
    }

    // ---- from other threads ----

    /** Waits until it is reading. */
    void awaitReady() throws InterruptedException {
        ready.await();
    }

    void setBusyPolling() {
        busyPolling = true;
        wake();
    }

    /** Writes a packet that nobody asked for. */
    void send(byte[] packet) {
        fromOutside.add(new Due(System.nanoTime(), 0, packet));
        wake();
    }

    /** Writes an answer, its delay from now. */
    void send(Answer answer) {
        fromOutside.add(new Due(System.nanoTime(), 0, answer));
        wake();
    }

    void close() {
        closed = true;
        wake();
    }

    /** What went wrong first in this thread or in a behaviour. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private synchronized void wake() {
        TunDevice tun = device;
        if (tun != null) {
            tun.wake();
        }
    }
}
