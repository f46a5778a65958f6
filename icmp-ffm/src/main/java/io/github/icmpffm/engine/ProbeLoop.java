package io.github.icmpffm.engine;

import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.Poller;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns the sockets and all probes. Everything but {@link #submit}, {@link #close} and the counters
 * happens on it.
 *
 * <p>One turn: take what was handed over, send what is due, take what has arrived, expire what is overdue, wait. What
 * has arrived is taken before anything expires, so that a reply that came in time is one however late this thread looks.
 *
 * <p>If the loop dies of anything, every probe in flight fails with that cause, and so does whatever is handed over
 * later.
 */
public final class ProbeLoop implements AutoCloseable {

    /** How many batches to take in one turn, so that what arrives cannot keep what is due from being sent. */
    private static final int BATCHES_A_TURN = 64;

    private final List<IcmpSocket> sockets;
    private final int identifier;
    private final SocketSource source;
    private final boolean acceptsResized;
    private final Poller poller;
    private final LoopThread thread;
    private final SubmissionQueue queue = new SubmissionQueue();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final LoopCounters counters = new LoopCounters();
    private volatile boolean stopping;
    private volatile @Nullable Throwable ended;

    // From here on the loop's thread alone, once it runs.
    private final ScheduleCalendar schedules = new ScheduleCalendar(System.nanoTime());
    private final Rhythm rhythm = new Rhythm();
    private long lastWakeNanos;
    private @Nullable Parts parts;
    private @Nullable Submission backlog;
    private final PutAside aside = new PutAside();

    /** What needs the thread's own memory. */
    private record Parts(
            EngineClock clock, EchoChannels channels, ProbeLedger ledger, ProbeSender sender, ProbeReceiver receiver) {}

    /**
     * Starts a loop over sockets, at most one of each family, which it owns from now on. Returns when the loop is warm:
     * everything on a probe's way has been linked and touched.
     *
     * @param identifier of what is sent on raw sockets
     * @param source of more sockets like these
     * @param acceptsResized whether a reply that differs from what was sent only in length is one
     */
    public ProbeLoop(
            List<IcmpSocket> sockets, int identifier, SocketSource source, boolean acceptsResized, String name) {
        this.sockets = List.copyOf(sockets);
        this.identifier = identifier;
        this.source = source;
        this.acceptsResized = acceptsResized;
        poller = new Poller(this.sockets, EchoChannels.MAX_SPARE);
        thread = new LoopThread(name, this::run);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                ready.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands work over; from any thread. If the loop has ended the work is rejected, here or on its thread. */
    public void submit(Submission submission) {
        queue.put(submission);
        Throwable cause = ended;
        if (cause != null) {
            rejectAll(queue.takeAll(), cause);
        } else if (sleeping.get() && sleeping.compareAndSet(true, false)) {
            poller.wake();
        }
    }

    /** Starts a schedule; from any thread. */
    public void start(ProbeSchedule schedule) {
        submit(new ScheduleChange(schedule, true));
    }

    /** Ends a schedule before its plan does; from any thread. */
    public void stop(ProbeSchedule schedule) {
        submit(new ScheduleChange(schedule, false));
    }

    /** What was counted that belongs to no probe. */
    public LoopCounters counters() {
        return counters;
    }

    /**
     * Ends the loop: fails what is in flight, closes the sockets. From any thread; twice is fine. Waits for the end, see {@link
     * LoopThread#awaitEnd}.
     */
    @Override
    public void close() {
        stopping = true;
        poller.wake();
        thread.awaitEnd();
    }

    private void run() {
        Throwable cause = new IllegalStateException("the pinger is closed");
        try (Arena arena = Arena.ofConfined()) {
            try {
                open(arena);
                ready.countDown();
                while (!stopping) {
                    turn();
                }
            } catch (Throwable thrown) {
                cause = new IllegalStateException("the pinger's loop died: " + thrown, thrown);
            } finally {
                end(cause);
                ready.countDown();
            }
        }
    }

    private void open(Arena arena) {
        EngineClock clock = new EngineClock(EngineClock.systemClocks(arena));
        ProbeLedger ledger = new ProbeLedger(clock, acceptsResized);
        ProbeReceiver receiver = new ProbeReceiver(clock, ledger, counters);
        EchoChannels channels = new EchoChannels(sockets, poller, source, identifier, arena);
        ProbeSender sender = new ProbeSender(clock, ledger, receiver, channels, counters);
        parts = new Parts(clock, channels, ledger, sender, receiver);
        for (int i = 0; i < channels.size(); i++) {
            EchoChannel channel = channels.get(i);
            channel.sending.send(channel.socket, 0); // links it
            receiver.receive(channel, BATCHES_A_TURN);
        }
    }

    private void end(Throwable cause) {
        ended = cause;
        rejectAll(backlog, cause);
        rejectAll(queue.takeAll(), cause);
        aside.rejectAll(cause);
        if (parts != null) {
            parts.ledger.failAll(cause);
            parts.channels.closeOpened();
        }
        for (ProbeSchedule schedule = schedules.any(); schedule != null; schedule = schedules.any()) {
            schedules.remove(schedule);
            schedule.fail(cause);
        }
        sockets.forEach(IcmpSocket::close);
        poller.close();
    }

    private static void rejectAll(@Nullable Submission first, Throwable cause) {
        Submission submission = first;
        while (submission != null) {
            Submission next = submission.next();
            submission.reject(cause);
            submission = next;
        }
    }

    private void turn() {
        Parts on = parts();
        on.sender.beginTurn();
        acceptSubmissions();
        runSchedules();
        boolean drained = true;
        long taken = on.clock.latest();
        for (int i = 0; i < on.channels.size(); i++) {
            EchoChannel channel = on.channels.get(i);
            on.sender.flush(channel);
            if ((channel.isWorthALook() || on.ledger.inFlight(channel.family()) > 0)
                    && !on.receiver.receive(channel, BATCHES_A_TURN)) {
                drained = false;
                taken = Math.min(taken, on.receiver.arrivalNanos());
            }
        }
        on.ledger.expire(taken); // what has arrived later may be an answer in time
        aside.expire(on.clock.latest(), on.clock.latest() + on.clock.wallOffset());
        if (drained) {
            await();
        }
    }

    private void acceptSubmissions() {
        Submission taken = queue.takeAll();
        if (backlog == null) {
            backlog = taken;
        } else if (taken != null) {
            Submission last = backlog;
            for (Submission next = last.next(); next != null; next = last.next()) {
                last = next;
            }
            last.next(taken);
        }
        if (!aside.isEmpty() && parts().ledger.takeNumbersFreed()) {
            aside.retry(this);
        }
        while (backlog != null) {
            Submission next = backlog.next();
            Submission.Acceptance acceptance = backlog.accept(this);
            if (acceptance == Submission.Acceptance.NEXT_TURN) {
                return;
            }
            if (acceptance == Submission.Acceptance.PUT_ASIDE) {
                aside.add(backlog, parts().clock.latest());
            }
            backlog = next;
        }
    }

    private void runSchedules() {
        long now = parts().clock.latest();
        ProbeSchedule schedule = schedules.due(now);
        while (schedule != null && !parts().sender.isTurnFull()) {
            if (schedule.turn(this, now)) {
                schedules.place(schedule);
            } else {
                finish(schedule);
            }
            schedule = schedules.due(now);
        }
    }

    private void await() {
        Parts on = parts();
        long wake = schedules.nextNanos();
        if (wake > on.clock.latest()) {
            wake = Math.min(wake, Math.min(on.ledger.nextTimeout(), on.ledger.waiting.nextNanos()));
            wake = Math.min(wake, aside.nextNanos());
        }
        boolean ticking = rhythm.ticks(on.clock.latest()) && !on.sender.isTurnFull();
        if (ticking) {
            wake = Math.max(wake, lastWakeNanos + Rhythm.TICK_NANOS);
        }
        if (wake <= on.clock.latest() || (backlog != null && on.sender.isTurnFull())) {
            on.channels.skipWaiting();
            return;
        }
        long now = on.clock.nanos();
        sleeping.set(true);
        if (queue.isEmpty() && !stopping && wake > now) {
            if (ticking) {
                on.channels.sleep(wake - now);
            } else {
                on.channels.await(wake == TimerWheel.NEVER ? Poller.FOREVER : wake - now);
            }
            lastWakeNanos = on.clock.nanos();
        }
        sleeping.set(false);
    }

    // ---- for submissions and schedules, on this thread

    /**
     * Takes a probe on its way: it is sent before the turn ends, or when the kernel takes it.
     *
     * @return its slot, for {@link #abandon}; negative if it must be tried again, see {@link #acceptance}
     */
    public int launch(long high, long low, int scopeId, ProbeShape shape, ProbeSink sink) {
        rhythm.other();
        TargetTable targets = parts().ledger.targets;
        int target = targets.acquire(high, low, scopeId);
        int slot = parts().sender.launch(target, high, low, scopeId, shape, sink);
        targets.release(target);
        return slot;
    }

    /** What {@link #launch} has returned, as a submission's acceptance. */
    public static Submission.Acceptance acceptance(int slot) {
        if (slot == ProbeSender.TURN_IS_FULL) {
            return Submission.Acceptance.NEXT_TURN;
        }
        return slot == ProbeSender.NO_NUMBER ? Submission.Acceptance.PUT_ASIDE : Submission.Acceptance.DONE;
    }

    /**
     * The same for a schedule, which has its target's number already.
     *
     * @param due whether it is launched because its interval has passed; of such there may be very many
     */
    int launchScheduled(
            int target, boolean due, long high, long low, int scopeId, ProbeShape shape, ProbeSink sink) {
        if (due) {
            rhythm.scheduled();
        } else {
            rhythm.other();
        }
        return parts().sender.launch(target, high, low, scopeId, shape, sink);
    }

    /** Tells that sink no more of that probe. */
    public void abandon(int slot, ProbeSink sink) {
        parts().ledger.abandon(slot, sink);
    }

    /** Begins a schedule. */
    void begin(ProbeSchedule schedule) {
        schedule.begin(this, parts().ledger.targets, parts().clock.nanos());
        schedules.place(schedule);
    }

    /** Ends a schedule, if it runs. */
    void finish(ProbeSchedule schedule) {
        schedules.remove(schedule);
        schedule.finish();
    }

    /** Ends the probes of a schedule that has ended, see {@link ProbeLedger#settle}. */
    void settle(int target, long high, long low, int open, boolean all) {
        parts().ledger.settle(target, high, low, open, all);
    }

    /** Moves the schedule to where its {@link ProbeSchedule#turnNanos} now belongs. */
    void reschedule(ProbeSchedule schedule) {
        schedules.place(schedule);
    }

    /** The loop's time as it was last read; monotonic. */
    long nanos() {
        return parts().clock.latest();
    }

    /** Gives the schedule its turn as soon as there is one. */
    void wantsTurn(ProbeSchedule schedule) {
        if (schedule.isPlaced) {
            schedule.turnNanos = Math.min(schedule.turnNanos, parts().clock.latest());
            schedules.place(schedule);
        }
    }

    private Parts parts() {
        return Objects.requireNonNull(parts);
    }
}
