package io.github.icmpffm.ping;

import io.github.icmpffm.PingEvent;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * From the pinger's thread, which must not wait for a terminal, to the one that prints.
 *
 * <p>If printing is slower than pinging for long, pinging waits: nothing is dropped, and memory does not grow. What ends the program
 * always finds room.
 */
final class EventQueue implements AutoCloseable {
    private static final int CAPACITY = 1024;

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CAPACITY);

    /** What can be in it. */
    sealed interface Item {

        /** Something happened to a session's probe. */
        record Happened(Session session, PingEvent event) implements Item {}

        /** A session is over: nothing more of it will come. */
        record Ended(Session session) implements Item {}

        /** The user has had enough. */
        record Stop() implements Item {}
    }

    /** Waits while there is no room. */
    void happened(Session session, PingEvent event) {
        room.acquireUninterruptibly();
        items.add(new Item.Happened(session, event));
    }

    void ended(Session session) {
        items.add(new Item.Ended(session));
    }

    void stop() {
        items.add(new Item.Stop());
    }

    /** Waits for the next. */
    Item take() throws InterruptedException {
        Item item = items.take();
        if (item instanceof Item.Happened) {
            room.release();
        }
        return item;
    }

    /** Nobody will take any more: lets whoever waits for room go on. */
    @Override
    public void close() {
        room.release(Integer.MAX_VALUE / 2);
    }
}
