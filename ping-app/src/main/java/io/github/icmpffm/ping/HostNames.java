package io.github.icmpffm.ping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Names of addresses, for whoever does not want to wait for them: a name is looked up once, in the background, and told from when it
 * is known on.
 */
final class HostNames implements Runnable {
    /** Who answers us decides how many addresses there are. */
    private static final int MOST = 1024;

    /** What is known to have no name, or not known yet. */
    private static final String NONE = "";

    private final ConcurrentHashMap<InetAddress, String> names = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<InetAddress> wanted = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    /** Until it is known better that address has that name, which it was resolved from. */
    void suppose(InetAddress address, String name) {
        lookUp(address, name);
    }

    /** {@code name (address)} if the name is known, {@code unknown} if not. Starts to look it up at the first call. */
    String describe(InetAddress address, String unknown) {
        String name = names.get(address);
        if (name == null) {
            lookUp(address, NONE);
            return unknown;
        }
        return name.isEmpty() ? unknown : name.concat(" (").concat(unknown).concat(")");
    }

    private void lookUp(InetAddress address, String until) {
        if (names.size() >= MOST || names.putIfAbsent(address, until) != null) {
            return;
        }
        wanted.add(address);
        if (thread == null) {
            thread = new Thread(this, "host names");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                InetAddress address = wanted.take();
                names.put(address, nameOf(address));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From a new object, which does not know what it was resolved from. */
    private static String nameOf(InetAddress address) {
        try {
            InetAddress bare = InetAddress.getByAddress(address.getAddress());
            String name = bare.getHostName();
            return name.equals(bare.getHostAddress()) ? NONE : name;
        } catch (UnknownHostException e) {
            return NONE;
        }
    }
}
