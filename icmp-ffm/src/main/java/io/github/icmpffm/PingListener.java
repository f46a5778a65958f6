package io.github.icmpffm;

/**
 * Hears what happens in a {@link PingSeries}.
 *
 * <p>Called on the pinger's own thread, one event after the other: it must not block, nor call {@link Pinger#ping}. What
 * it throws ends the series with that exception.
 */
@FunctionalInterface
public interface PingListener {

    /** Something happened to one of the probes. */
    void on(PingEvent event);
}
