package io.github.icmpffm.watchdog;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * better_ping's end of the connection to its watchdog. Its port is fixed before the watchdog starts, which is told it
 * and takes messages from there only. Safe for use by several threads; never blocks once it is connected.
 */
final class Feeder implements Closeable {
    private final SocketChannel channel;

    /** What the kernel would not take of the last message: the watchdog is stopped, and its buffers are full. */
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    private Feeder(SocketChannel channel) {
        this.channel = channel;
    }

    /** Takes a port. */
    static Feeder open() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
        try {
            channel.bind(new InetSocketAddress(loopback(), 0));
            return new Feeder(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The port it has, and will connect from. */
    int port() {
        return channel.socket().getLocalPort();
    }

    /**
     * Connects to the watchdog.
     *
     * @throws IOException if it does not let us in
     */
    void connect(int watchdogPort, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(new InetSocketAddress(loopback(), watchdogPort));
        while (!connected) {
            if (deadline - System.nanoTime() <= 0) {
                throw new IOException("no answer");
            }
            Thread.sleep(1);
            connected = channel.finishConnect();
        }
    }

    /**
     * Sends a message, unless the watchdog has so many waiting that no more fit: then it needs none.
     *
     * @return whether it was sent
     */
    synchronized boolean send(Message message) {
        try {
            channel.write(unsent);
            if (unsent.hasRemaining()) {
                return false;
            }
            ByteBuffer bytes = message.encoded();
            int written = channel.write(bytes);
            if (written > 0) {
                unsent = bytes; // never half a message
            }
            return written > 0;
        } catch (IOException e) {
            return false; // the watchdog has gone; its exit tells
        }
    }

    /** Whether the watchdog has closed the connection. It does so just before it kills, and never says anything. */
    synchronized boolean isClosedByWatchdog() {
        try {
            return channel.read(ByteBuffer.allocate(16)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // as closed as it can be
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
