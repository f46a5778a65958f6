package io.github.icmpffm.ping;

import io.github.icmpffm.PathMtu;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.Traceroute;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** {@code --trace} and {@code --mtu}, from the options to the exit code: both are about the path to one target. */
final class PathCommand {
    private final PingOptions options;
    private final RouterNames names;

    PathCommand(PingOptions options) {
        this.options = options;
        // Only people read names.
        this.names = new RouterNames(options.display().numeric() || !options.display().format().isForPeople());
    }

    /**
     * Traces.
     *
     * @param shutdown is told what to stop
     * @return the program's exit code
     */
    int trace(int maxHops, Shutdown shutdown) throws InterruptedException {
        Target target = target();
        SocketPrivileges privileges = SocketPrivileges.of(options.sockets(), false);
        Traceroute traceroute = paced(Traceroute.to(target.address()))
                .withMaxHops(maxHops)
                .withPayloadLength(options.probe().payloadLength());
        Duration wait = options.schedule().timeout();
        TraceCommand command = new TraceCommand(
                target,
                wait == null ? traceroute : traceroute.withTimeout(wait),
                names,
                printer());
        shutdown.stops(command);
        try (Pinger pinger = Pinger.open(privileges.in(options.sockets().options()))) {
            privileges.giveUpOthers(options.display().verbose());
            return command.run(pinger);
        }
    }

    private Traceroute paced(Traceroute usual) {
        int rate = options.schedule().pace().rate();
        if (rate == Pace.UNSAID) {
            return usual;
        }
        return rate == 0 ? usual.withProbeInterval(Duration.ZERO) : usual.withRate(rate);
    }

    /** Searches the path MTU; otherwise as {@link #trace}. */
    int mtu(Shutdown shutdown) throws InterruptedException {
        Target target = target();
        SocketPrivileges privileges = SocketPrivileges.of(options.sockets(), true);
        PathMtu pathMtu = PathMtu.to(target.address()).withOptions(privileges.in(options.sockets().options()));
        Duration wait = options.schedule().timeout();
        MtuCommand command = new MtuCommand(target, wait == null ? pathMtu : pathMtu.withTimeout(wait), printer());
        shutdown.stops(command);
        privileges.giveUpOthers(options.display().verbose());
        return command.run();
    }

    private Target target() {
        options.sockets().from().requireInterface();
        List<String> words = options.destinations().words();
        if (words.size() != 1) {
            throw new FatalException("usage error: one destination only, not also '" + words.get(1) + "'");
        }
        From from = options.sockets().from();
        List<InetAddress> addresses = Resolver.resolve(words.getFirst(), options.sockets().family(), from);
        from.hint(addresses.getFirst());
        return new Target(words.getFirst(), addresses.getFirst());
    }

    private PathPrinter printer() {
        Output output = Output.standard();
        if (options.display().format().isForPeople()) {
            return new PlainPathPrinter(output, names);
        }
        return options.display().format() == Format.JSON ? new JsonPathPrinter(output) : new CsvPathPrinter(output);
    }
}
