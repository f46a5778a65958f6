package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.ErrorCategory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of the probes that were to die at one distance.
 *
 * @param hopLimit the distance: the TTL or hop limit the probes were sent with, 1 to 255
 * @param probes the outcome of each probe, in the order of sending; fewer than were sent if the route was stopped
 */
public record Hop(int hopLimit, List<PingResult> probes) {

    /** Copies the list. */
    public Hop {
        probes = List.copyOf(probes);
    }

    /** Who answered, each once, in the order of the probes; several where a load balancer sends probes several ways. */
    public List<InetAddress> responders() {
        Set<InetAddress> responders = new LinkedHashSet<>();
        for (PingResult probe : probes) {
            responder(probe).ifPresent(responders::add);
        }
        return new ArrayList<>(responders);
    }

    /** Who answered a probe, if anyone did. */
    public static Optional<InetAddress> responder(PingResult probe) {
        return switch (probe) {
            case Reply reply -> Optional.of(reply.from());
            case IcmpError error -> Optional.of(error.from());
            case Timeout timeout -> Optional.empty();
            case SendFailure failure -> Optional.empty();
        };
    }

    /** Whether no probe was answered: routers need not answer. */
    public boolean isSilent() {
        return responders().isEmpty();
    }

    /** Whether some probes were answered and some were not, as by a router that limits how many errors it sends. */
    public boolean isPartlySilent() {
        return !isSilent() && probes.stream().anyMatch(Timeout.class::isInstance);
    }

    /** How it ends the route, if it does. */
    Optional<RouteEnd> end() {
        if (probes.stream().anyMatch(Reply.class::isInstance)) {
            return Optional.of(RouteEnd.REACHED);
        }
        List<IcmpError> errors = probes.stream()
                .filter(IcmpError.class::isInstance)
                .map(IcmpError.class::cast)
                .toList();
        boolean passedOn = errors.stream().anyMatch(error -> error.category() == ErrorCategory.TIME_EXCEEDED);
        if (!errors.isEmpty() && !passedOn) {
            return Optional.of(RouteEnd.UNREACHABLE);
        }
        boolean allFailed = !probes.isEmpty() && probes.stream().allMatch(SendFailure.class::isInstance);
        return allFailed ? Optional.of(RouteEnd.NOT_SENT) : Optional.empty();
    }

    @Override
    public String toString() {
        return hopLimit + " "
                + (isSilent() ? "*" : String.join(" ", responders().stream().map(AddressText::of).toList()));
    }
}
