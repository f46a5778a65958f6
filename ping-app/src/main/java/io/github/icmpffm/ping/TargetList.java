package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The addresses behind the destinations, as far as a pinger can ping them. */
final class TargetList {
    /** Each has a schedule and statistics; a sweep has neither, and no limit. */
    private static final int MOST = 1 << 20;

    private final Pinger pinger;
    private final boolean allAddresses;
    private final List<Target> targets = new ArrayList<>();
    private final Set<Target> seen = new HashSet<>();
    private boolean complete = true;

    TargetList(Pinger pinger, boolean allAddresses) {
        this.pinger = pinger;
        this.allAddresses = allAddresses;
    }

    /** In the order of the command line, each once. */
    List<Target> targets() {
        return targets;
    }

    /** Whether no destination had to be left out; what was has been told. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Adds what a destination stands for.
     *
     * @param alone whether there is no other, so that what is wrong with it is said by whoever tries it
     * @throws FatalException if there are too many
     */
    void add(Destination destination, boolean alone) {
        AddressRange range = destination.range();
        if (range == null) {
            addAddresses(destination, alone);
        } else if (alone || canPing(range.first())) {
            requireRoomFor(range.size());
            for (long i = 0; i < range.size(); i++) {
                InetAddress address = range.address(i);
                put(new Target(ZonedAddress.text(address), address), alone);
            }
        } else {
            leaveOut(destination.word(), range.first());
        }
    }

    private void addAddresses(Destination destination, boolean alone) {
        requireRoomFor(1);
        boolean known = false;
        for (InetAddress address : destination.addresses()) {
            if (canPing(address) && (allAddresses || !known)) {
                known = true;
                put(new Target(destination.word(), address), alone);
            }
        }
        InetAddress first = destination.addresses().getFirst();
        if (!known && alone) {
            put(new Target(destination.word(), first), alone);
        } else if (!known) {
            leaveOut(destination.word(), first);
        }
    }

    /** What stands alone is there once; and a record's first hash code costs a cold JVM ten milliseconds. */
    private void put(Target target, boolean alone) {
        if (alone || seen.add(target)) {
            targets.add(target);
        }
    }

    private boolean canPing(InetAddress address) {
        return pinger.socketKind(Family.of(address)).isPresent();
    }

    private void leaveOut(String word, InetAddress address) {
        complete = false;
        String reason = pinger.refusal(Family.of(address)).map(Throwable::getMessage).orElse("");
        StandardError.say(word + ": " + reason.replaceAll("\\n *", " "));
    }

    private void requireRoomFor(long more) {
        if (targets.size() + more > MOST) {
            throw new FatalException("more than " + MOST + " targets: use --sweep, which has no limit");
        }
    }
}
