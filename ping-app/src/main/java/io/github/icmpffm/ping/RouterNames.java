package io.github.icmpffm.ping;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Names of the routers on the way, as {@code name (address)}. They are looked up beside the printing, and waited for a little; when
 * one was waited for in vain, others are only used if they are there already.
 */
final class RouterNames {
    private static final long PATIENCE_MILLIS = 500;

    private final boolean numeric;
    private final Function<InetAddress, String> lookUp;
    private final ConcurrentHashMap<InetAddress, FutureTask<String>> asked = new ConcurrentHashMap<>();
    private volatile long patienceMillis = PATIENCE_MILLIS;

    /** Names by the system's resolver, or with {@code numeric} addresses alone. */
    RouterNames(boolean numeric) {
        this(numeric, ReverseNames::of);
    }

    /** Names by that look-up, which gives the address's text if there is none. */
    RouterNames(boolean numeric, Function<InetAddress, String> lookUp) {
        this.numeric = numeric;
        this.lookUp = lookUp;
    }

    /** Starts to look up a name that will be wanted. */
    void ask(InetAddress address) {
        if (!numeric) {
            var _ = lookedUp(address);
        }
    }

    /** The text for an address. */
    String of(InetAddress address) {
        String text = ZonedAddress.text(address);
        if (numeric) {
            return text;
        }
        String name = name(address);
        return ReverseNames.isName(name) && !name.equals(text) ? name + " (" + text + ")" : text;
    }

    private String name(InetAddress address) {
        try {
            return lookedUp(address).get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            patienceMillis = 0;
        } catch (ExecutionException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private FutureTask<String> lookedUp(InetAddress address) {
        return asked.computeIfAbsent(address, wanted -> {
            FutureTask<String> task = new FutureTask<>(() -> lookUp.apply(wanted));
            Thread.ofPlatform().daemon().name("name of " + wanted.getHostAddress()).start(task);
            return task;
        });
    }
}
