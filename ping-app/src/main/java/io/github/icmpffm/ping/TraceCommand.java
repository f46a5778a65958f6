package io.github.icmpffm.ping;

import io.github.icmpffm.Hop;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.Traceroute;
import io.github.icmpffm.TracerouteRun;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** {@code --trace}: prints each hop when it is known. */
final class TraceCommand implements UnderWay {
    private final Target target;
    private final Traceroute traceroute;
    private final RouterNames names;
    private final PathPrinter printer;

    /** From the pinger's thread, which must not wait for a terminal; empty at the end. */
    private final BlockingQueue<Optional<Hop>> hops = new LinkedBlockingQueue<>();

    private volatile boolean reached;
    private volatile int hopsKnown;
    private boolean stopped;
    private @Nullable TracerouteRun running;

    /**
     * A trace.
     *
     * @param traceroute to the target's address, with most hops, timeout and payload length
     * @param names what the printer uses, to be asked early; of no use to printers that have no names
     */
    TraceCommand(Target target, Traceroute traceroute, RouterNames names, PathPrinter printer) {
        this.target = target;
        this.traceroute = traceroute;
        this.names = names;
        this.printer = printer;
    }

    /**
     * Traces until the route or the user ends it.
     *
     * @return {@link ExitCode#REPLIES} if the target was reached, {@link ExitCode#NO_REPLIES} if not
     */
    int run(Pinger pinger) throws InterruptedException {
        try {
            TracerouteRun run = start(pinger);
            var _ = run.completion().whenComplete((route, thrown) -> hops.add(Optional.empty()));
            for (Optional<Hop> hop = hops.take(); hop.isPresent(); hop = hops.take()) {
                printer.hop(target, hop.get());
            }
            Route route = run.await();
            printer.route(target, route);
        } catch (Output.ClosedException e) {
            // What was known so far counts.
        }
        return exitCode();
    }

    private synchronized TracerouteRun start(Pinger pinger) {
        TracerouteRun run = traceroute.start(pinger, this::known);
        running = run;
        if (stopped) {
            run.stop();
        }
        return run;
    }

    /** On the pinger's thread. */
    private void known(Hop hop) {
        for (InetAddress responder : hop.responders()) {
            names.ask(responder);
        }
        if (hop.probes().stream().anyMatch(Reply.class::isInstance)) {
            reached = true;
        }
        hopsKnown = hop.hopLimit();
        hops.add(Optional.of(hop));
    }

    /** Ends it with what is known, at once. */
    @Override
    public synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public String status() {
        return "\r" + hopsKnown + " hops" + (reached ? ", reached\n" : "\n");
    }

    @Override
    public int exitCode() {
        return reached ? ExitCode.REPLIES : ExitCode.NO_REPLIES;
    }
}
