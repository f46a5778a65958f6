package io.github.icmpffm;

/**
 * Hears what happens to probes without an object for each event; otherwise as {@link PingListener}, with its rules: called
 * on the pinger's own thread, it must not block.
 */
@FunctionalInterface
public interface ProbeListener {

    /** Something happened; the view is valid until this returns. */
    void on(ProbeView probe);
}
