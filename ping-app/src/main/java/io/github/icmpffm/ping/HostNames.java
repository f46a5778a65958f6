package io.github.icmpffm.ping;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Names of addresses, for whoever does not want to wait for them: a name is looked up once, in the background, and told from when it
 * is known on.
 */
class HostNames implements Runnable {
    /** Who answers us decides how many addresses there are. */
    private static final int MOST = 1024;

    private final ConcurrentHashMap<InetAddress, String> names = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<InetAddress> wanted = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    /** Until it is known better that address has that name, which it was resolved from. */
    final void suppose(InetAddress address, String name) {
        if (names.size() >= MOST || names.putIfAbsent(address, name) != null) {
            return;
        }
        wanted.add(address);
        if (thread == null) {
            thread = new Thread(this, "host names");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * {@code name (text)}, and where no name is known the text twice, as iputils has it. Starts to look it up at the first call.
     *
     * @param text the address's
     */
    final String describe(InetAddress address, String text) {
        suppose(address, text);
        return names.getOrDefault(address, text).concat(" (").concat(text).concat(")");
    }

    /** The name of an address, or its text if it has none; on a thread that may wait for it. */
    String nameOf(InetAddress address) {
        return ReverseNames.of(address);
    }

    @Override
    public final void run() {
        try {
            while (true) {
                InetAddress address = wanted.take();
                names.put(address, nameOf(address));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
