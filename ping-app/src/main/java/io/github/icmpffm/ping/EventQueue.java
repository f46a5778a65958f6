package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * From the pinger's thread to the one that prints. The pinger never waits: an event that finds no room is counted by its source,
 * and that count is printed in its place.
 *
 * <p>What waits takes 16 MB at most. A sixteenth of that is for what is no outcome of a probe, so that one target that sends each
 * reply a thousand times does not push out the replies of others. The end of a source always finds room.
 *
 * @param <S> what the events come from
 */
final class EventQueue<S extends EventSource> {
    private static final int ROOM_BYTES = 16 << 20;
    private static final int ROOM_FOR_EXTRAS_BYTES = ROOM_BYTES / 16;

    /** What an event takes at most with its two IPv6 addresses, its item and its node, without labels. */
    private static final int EVENT_BYTES = 400;

    private static final int LABEL_BYTES = 40;
    private static final long GRACE_NANOS = 1_000_000_000;

    private final LinkedBlockingQueue<Item<S>> items = new LinkedBlockingQueue<>();
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger usedByExtras = new AtomicInteger();
    private volatile boolean hurried;
    private volatile long graceEndNanos;

    /** What can be in it. */
    sealed interface Item<S> {

        /** What it comes from. */
        S source();

        /**
         * Something happened to a source's probe.
         *
         * @param unanswered the request before this one if it has no reply yet, or {@link Outstanding#NONE}
         */
        record Happened<S>(S source, PingEvent event, int unanswered) implements Item<S> {}

        /** From here on events of the source found no room: so many, or none any more, up to when this is taken. */
        record Missing<S>(S source, Dropped dropped) implements Item<S> {}

        /** A source is over: nothing more of it will come. */
        record Ended<S>(S source) implements Item<S> {}
    }

    /** Never waits; any thread. */
    void happened(S source, PingEvent event, int unanswered) {
        int bytes = bytes(event);
        boolean extra = isExtra(event);
        if (used.get() + bytes > ROOM_BYTES || (extra && usedByExtras.get() + bytes > ROOM_FOR_EXTRAS_BYTES)) {
            if (source.drop(event)) {
                items.add(new Item.Missing<>(source, Dropped.NONE));
            }
            return;
        }
        used.addAndGet(bytes);
        if (extra) {
            usedByExtras.addAndGet(bytes);
        }
        items.add(new Item.Happened<>(source, event, unanswered));
    }

    /** Nothing more of it will come. Never waits; any thread. */
    void ended(S source) {
        items.add(new Item.Ended<>(source));
    }

    /** The user wants the end: what is not taken within a second is dropped. */
    void hurry() {
        graceEndNanos = System.nanoTime() + GRACE_NANOS;
        hurried = true;
    }

    /** Whether {@link #take} would wait. */
    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Waits for the next. What was dropped after the last {@link Item.Missing} is left with its source. One thread. */
    Item<S> take() throws InterruptedException {
        while (true) {
            Item<S> item = items.take();
            boolean late = hurried && System.nanoTime() - graceEndNanos > 0;
            if (item instanceof Item.Happened<S> happened) {
                release(happened.event());
                if (!late) {
                    return happened;
                }
                var _ = happened.source().drop(happened.event());
            } else if (!(item instanceof Item.Missing<S> missing)) {
                return item;
            } else if (!late) {
                return new Item.Missing<>(missing.source(), missing.source().takeDropped());
            }
        }
    }

    private void release(PingEvent event) {
        int bytes = bytes(event);
        used.addAndGet(-bytes);
        if (isExtra(event)) {
            usedByExtras.addAndGet(-bytes);
        }
    }

    private static int bytes(PingEvent event) {
        return event instanceof ErrorHint hint
                ? EVENT_BYTES + LABEL_BYTES * hint.error().mplsLabels().size()
                : EVENT_BYTES;
    }

    /** Whether it is no probe's outcome, so that a probe can have any number of them. */
    private static boolean isExtra(PingEvent event) {
        return event instanceof Duplicate
                || event instanceof Late
                || event instanceof Corrupted
                || event instanceof Notice;
    }
}
