package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Sweep;
import io.github.icmpffm.SweepProgress;
import io.github.icmpffm.SweepRun;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Sweeping, from the options to the exit code. */
final class SweepCommand implements UnderWay {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

    /** Above that a second core is of use. */
    private static final int ONE_CORES_RATE = 50_000;

    private final PingOptions options;
    private final int retries;
    private final SweepReport report;
    private volatile @Nullable SweepRun run;
    private volatile boolean stopped;
    private int bestExitCode = ExitCode.REPLIES;

    SweepCommand(PingOptions options, int retries) {
        this.options = options;
        this.retries = retries;
        this.report = new SweepReport(Output.standard(), options.display(), options.destinations().words());
    }

    /**
     * Sweeps until all addresses were asked, or the user ends it.
     *
     * @param shutdown is told what to stop
     * @return the program's exit code
     * @throws FatalException if it cannot begin
     * @throws IcmpException if there is no socket to be had
     */
    int run(Shutdown shutdown) throws InterruptedException {
        options.sockets().from().requireInterface();
        DestinationReader.Found found = DestinationReader.read(options.destinations().words(),
                options.sockets().family(), null);
        if (found.destinations().isEmpty()) {
            return ExitCode.TROUBLE;
        }
        bestExitCode = found.complete() ? ExitCode.REPLIES : ExitCode.TROUBLE;
        SocketPrivileges privileges = SocketPrivileges.of(options.sockets(), true);
        Sweep sweep = sweep(found.destinations(), privileges);
        privileges.giveUpOthers(options.display().verbose());
        try (SweepRun started = sweep.start(report::event)) {
            run = started;
            shutdown.stops(this);
            report.showProgressOf(started, retries);
            Thread.ofPlatform().daemon().name("end of sweep").start(() -> awaitEnd(started));
            report.print();
            SweepProgress end = started.await();
            report.summary(end, stopped);
        } catch (Output.ClosedException e) {
            // What was found so far counts.
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return exitCode();
    }

    private void awaitEnd(SweepRun started) {
        try {
            var _ = started.await();
        } catch (InterruptedException | CompletionException e) {
            // whoever awaits it after the printing gets it
        } finally {
            report.ended();
        }
    }

    private Sweep sweep(List<Destination> destinations, SocketPrivileges privileges) {
        List<AddressRange> ranges = new ArrayList<>();
        for (Destination destination : destinations) {
            AddressRange range = destination.range();
            if (range != null) {
                ranges.add(range);
            } else if (options.destinations().allAddresses()) {
                for (InetAddress address : destination.addresses()) {
                    ranges.add(range(address));
                }
            } else {
                ranges.add(range(destination.addresses().getFirst()));
            }
        }
        options.sockets().from().hint(ranges.getFirst().first());
        int rate = options.schedule().pace().withUsualRate(true).rate();
        Duration wait = options.schedule().timeout();
        return Sweep.over(ranges)
                .withRate(rate)
                .withRetries(retries)
                .withTimeout(wait == null ? USUAL_WAIT : wait)
                .withPayloadLength(options.probe().payloadLength())
                .withOptions(privileges.in(options.sockets().options()))
                .withShards(shards(rate, Family.of(ranges.getFirst().first())));
    }

    private static AddressRange range(InetAddress address) {
        try {
            return AddressRange.of(address);
        } catch (IllegalArgumentException e) {
            throw new FatalException(String.valueOf(e.getMessage()));
        }
    }

    /** One a core where that is of use and the kernel tells the shards' replies apart. */
    private int shards(int rate, Family family) {
        boolean fast = rate == 0 || rate > ONE_CORES_RATE;
        boolean ownIdentifier = options.sockets().identifier() != PingOptions.Sockets.ANY; // only one datagram socket has it
        if (!fast || ownIdentifier || options.sockets().mode() == SocketMode.RAW) {
            return 1;
        }
        try {
            IcmpSocket.open(family, SocketKind.DATAGRAM).close();
            return Math.min(64, Runtime.getRuntime().availableProcessors());
        } catch (IcmpException e) {
            return 1;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        report.hurry();
        SweepRun stopping = run;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public int exitCode() {
        if (bestExitCode == ExitCode.TROUBLE) {
            return bestExitCode;
        }
        SweepRun sweeping = run;
        return sweeping != null && sweeping.progress().answered() > 0 ? ExitCode.REPLIES : ExitCode.NO_REPLIES;
    }

    @Override
    public String status() {
        SweepRun sweeping = run;
        return sweeping == null ? "" : "\r" + ProgressLine.of(sweeping.progress(), retries) + "\n";
    }
}
