package io.github.icmpffm;

import io.github.icmpffm.engine.SocketSource;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.packet.IcmpType;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpPermissionException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.socket.SocketOptions;
import io.github.icmpffm.socket.Stamps;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Opens and prepares a pinger's sockets, one of each family the host has and the process may use. The families are
 * independent: that one cannot be had only matters to who pings it.
 */
final class PingerSockets implements SocketSource {

    final List<IcmpSocket> opened = new ArrayList<>();
    final Map<Family, IcmpException> refused = new EnumMap<>(Family.class);

    /** Options that only improve, which the kernel refused, and why; each once. */
    final List<String> refusedOptions = new ArrayList<>();

    private final PingerOptions options;
    final int identifier;

    /**
     * Opens.
     *
     * @throws IcmpException if no family can be had: what was said of the first
     */
    PingerSockets(PingerOptions options, int identifier) {
        this.options = options;
        this.identifier = identifier;
        for (Family family : Family.values()) {
            if (options.source != null && Family.of(options.source) != family) {
                refused.put(family, new IcmpException("the source address is of the other family", 0, null));
                continue;
            }
            if (options.family != null && options.family != family) {
                refused.put(family, new IcmpException("the pinger was opened for the other family only", 0, null));
                continue;
            }
            try {
                opened.add(openFirst(family));
            } catch (IcmpException e) {
                refused.put(family, e);
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
        if (opened.isEmpty()) {
            throw refused.get(firstFamily());
        }
    }

    private Family firstFamily() {
        if (options.source != null) {
            return Family.of(options.source);
        }
        return options.family == null ? Family.IPV4 : options.family;
    }

    /**
     * Sockets for one of the shards that the options ask for.
     *
     * @throws IllegalArgumentException if several shards may get datagram sockets of one identifier, which only one can have
     */
    static PingerSockets forShards(PingerOptions options) {
        Executor executor = options.socketExecutor;
        if (executor == null) {
            return openForShards(options);
        }
        return call(executor, new Callable<>() { // here a lambda would take a cold JVM milliseconds
            @Override
            public PingerSockets call() {
                return openForShards(options);
            }
        });
    }

    private static PingerSockets openForShards(PingerOptions options) {
        if (options.shards > 1 && options.identifier > 0 && options.socketMode != SocketMode.RAW) {
            throw new IllegalArgumentException("an identifier is one datagram socket's: "
                    + options.shards + " shards cannot share " + options.identifier);
        }
        boolean preferDatagram = options.shards > 1 && options.socketMode == SocketMode.AUTO;
        if (preferDatagram) {
            try {
                return new PingerSockets(options.socketMode(SocketMode.DATAGRAM), identifier(options));
            } catch (IcmpPermissionException e) {
                // raw ones, then
            }
        }
        return new PingerSockets(options, identifier(options));
    }

    /** The identifier for raw sockets: what the options say, or a random one. */
    static int identifier(PingerOptions options) {
        return options.identifier == PingerOptions.UNSET ? (int) Randomness.nextLong() & 0xffff : options.identifier;
    }

    /** Has it done there, waits for it, and throws what it throws. */
    private static <T> T call(Executor executor, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        executor.execute(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Stamps wanted(Timing timing) {
        return switch (timing) {
            case KERNEL -> Stamps.BOTH_WAYS;
            case KERNEL_RECEIVE -> Stamps.RECEIVED;
            case USER -> Stamps.NONE;
        };
    }

    private IcmpSocket openFirst(Family family) {
        IcmpSocket socket = switch (options.socketMode) {
            case AUTO -> IcmpSocket.open(family);
            case RAW -> IcmpSocket.open(family, SocketKind.RAW);
            case DATAGRAM -> IcmpSocket.open(family, SocketKind.DATAGRAM);
        };
        for (String option : prepared(socket, false)) {
            if (!refusedOptions.contains(option)) {
                refusedOptions.add(option);
            }
        }
        return socket;
    }

    /**
     * Opens another socket of that family, of the same kind and with the same options; it belongs to the caller. A raw one
     * only sends: it receives no messages, but may get entries in its error queue. A datagram one has an identifier of its
     * own. By any thread.
     *
     * @throws IcmpException if this has no socket of that family, if the kernel refuses another, or if datagram sockets have
     *     the identifier that the options ask for, which only one can have
     */
    @Override
    public IcmpSocket open(Family family) {
        Executor executor = options.socketExecutor;
        return executor == null ? openAnother(family) : call(executor, () -> openAnother(family));
    }

    @Override
    public boolean rebindInterface(IcmpSocket socket) {
        Executor executor = options.socketExecutor;
        return executor == null ? socket.rebindInterface() : call(executor, socket::rebindInterface);
    }

    private IcmpSocket openAnother(Family family) {
        IcmpSocket first = of(family);
        if (hasOwnIdentifier(first)) {
            throw new IcmpException("only one datagram socket can have the identifier " + options.identifier,
                    Errno.EADDRINUSE, null);
        }
        IcmpSocket another = IcmpSocket.open(family, first.kind());
        prepared(another, first.kind() == SocketKind.RAW);
        return another;
    }

    private IcmpSocket of(Family family) {
        for (IcmpSocket socket : opened) {
            if (socket.family() == family) {
                return socket;
            }
        }
        throw refused.get(family);
    }

    private boolean hasOwnIdentifier(IcmpSocket socket) {
        return socket.kind() == SocketKind.DATAGRAM && options.identifier > 0;
    }

    /** Sets its options, or closes it. Returns what the kernel refused of those that only improve. */
    private List<String> prepared(IcmpSocket socket, boolean onlySends) {
        try {
            List<String> without = improve(socket.options().ifPossible(), socket, onlySends);
            require(socket);
            return without;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** What a ping can do without: kernels, sandboxes and emulators lack some of it. */
    private List<String> improve(SocketOptions set, IcmpSocket socket, boolean onlySends) {
        boolean raw = socket.kind() == SocketKind.RAW;
        boolean rawIpv4 = raw && socket.family() == Family.IPV4;
        if (onlySends) {
            set.acceptTypes();
            set.acceptNothing();
        } else if (raw) {
            set.acceptTypes(acceptedTypes(socket.family()));
            set.acceptIdentifier(identifier);
        }
        if (!raw || rawIpv4) {
            set.receiveErrors(true); // a raw IPv4 socket says only then that this host has dropped a request
        }
        set.stamps(wanted(options.timing));
        if (!rawIpv4) { // that has it in the header
            set.receiveHopLimit(true);
        }
        set.receiveDrops(true);
        set.receiveBuffer(options.bufferBytes);
        set.sendBuffer(options.bufferBytes);
        return set.refused();
    }

    /** What was asked for. */
    private void require(IcmpSocket socket) {
        SocketOptions set = socket.options();
        if (options.hopLimit != PingerOptions.UNSET) {
            set.hopLimit(options.hopLimit);
        }
        if (options.trafficClass != PingerOptions.UNSET) {
            set.trafficClass(options.trafficClass);
        }
        if (options.mark != null) {
            set.mark(options.mark);
        }
        if (options.interfaceName != null) {
            set.interfaceName(options.interfaceName);
        }
        if (options.pathMtuDiscovery != null) {
            set.pathMtuDiscovery(options.pathMtuDiscovery);
        }
        if (options.largestFragment != PingerOptions.UNSET && socket.family() == Family.IPV6) {
            set.largestFragment(options.largestFragment);
        }
        if (hasOwnIdentifier(socket)) {
            IcmpSocket other = otherWithIdentifier();
            if (other == null) {
                socket.bind(source(socket), options.identifier);
            } else {
                socket.bindSharing(source(socket), other);
            }
        } else if (options.source != null) {
            socket.bind(options.source);
        }
    }

    private InetAddress source(IcmpSocket socket) {
        return options.source == null ? IcmpSocket.anyAddress(socket.family()) : options.source;
    }

    private @Nullable IcmpSocket otherWithIdentifier() {
        for (IcmpSocket socket : opened) {
            if (hasOwnIdentifier(socket)) {
                return socket;
            }
        }
        return null;
    }

    private static int[] acceptedTypes(Family family) {
        int[] types = new int[256];
        int count = 0;
        for (int type = 0; type < types.length; type++) {
            if (type == family.echoReplyType() || IcmpType.isError(family, type) || IcmpType.isNotice(family, type)) {
                types[count++] = type;
            }
        }
        return Arrays.copyOf(types, count);
    }

    void close() {
        opened.forEach(IcmpSocket::close);
    }
}
