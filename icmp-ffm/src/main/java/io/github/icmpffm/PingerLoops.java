package io.github.icmpffm;

import io.github.icmpffm.engine.LoopCounters;
import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.packet.AddressBits;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/** A pinger's loops, one a shard; a target always goes to the same. */
final class PingerLoops {

    final Map<Family, SocketKind> kinds = new EnumMap<>(Family.class);
    final Map<Family, IcmpException> refused;
    final List<String> refusedOptions;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String name = "icmp-ffm pinger " + OPENED.getAndIncrement();
    private final List<ProbeLoop> loops = new ArrayList<>();

    /** Opens them: as many as asked for if they get datagram sockets, one if raw ones. */
    PingerLoops(PingerOptions options) {
        PingerSockets first = PingerSockets.forShards(options);
        refused = first.refused;
        refusedOptions = List.copyOf(first.refusedOptions);
        for (IcmpSocket socket : first.opened) {
            kinds.put(socket.family(), socket.kind());
        }
        add(first, options);
        int shards = kinds.containsValue(SocketKind.RAW) ? 1 : options.shards;
        try {
            while (loops.size() < shards) {
                add(PingerSockets.forShards(options), options);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void add(PingerSockets sockets, PingerOptions options) {
        loops.add(new ProbeLoop(
                sockets.opened,
                sockets.identifier,
                sockets,
                options.acceptResized,
                name()));
    }

    private String name() {
        return loops.isEmpty() ? name : name + " shard " + loops.size();
    }

    ProbeLoop of(InetAddress target) {
        if (loops.size() == 1) {
            return loops.getFirst();
        }
        long bits = (AddressBits.high(target) * 31 + AddressBits.low(target)) * 0x9e3779b97f4a7c15L;
        return loops.get((int) Math.unsignedMultiplyHigh(bits, loops.size()));
    }

    int size() {
        return loops.size();
    }

    long sum(ToLongFunction<LoopCounters> counter) {
        return loops.stream().map(ProbeLoop::counters).mapToLong(counter).sum();
    }

    void close() {
        loops.forEach(ProbeLoop::close);
    }
}
