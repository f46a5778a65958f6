package io.github.icmpffm.ping;

import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.SocketKind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Pinging, from the options to the exit code. */
final class PingCommand {
    private static final Duration LEAST_USER_INTERVAL = Duration.ofMillis(2);

    private final PingOptions options;

    PingCommand(PingOptions options) {
        this.options = options;
    }

    /**
     * Pings until the options or the user end it.
     *
     * @param shutdown is told what to stop
     * @return the program's exit code
     * @throws FatalException if it cannot begin
     * @throws io.github.icmpffm.socket.IcmpException if there is no socket to be had
     */
    int run(Shutdown shutdown) throws InterruptedException {
        requireAllowedInterval();
        List<InetAddress> addresses = Resolver.resolve(options.target(), options.sockets().family());
        try (Pinger pinger = Pinger.open(options.sockets().options());
                EventQueue queue = new EventQueue()) {
            Target target = new Target(options.target(), reachable(addresses, pinger));
            PingRequest request = options.probe().request(target.address(), options.schedule().probeTimeout());
            Session session = new Session(target, options.display().quiet(), queue);
            session.start(pinger, request, options.schedule().plan());

            Printer printer = options.display().format().printer(Output.standard(), options.display());
            PingRun run = new PingRun(
                    List.of(session), queue, printer, options.schedule().requiredReplies());
            shutdown.stops(run);
            try {
                // After the first probe has gone out, but before anything that becomes of it is taken from the queue.
                printer.start(
                        target,
                        new Beginning(
                                socketKind(pinger, target),
                                request.payloadLength(),
                                null,
                                null,
                                options.probe().pattern()));
                run.print();
                tellOfOthers(pinger);
            } catch (Output.ClosedException e) {
                // What was received so far counts, as at Ctrl+C.
                return run.exitCode();
            }
            return run.exitCode();
        }
    }

    /** As iputils: who may send that fast may also open raw sockets, and fill the network by mistake. */
    private void requireAllowedInterval() {
        if (options.schedule().interval().compareTo(LEAST_USER_INTERVAL) < 0 && !isRoot()) {
            throw new FatalException(
                    "cannot flood, minimal interval for user must be >= 2 ms, use -i 0.002 (or higher)");
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** The first address whose family this process can ping; if there is none, the first, so that its refusal is told. */
    private static InetAddress reachable(List<InetAddress> addresses, Pinger pinger) {
        for (InetAddress address : addresses) {
            if (pinger.socketKind(Family.of(address)).isPresent()) {
                return address;
            }
        }
        return addresses.getFirst();
    }

    private SocketKind socketKind(Pinger pinger, Target target) {
        SocketKind kind = pinger.socketKind(Family.of(target.address())).orElseThrow();
        if (options.display().verbose()) {
            StandardError.say(target.name() + ": " + (kind == SocketKind.RAW ? "raw" : "datagram") + " socket");
        }
        return kind;
    }

    private void tellOfOthers(Pinger pinger) {
        if (options.display().verbose()) {
            StandardError.say(pinger.foreignMessages() + " messages for others, " + pinger.droppedMessages()
                    + " dropped by the kernel, " + pinger.congestedSends() + " times waited to send");
        }
    }
}
