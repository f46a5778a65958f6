package io.github.icmpffm;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.PathMtuDiscovery;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Pinger} opens its sockets. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * Pinger.open(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM).interfaceName("eth0"))
 * }</pre>
 */
public final class PingerOptions implements Cloneable {

    static final int UNSET = -1;

    private static final int DEFAULT_BUFFER_BYTES = 4 << 20;

    SocketMode socketMode = SocketMode.AUTO;
    Timing timing = Timing.KERNEL;
    int hopLimit = UNSET;
    int trafficClass = UNSET;
    int shards = 1;
    int identifier = UNSET;
    int bufferBytes = DEFAULT_BUFFER_BYTES;
    boolean acceptResized;
    @Nullable
    Integer mark;

    @Nullable
    String interfaceName;
    @Nullable
    InetAddress source;
    @Nullable
    Family family;
    @Nullable
    PathMtuDiscovery pathMtuDiscovery;
    @Nullable
    Executor socketExecutor;

    /** Of IPv6 packets. */
    int largestFragment = UNSET;

    private PingerOptions() {}

    /** What {@link Pinger#open()} uses: the best socket and the best stamps there are, all else as the kernel has it. */
    public static PingerOptions defaults() {
        return new PingerOptions();
    }

    /** Which kind of socket. */
    public PingerOptions socketMode(SocketMode mode) {
        PingerOptions changed = copy();
        changed.socketMode = Objects.requireNonNull(mode);
        return changed;
    }

    /**
     * Which stamps round trips are measured by, at best: a kernel that refuses those is asked for fewer, see {@link
     * Pinger#refusedOptions}.
     */
    public PingerOptions timing(Timing best) {
        PingerOptions changed = copy();
        changed.timing = Objects.requireNonNull(best);
        return changed;
    }

    /**
     * TTL or hop limit of all requests that have none of their own.
     *
     * @param limit 1 to 255
     */
    public PingerOptions hopLimit(int limit) {
        PingerOptions changed = copy();
        changed.hopLimit = requireRange("hop limit", limit, 1, 255);
        return changed;
    }

    /**
     * TOS or traffic class.
     *
     * @param value 0 to 255
     */
    public PingerOptions trafficClass(int value) {
        PingerOptions changed = copy();
        changed.trafficClass = requireRange("traffic class", value, 0, 255);
        return changed;
    }

    /**
     * Firewall mark; needs CAP_NET_ADMIN or, from Linux 5.17 on, CAP_NET_RAW.
     *
     * @param value all 32 bits count, the highest as well
     */
    public PingerOptions mark(int value) {
        PingerOptions changed = copy();
        changed.mark = value;
        return changed;
    }

    /**
     * The identifier of all requests, instead of a random one. On raw sockets another program with the same one then gets
     * what is ours as well, and we its. On datagram sockets {@link Pinger#open(PingerOptions)} throws EADDRINUSE if another
     * datagram socket has it, and no other gets it while the pinger is open; it cannot be combined with several {@linkplain
     * #shards shards} (IllegalArgumentException on opening) unless the {@linkplain #socketMode mode} is RAW.
     *
     * @param value 0 to 65535; 0 leaves a datagram socket's to the kernel
     */
    public PingerOptions identifier(int value) {
        PingerOptions changed = copy();
        changed.identifier = requireRange("identifier", value, 0, 0xffff);
        return changed;
    }

    /**
     * How many threads share the targets, each with datagram sockets of its own, which AUTO then prefers: the kernel tells
     * their replies apart, so that they gain by each core. Where only raw sockets are to be had there is one.
     *
     * @param count 1 to 64
     */
    public PingerOptions shards(int count) {
        PingerOptions changed = copy();
        changed.shards = requireRange("shards", count, 1, 64);
        return changed;
    }

    /**
     * The interface everything goes out by and comes in by; it need not have an address.
     *
     * @param name as {@code eth0}, not empty
     */
    public PingerOptions interfaceName(String name) {
        if (name.isEmpty()) { // for the kernel, any interface
            throw new IllegalArgumentException("an interface's name is not empty");
        }
        PingerOptions changed = copy();
        changed.interfaceName = name;
        return changed;
    }

    /** The address to send from; the pinger then pings that family only. */
    public PingerOptions source(InetAddress address) {
        PingerOptions changed = copy();
        changed.source = Objects.requireNonNull(address);
        return changed;
    }

    /** The only family to open sockets of, which is quicker than both. */
    public PingerOptions family(Family only) {
        PingerOptions changed = copy();
        changed.family = Objects.requireNonNull(only);
        return changed;
    }

    /** What to do about the path MTU. */
    public PingerOptions pathMtuDiscovery(PathMtuDiscovery discovery) {
        PingerOptions changed = copy();
        changed.pathMtuDiscovery = Objects.requireNonNull(discovery);
        return changed;
    }

    /** What is sent may be fragmented; what the interface does not take is, and if it is IPv6, into pieces of at most that size. */
    PingerOptions fragmenting(int largestFragment) {
        PingerOptions changed = pathMtuDiscovery(PathMtuDiscovery.DONT);
        changed.largestFragment = largestFragment;
        return changed;
    }

    /**
     * How much may wait in each socket to be received, 4 MiB by default; the kernel may grant less.
     *
     * @param bytes 4096 or more
     */
    public PingerOptions bufferBytes(int bytes) {
        PingerOptions changed = copy();
        changed.bufferBytes = requireRange("buffer bytes", bytes, 4096, Integer.MAX_VALUE);
        return changed;
    }

    /**
     * Whether a reply that differs from what was sent only in its length is one, as some stacks pad replies and others cut them; by
     * default it is {@link Corrupted}. It counts if the whole payload comes first, with its nonce, and more follows; or if it comes
     * from the target, and at least 16 bytes of the payload are there and right. A cut one without the nonce proves less: who
     * guesses identifier and sequence number can forge it. Of no effect to a {@link Sweep} and a {@link PathMtu}, which need the
     * whole.
     */
    public PingerOptions acceptResized(boolean accept) {
        PingerOptions changed = copy();
        changed.acceptResized = accept;
        return changed;
    }

    /**
     * Where sockets are opened, and bound again to an interface that was made anew; by default on the thread that needs it. Linux
     * gives capabilities to threads: a program may keep CAP_NET_RAW in one thread that does nothing else.
     *
     * @param executor runs tasks on other threads than the pinger's; the pinger waits for each
     */
    public PingerOptions socketExecutor(Executor executor) {
        PingerOptions changed = copy();
        changed.socketExecutor = Objects.requireNonNull(executor);
        return changed;
    }

    private PingerOptions copy() {
        try {
            return (PingerOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("it is Cloneable", e);
        }
    }

    static int requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
