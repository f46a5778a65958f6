package io.github.icmpffm.ping;

import io.github.icmpffm.Pinger;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the targets of a run are pinged, as far as its format tells it. To find out an address takes the privileges of the run's start. */
final class Beginnings {
    private final PingOptions options;
    private final Pinger pinger;
    private final List<Target> targets;

    /** Where requests to each are sent from; empty if that is not told. */
    private final List<@Nullable InetAddress> sources = new ArrayList<>();

    Beginnings(PingOptions options, Pinger pinger, List<Target> targets) {
        this.options = options;
        this.pinger = pinger;
        this.targets = targets;
        if (options.display().format().tellsSource()) {
            for (Target target : targets) {
                sources.add(source(target.address(), kind(target)));
            }
        }
    }

    /**
     * That of one of the targets.
     *
     * @param startNanos see {@link Beginning}
     */
    Beginning of(int index, long startNanos) {
        SocketKind kind = kind(targets.get(index));
        if (options.display().verbose()) {
            StandardError.say(targets.get(index).name() + ": " + (kind == SocketKind.RAW ? "raw" : "datagram")
                    + " socket");
        }
        return new Beginning(
                kind,
                options.probe().payloadLength(),
                sources.isEmpty() ? null : sources.get(index),
                options.sockets().from().device(),
                options.probe().pattern(),
                startNanos);
    }

    private SocketKind kind(Target target) {
        return pinger.socketKind(Family.of(target.address())).orElseThrow();
    }

    /** Where requests are sent from, if that was asked for. */
    private @Nullable InetAddress source(InetAddress target, SocketKind kind) {
        From from = options.sockets().from();
        if (!options.sockets().strictSource() || from.interfaceName() != null || from.source() != null) {
            return from.address(target, kind);
        }
        try (IcmpSocket socket = IcmpSocket.open(Family.of(target), kind)) {
            return socket.sourceToward(target);
        } catch (IcmpException e) {
            return null; // the first request will tell
        }
    }
}
