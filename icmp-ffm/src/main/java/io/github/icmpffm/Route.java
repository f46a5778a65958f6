package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * The way to a target, as far as {@link Traceroute} has seen it.
 *
 * @param target where it leads
 * @param hops its hops, the nearest first, each of them once
 * @param end how it ended
 */
public record Route(InetAddress target, List<Hop> hops, RouteEnd end) {

    /** Copies the list. */
    public Route {
        Objects.requireNonNull(target);
        hops = List.copyOf(hops);
    }

    @Override
    public String toString() {
        return "route to " + AddressText.of(target) + ", " + end.word() + ": " + hops;
    }
}
