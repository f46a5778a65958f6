package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.engine.ProbeSchedule;
import io.github.icmpffm.packet.AddressBits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many targets, each pinged once an interval, evenly spread over it: for who watches a hundred thousand hosts. Targets come
 * and go while it runs. Made by {@link Pinger#monitor}; safe for use by several threads.
 *
 * <p>No statistics are kept: what happens is told, without an object for it. With several shards the listener is called by
 * several threads at once, for one target always by the same.
 *
 * <p>For tens of thousands of targets start the JVM with {@code -XX:+UseTransparentHugePages}: it then takes a quarter less
 * time of its own, where the kernel has such pages to give.
 */
public final class PingMonitor implements AutoCloseable {

    /** The golden ratio's fraction: its multiples fill the interval evenly, however many there will be. */
    private static final double SPREAD = 0.6180339887498949;

    private final Function<InetAddress, ProbeLoop> loops;
    private final PingRequest request;
    private final ProbeSchedule.Plan plan;
    private final Viewing viewing;
    private final Map<InetAddress, ProbeSchedule> targets = new ConcurrentHashMap<>();
    private final AtomicLong added = new AtomicLong();

    /** What the phases of all targets count from. */
    private final long startNanos = System.nanoTime();

    private volatile @Nullable Throwable failure;

    PingMonitor(
            Function<InetAddress, ProbeLoop> loops, PingRequest request, Duration interval, ProbeListener listener) {
        this.loops = loops;
        this.request = request;
        this.plan = PingPlan.every(interval).plan();
        this.viewing = new Viewing(listener);
    }

    /**
     * Pings that target from now on; nothing changes if it is pinged already.
     *
     * @return whether it was not
     * @throws IllegalStateException if the listener has thrown, or the pinger is closed
     */
    public boolean add(InetAddress target) {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the monitor has ended: " + cause.getMessage(), cause);
        }
        ProbeSchedule schedule = schedule(target);
        if (targets.putIfAbsent(target, schedule) != null) {
            return false;
        }
        loops.apply(target).start(schedule);
        return true;
    }

    /**
     * Pings that target no more; what is under way to it is told no more.
     *
     * @return whether it was pinged
     */
    public boolean remove(InetAddress target) {
        ProbeSchedule schedule = targets.remove(target);
        if (schedule == null) {
            return false;
        }
        loops.apply(target).stop(schedule);
        return true;
    }

    /** How many targets there are. */
    public int size() {
        return targets.size();
    }

    /** Removes all targets. */
    @Override
    public void close() {
        targets.keySet().forEach(this::remove);
    }

    private ProbeSchedule schedule(InetAddress target) {
        double phase = added.getAndIncrement() * SPREAD % 1;
        long sinceStart = System.nanoTime() - startNanos;
        long delay = Math.floorMod((long) (phase * plan.intervalNanos()) - sinceStart, plan.intervalNanos());
        return new ProbeSchedule(
                AddressBits.high(target),
                AddressBits.low(target),
                target instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0,
                request.shape(),
                plan,
                Math.max(1, delay),
                new Sink(target));
    }

    private final class Sink implements ProbeSchedule.Sink {
        private final InetAddress target;
        private volatile boolean removed;

        Sink(InetAddress target) {
            this.target = target;
        }

        @Override
        public boolean on(ProbeEvent event) {
            if (removed) {
                return false;
            }
            viewing.tell(event, target);
            return true;
        }

        @Override
        public void finished() {
            // removed
        }

        @Override
        public void fail(Throwable cause) {
            failure = cause;
            targets.remove(target);
        }
    }
}
