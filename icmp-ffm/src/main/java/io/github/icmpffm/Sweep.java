package io.github.icmpffm;

import io.github.icmpffm.engine.AddressSpace;
import io.github.icmpffm.engine.ProbeShape;
import io.github.icmpffm.engine.SweepLoop;
import io.github.icmpffm.libc.Randomness;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.SipHash;
import io.github.icmpffm.socket.IcmpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Asks each address of large ranges once, and hears which of them answer. Immutable; each {@code with} method gives a
 * changed copy.
 *
 * <p>Memory does not grow with the number of addresses: a reply proves its own request. Neighbours are not asked one after
 * the other. Up to 67 million addresses it is known who has answered, so that a second reply is told as a {@link Duplicate}
 * and a retry goes only to who has not; above that each is told, and asked, again.
 *
 * <pre>{@code
 * SweepProgress end = Sweep.over(List.of(AddressRange.parse("127.0.0.0/16")))
 *         .withRate(10_000)
 *         .run(event -> System.out.println(event));
 * }</pre>
 */
public final class Sweep {

    /** Requests a second unless said otherwise. */
    public static final double DEFAULT_RATE = 1000;

    private final List<AddressRange> ranges;
    private final List<AddressRange> excluded;
    private final double rate;
    private final int retries;
    private final Duration timeout;
    private final int payloadLength;
    private final int shards;
    private final PingerOptions options;

    private Sweep(
            List<AddressRange> ranges,
            List<AddressRange> excluded,
            double rate,
            int retries,
            Duration timeout,
            int payloadLength,
            int shards,
            PingerOptions options) {
        this.ranges = ranges;
        this.excluded = excluded;
        this.rate = rate;
        this.retries = retries;
        this.timeout = timeout;
        this.payloadLength = payloadLength;
        this.shards = shards;
        this.options = options;
    }

    /** A sweep over ranges, of either family, that may overlap; at {@link #DEFAULT_RATE}, without retries. */
    public static Sweep over(Collection<AddressRange> ranges) {
        return new Sweep(
                List.copyOf(ranges),
                List.of(),
                DEFAULT_RATE,
                0,
                Duration.ofSeconds(2),
                EchoPayload.DEFAULT_LENGTH,
                1,
                PingerOptions.defaults());
    }

    /** Leaves these addresses out. */
    public Sweep withExcluded(Collection<AddressRange> holes) {
        return new Sweep(
                ranges, List.copyOf(holes), rate, retries, timeout, payloadLength, shards, options);
    }

    /**
     * At most that many requests a second.
     *
     * @param packetsPerSecond 0 for as fast as the sockets take them
     */
    public Sweep withRate(double packetsPerSecond) {
        if (!(packetsPerSecond >= 0)) {
            throw new IllegalArgumentException("rate must be 0 or more, not " + packetsPerSecond);
        }
        return new Sweep(ranges, excluded, packetsPerSecond, retries, timeout, payloadLength, shards, options);
    }

    /**
     * Asks those who have not answered again, that often.
     *
     * @param count 0 or more
     */
    public Sweep withRetries(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, not " + count);
        }
        return new Sweep(ranges, excluded, rate, count, timeout, payloadLength, shards, options);
    }

    /** How long to wait for replies after the last request, if not everybody has answered before; 2 s if not said otherwise. */
    public Sweep withTimeout(Duration wait) {
        return new Sweep(ranges, excluded, rate, retries, wait, payloadLength, shards, options);
    }

    /**
     * With another payload.
     *
     * @param bytes 34 to 65507: time and proof must fit into it
     */
    public Sweep withPayloadLength(int bytes) {
        if (bytes < 34 || bytes > 65_507) {
            throw new IllegalArgumentException("payload length must be 34 to 65507, not " + bytes);
        }
        return new Sweep(ranges, excluded, rate, retries, timeout, bytes, shards, options);
    }

    /**
     * With that many threads, each with sockets of its own. Datagram sockets gain by it, up to the number of cores; raw
     * sockets, each of which receives everything, do not, and with an {@linkplain PingerOptions#identifier identifier} there
     * is one.
     *
     * @param count 1 to 64
     */
    public Sweep withShards(int count) {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException("shards must be 1 to 64, not " + count);
        }
        return new Sweep(ranges, excluded, rate, retries, timeout, payloadLength, count, options);
    }

    /** With other sockets. */
    public Sweep withOptions(PingerOptions other) {
        return new Sweep(ranges, excluded, rate, retries, timeout, payloadLength, shards, other);
    }

    /** How many addresses it is over. */
    public long size() {
        return space().size();
    }

    /**
     * Sweeps, and waits for the end.
     *
     * @param listener hears a {@link Reply} for each address that answers, and a {@link Duplicate} for what it says more;
     *     with several shards, from several threads at once
     * @throws InterruptedException if the thread is interrupted; the sweep is ended
     * @throws IcmpException if no socket can be had
     */
    public SweepProgress run(PingListener listener) throws InterruptedException {
        try (SweepRun run = start(listener)) {
            return run.await();
        }
    }

    /**
     * Starts the sweep; otherwise as {@link #run}.
     *
     * @throws IllegalArgumentException if the options ask for an identifier of its own and there are several shards, see
     *     {@link PingerOptions#identifier}
     */
    public SweepRun start(PingListener listener) {
        AddressSpace space = space();
        SweepRun run = new SweepRun(space.size(), listener);
        long seed = Randomness.nextLong();
        SipHash proofs = new SipHash(Randomness.nextLong(), Randomness.nextLong());
        ProbeShape shape = new ProbeShape(EchoPayload.ofLength(payloadLength), PingRequest.saturatedNanos(timeout),
                ProbeShape.DEFAULT_HOP_LIMIT);
        List<SweepLoop> loops = new ArrayList<>();
        int parts = sharesIdentifier() ? 1 : shards;
        for (int part = 0; part < parts; part++) {
            PingerSockets sockets = PingerSockets.forShards(options.shards(parts));
            SweepLoop.Plan plan = new SweepLoop.Plan(
                    space, seed, proofs, part, parts, 1 + retries, rate / parts, shape);
            loops.add(new SweepLoop(plan, sockets.opened, sockets.identifier, sockets,
                    run.sink()));
        }
        run.begin(loops);
        return run;
    }

    /** Whether shards may have raw sockets of one identifier, each of which receives the replies to all. */
    private boolean sharesIdentifier() {
        boolean ownIdentifier = options.identifier != PingerOptions.UNSET;
        return options.socketMode == SocketMode.RAW && ownIdentifier
                || options.socketMode == SocketMode.AUTO && options.identifier == 0;
    }

    private AddressSpace space() {
        return new AddressSpace(inEngine(ranges), inEngine(excluded));
    }

    private static List<AddressSpace.Range> inEngine(List<AddressRange> ranges) {
        return ranges.stream()
                .map(range -> new AddressSpace.Range(range.high(), range.low(), range.size()))
                .toList();
    }
}
