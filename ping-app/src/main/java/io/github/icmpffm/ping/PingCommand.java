package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Timing;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.program.Privileges;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpPermissionException;
import java.net.InetAddress;
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
        boolean root = pace.isRestricted() && Privileges.isRoot();
        pace.requireAllowedPreload(root);
        boolean asIputils = options.display().format() == Format.IPUTILS;
        if (!asIputils) {
            pace.requireAllowedInterval(root);
        }
        options.sockets().from().requireInterface();
        DestinationReader.Found found = DestinationReader.read(options.destinations().words(),
                options.sockets().family(), options.sockets().from());
        WarmUp.packet();
        SocketPrivileges privileges = SocketPrivileges.of(options.sockets(), mayStall(found));
        EventQueue<Session> queue = new EventQueue<>();
        try (Pinger pinger = open(found.destinations(), privileges)) {
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
            Beginnings beginnings = new Beginnings(options, pinger, targets);
            if (asIputils) {
                requireAllowedInterval(root, targets.getFirst(), beginnings);
            }
            PlotFile plot = options.plot() == null ? null : PlotFile.open(options.plot());
            ProbeHistory history = plot == null ? null : new ProbeHistory();
            privileges.giveUpOthers(options.display().verbose());
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
            print(run, sessions, beginnings, pinger, printer(plot, history));
            return run.exitCode();
        }
    }

    /** iputils has printed its first line when it refuses to flood. */
    private void requireAllowedInterval(boolean root, Target target, Beginnings beginnings) {
        if (!pace.allowsInterval(root)) {
            options.display().format().printer(Output.standard(), options.display())
                    .start(target, beginnings.of(0, startNanos));
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
    private void print(PingRun run, List<Session> sessions, Beginnings beginnings, Pinger pinger, Printer printer)
            throws InterruptedException {
        tellOfRefusedOptions(pinger);
        hint(sessions);
        try {
            for (int i = 0; i < sessions.size(); i++) {
                printer.start(sessions.get(i).target(), beginnings.of(i, startNanos));
            }
            run.print(printer, Output.standard(), new MissedTurns(pace.interval(sessions.size())));
            tellOfOthers(pinger);
        } catch (Output.ClosedException e) {
            // What was received so far counts, as at Ctrl+C.
        }
    }

    /** Whether requests to one target may have to go round what stalls those to another, by a socket of their own. */
    private boolean mayStall(DestinationReader.Found found) {
        return options.sockets().mode() != SocketMode.DATAGRAM
                && (found.destinations().size() > 1 || found.destinations().getFirst().range() != null
                        || options.destinations().allAddresses());
    }

    /** As iputils, it pings without the mark if the kernel refuses that. */
    private Pinger open(List<Destination> destinations, SocketPrivileges privileges) {
        PingOptions.Sockets asked = options.sockets();
        Integer mark = asked.mark();
        if (mark == null) {
            return Pinger.open(privileges.in(sockets(asked.options(), destinations)));
        }
        try {
            return Pinger.open(privileges.in(sockets(asked.options(), destinations)));
        } catch (IcmpException e) {
            if (e instanceof IcmpPermissionException || !e.errnoName().equals("EPERM")) {
                throw e;
            }
            StandardError.say("WARNING: failed to set mark: " + Integer.toUnsignedString(mark)
                    + ": Operation not permitted (needs CAP_NET_ADMIN or CAP_NET_RAW)");
            return Pinger.open(privileges.in(sockets(asked.unmarkedOptions(), destinations)));
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

    private Printer printer(@Nullable PlotFile plot, @Nullable ProbeHistory history) {
        Printer printer = options.display().format().printer(Output.standard(), options.display());
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
