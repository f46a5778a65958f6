package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.Timing;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpPermissionException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pinging, from the options to the exit code. */
final class PingCommand {
    private final long mainNanos = System.nanoTime();
    private final PingOptions options;

    /** When the first request was about to be sent, where the format prints it. */
    private long startNanos;

    /** What is sent, for each family once. */
    private final Map<Family, PingRequest> requests = new EnumMap<>(Family.class);

    /** With the rate that is usual for what there is to ping. */
    private Pace pace;

    PingCommand(PingOptions options) {
        this.options = options;
        this.pace = options.schedule().pace();
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
        boolean root = pace.isRestricted() && Privilege.isRoot();
        pace.requireAllowedPreload(root);
        boolean asIputils = options.display().format() == Format.IPUTILS;
        if (!asIputils) {
            pace.requireAllowedInterval(root);
        }
        options.sockets().from().requireInterface();
        DestinationReader.Found found = DestinationReader.read(options.destinations().words(),
                options.sockets().family(), options.sockets().from());
        WarmUp.packet();
        EventQueue<Session> queue = new EventQueue<>();
        @Nullable
        ProbeHistory history = options.plot() == null ? null : new ProbeHistory();
        try (Pinger pinger = open(found.destinations())) {
            TargetList list = new TargetList(pinger, options.destinations().allAddresses());
            boolean ranges = false;
            for (Destination destination : found.destinations()) {
                ranges |= destination.range() != null;
                list.add(destination, found.complete() && found.destinations().size() == 1);
            }
            boolean complete = found.complete() && list.isComplete();
            List<Target> targets = list.targets();
            if (targets.isEmpty()) {
                return ExitCode.TROUBLE;
            }
            if (asIputils) {
                requireAllowedInterval(root, pinger, targets.getFirst());
            }
            List<Session> sessions = new ArrayList<>(targets.size());
            for (Target target : targets) {
                sessions.add(new Session(target, options, queue, history));
            }
            PingRun run = new PingRun(
                    sessions,
                    queue,
                    options.schedule().requiredReplies(),
                    complete ? ExitCode.REPLIES : ExitCode.TROUBLE);
            pace = pace.withUsualRate(ranges);
            startNanos = options.display().format().isForPeople() ? 0 : EventTime.now();
            shutdown.stops(run); // from the first request on there is something to sum up
            start(sessions, pinger, root);
            print(run, sessions, pinger, history);
            return run.exitCode();
        }
    }

    /** iputils has printed its first line when it refuses to flood. */
    private void requireAllowedInterval(boolean root, Pinger pinger, Target target) {
        if (!pace.allowsInterval(root)) {
            options.display().format().printer(Output.standard(), options.display())
                    .start(target, beginning(pinger, target));
            pace.requireAllowedInterval(root);
        }
    }

    private void start(List<Session> sessions, Pinger pinger, boolean root) {
        boolean fromOne = options.display().format() == Format.IPUTILS;
        Duration deadline = options.schedule().deadline();
        long endNanos = deadline == null ? 0 : ProcessStart.nanos(mainNanos) + deadline.toNanos();
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            Duration left = deadline == null
                    ? Duration.ZERO
                    : Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
            PingPlan plan = options.schedule().ending(pace.plan(i, sessions.size(), root), left);
            session.start(pinger, request(session.target()), fromOne ? plan.firstSequence(1) : plan);
        }
    }

    /** After the first probe has gone out, but before anything that becomes of it is taken from the queue. */
    private void print(PingRun run, List<Session> sessions, Pinger pinger, @Nullable ProbeHistory history)
            throws InterruptedException {
        Output output = Output.standard();
        Printer printer = printer(output, history);
        tellOfRefusedOptions(pinger);
        hint(sessions);
        try {
            for (Session session : sessions) {
                printer.start(session.target(), beginning(pinger, session.target()));
            }
            run.print(printer, output, new MissedTurns(pace.interval(sessions.size())));
            tellOfOthers(pinger);
        } catch (Output.ClosedException e) {
            // What was received so far counts, as at Ctrl+C.
        }
    }

    /** As iputils, it pings without the mark if the kernel refuses that. */
    private Pinger open(List<Destination> destinations) {
        PingOptions.Sockets asked = options.sockets();
        Integer mark = asked.mark();
        if (mark == null) {
            return Pinger.open(sockets(asked.options(), destinations));
        }
        try {
            return Pinger.open(sockets(asked.options(), destinations));
        } catch (IcmpException e) {
            if (e instanceof IcmpPermissionException || !e.errnoName().equals("EPERM")) {
                throw e;
            }
            StandardError.say("WARNING: failed to set mark: " + Integer.toUnsignedString(mark)
                    + ": Operation not permitted (needs CAP_NET_ADMIN or CAP_NET_RAW)");
            return Pinger.open(sockets(asked.unmarkedOptions(), destinations));
        }
    }

    /** In a flood the kernel's send stamps, which cost a system call each, would take a fourth of the speed. */
    private PingerOptions sockets(PingerOptions asked, List<Destination> destinations) {
        PingerOptions sockets = asked;
        Family family = onlyFamily(destinations);
        if (family != null) {
            sockets = sockets.family(family);
        }
        boolean stamped = !options.sockets().userTime();
        return pace.isFlood() && stamped ? sockets.timing(Timing.KERNEL_RECEIVE) : sockets;
    }

    /** The family of all destinations, or null if there are both: a second socket would only take time to open. */
    private static @Nullable Family onlyFamily(List<Destination> destinations) {
        Family only = null;
        for (Destination destination : destinations) {
            AddressRange range = destination.range();
            List<InetAddress> addresses = range == null ? destination.addresses() : List.of(range.first());
            for (InetAddress address : addresses) {
                Family family = Family.of(address);
                if (only != null && only != family) {
                    return null;
                }
                only = family;
            }
        }
        return only;
    }

    private Printer printer(Output output, @Nullable ProbeHistory history) {
        Printer printer = options.display().format().printer(output, options.display());
        Path plot = options.plot();
        return plot == null || history == null ? printer : new PlottingPrinter(printer, plot, history);
    }

    private PingRequest request(Target target) {
        Family family = Family.of(target.address());
        PingRequest request = requests.get(family);
        if (request != null) {
            return request.withTarget(target.address());
        }
        PingRequest first = options.probe().request(target.address(), options.schedule().probeTimeout());
        requests.put(family, first);
        return first;
    }

    private Beginning beginning(Pinger pinger, Target target) {
        Family family = Family.of(target.address());
        SocketKind kind = pinger.socketKind(family).orElseThrow();
        if (options.display().verbose()) {
            StandardError.say(target.name() + ": " + (kind == SocketKind.RAW ? "raw" : "datagram") + " socket");
        }
        From from = options.sockets().from();
        return new Beginning(
                kind,
                options.probe().payloadLength(),
                options.display().format().tellsSource() ? source(target.address(), kind) : null,
                from.device(),
                options.probe().pattern(),
                startNanos);
    }

    /** Of the first target that cannot be reached; the others need no line of their own, nor does an address of a range. */
    private void hint(List<Session> sessions) {
        for (Session session : sessions) {
            Target target = session.target();
            if (options.sockets().from().hint(target.address())) {
                return;
            }
            if (!isOfRange(target) && BroadcastAddress.is(target.address())) {
                StandardError.say(target.name() + " is a broadcast address: nothing is sent there (EACCES)");
                return;
            }
        }
    }

    /** Whether nobody has typed it. */
    private boolean isOfRange(Target target) {
        return !options.destinations().words().contains(target.name());
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

    private void tellOfRefusedOptions(Pinger pinger) {
        if (options.display().verbose()) {
            for (String option : pinger.refusedOptions()) {
                StandardError.say("the kernel refused " + option);
            }
        }
    }

    private void tellOfOthers(Pinger pinger) {
        if (options.display().verbose()) {
            StandardError.say(pinger.foreignMessages() + " messages for others, " + pinger.droppedMessages()
                    + " dropped by the kernel, " + pinger.congestedSends() + " times waited to send");
        }
    }
}
