package io.github.icmpffm.watchdog;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watchdog's sockets: the one it listens on, and the parent's connection. For one thread, but for {@link #wakeUp}.
 *
 * <p>It goes on listening while the parent is connected, so that the port stays taken and a second better_ping is told
 * so; whoever else connects is let in and put out at once. All connections are closed with a reset: a port that is left
 * in TIME_WAIT would be taken for a minute after the watchdog's end.
 */
final class FeedListener implements Closeable {
    /** Who gets what has arrived. */
    interface Receiver extends MessageReader.Receiver {
        /** Somebody connected who may not feed, or of whom that cannot be known; then there is a reason. */
        void refused(InetSocketAddress peer, @Nullable String reason);
    }

    private static final int BACKLOG = 4096;

    /** So many at a time, so that neither strangers nor the parent keep the timer from being looked at. */
    private static final int CONNECTIONS_AT_ONCE = 256;

    private static final int READS_AT_ONCE = 4;

    private final PeerCheck check;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final ByteBuffer arrived = ByteBuffer.allocate(16_384);
    private @Nullable SocketChannel parent;
    private MessageReader messages = new MessageReader();
    private boolean lost;

    private FeedListener(PeerCheck check, ServerSocketChannel listener, Selector selector) {
        this.check = check;
        this.listener = listener;
        this.selector = selector;
    }

    /** The address all this is about. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /**
     * Listens.
     *
     * @throws java.net.BindException if the port is taken, or not for this process
     */
    static FeedListener open(int port, PeerCheck check) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            listener.bind(new InetSocketAddress(loopback(), port), BACKLOG);
            listener.configureBlocking(false);
            Selector selector = Selector.open();
            listener.register(selector, SelectionKey.OP_ACCEPT);
            return new FeedListener(check, listener, selector);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Sleeps until something has arrived, or that time is over. */
    void await(long nanos) throws IOException {
        long millis = (nanos + 999_999) / 1_000_000;
        if (millis > 0) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
    }

    /** Ends the sleep; from any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /**
     * Takes what has arrived, or much of it.
     *
     * @return whether that was all of the parent's
     */
    boolean read(Receiver receiver) throws IOException {
        List<SocketChannel> arrivals = accept();
        if (!arrivals.isEmpty()) {
            judge(arrivals, receiver);
        }
        SocketChannel from = parent;
        boolean drained = from == null || lost;
        for (int i = 0; from != null && !drained && i < READS_AT_ONCE; i++) {
            arrived.clear();
            int count = receive(from);
            lost = count < 0;
            drained = count <= 0;
            messages.read(arrived.flip(), receiver);
        }
        if (lost) {
            dropParent();
        }
        return drained;
    }

    boolean isConnected() {
        return parent != null;
    }

    /** Whether the parent has closed its connection, or it was reset, which is the same: so do processes that die. */
    boolean isLost() {
        return lost;
    }

    /** Forgets a parent that went before it began; it may come again. */
    void forgetParent() {
        parent = null;
        lost = false;
        messages = new MessageReader();
    }

    /** Puts the parent out, too. */
    void dropParent() throws IOException {
        if (parent != null) {
            parent.close();
            selector.selectNow(); // what is registered is not really closed before the selector has seen it
        }
    }

    @Override
    public void close() throws IOException {
        dropParent();
        listener.close();
        selector.close();
    }

    private List<SocketChannel> accept() {
        List<SocketChannel> arrivals = new ArrayList<>();
        try {
            while (arrivals.size() < CONNECTIONS_AT_ONCE) {
                SocketChannel accepted = listener.accept();
                if (accepted == null) {
                    break;
                }
                accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
                arrivals.add(accepted);
            }
        } catch (IOException e) {
            // One that has gone again, or one more than there are descriptors; nobody who connects can end the guard.
        }
        return arrivals;
    }

    private void judge(List<SocketChannel> arrivals, Receiver receiver) throws IOException {
        List<InetSocketAddress> peers = new ArrayList<>();
        for (SocketChannel arrival : arrivals) {
            peers.add((InetSocketAddress) arrival.getRemoteAddress());
        }
        int parents = PeerCheck.NONE;
        String reason = null;
        try {
            if (parent == null) {
                parents = check.findParent(peers, port());
            }
        } catch (IOException e) {
            reason = e.getMessage();
        }
        for (int i = 0; i < arrivals.size(); i++) {
            SocketChannel arrival = arrivals.get(i);
            if (i == parents) {
                arrival.configureBlocking(false);
                arrival.register(selector, SelectionKey.OP_READ);
                parent = arrival;
            } else {
                arrival.close();
                receiver.refused(peers.get(i), reason);
            }
        }
    }

    private int receive(SocketChannel from) {
        try {
            return from.read(arrived);
        } catch (IOException e) {
            return -1;
        }
    }
}
