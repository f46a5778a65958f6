package io.github.icmpffm.watchdog;

import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.PingSeries;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.Reply;
import io.github.icmpffm.packet.AddressText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of better_ping, from the start of its watchdog to the end of both.
 *
 * <p>The main thread starts everything, waits for the first reason to end, and ends everything. Pings go out and
 * replies come in on the pinger's thread, and that alone feeds the watchdog: if it is stuck, nothing does.
 */
final class GuardedPing {
    /** Longer than the watchdog's patience by so much, so that a ping without reply is the watchdog's to judge. */
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(1);

    /** What Ctrl+C leaves of a watchdog that does not ignore it. */
    private static final int INTERRUPTED_STATUS = 130;

    /** What happens to both processes at once may be seen in either order. */
    private static final long SETTLING_MILLIS = 300;

    /** How long a pinger's thread may take to end before it is stuck. */
    private static final long STUCK_MILLIS = 500;

    /** What the last lines may take when the timer has fired: the watchdog's patience between SIGINT and SIGKILL is 4 s. */
    private static final long LAST_WORDS_MILLIS = 2500;

    private final BetterPingOptions options;
    private final PingRequest request;
    private final Pinger pinger;
    private final CompletableFuture<Ending> ending;
    private final BackgroundOutput output;
    private @Nullable PingSeries series;

    /** Where the watchdog is signalled. */
    private Executor signalling = Runnable::run;

    /**
     * Prepares.
     *
     * @param ending completes with the reason to end; a signal may already have done it
     */
    GuardedPing(
            BetterPingOptions options,
            PingRequest request,
            Pinger pinger,
            CompletableFuture<Ending> ending,
            BackgroundOutput output) {
        this.options = options;
        this.request = request.withTimeout(options.timeout().plus(BEYOND_TIMEOUT));
        this.pinger = pinger;
        this.ending = ending;
        this.output = output;
    }

    /**
     * Runs.
     *
     * @return the exit status
     */
    int run() throws IOException, InterruptedException {
        if (ending.isDone()) {
            return BetterPing.NO_REPLY;
        }
        try (Feeder feeder = Feeder.open()) {
            output.print("in child");
            WatchdogChild watchdog = WatchdogChild
                    .start(ChildCommand.of(options, AddressText.of(request.target()), feeder.port()));
            CompletableFuture<Integer> watchdogStatus = watchdog.exitStatus();
            var _ = watchdogStatus.thenAccept(this::watchdogExited);
            begin(watchdog, feeder);
            return end(ending.join(), watchdog, watchdogStatus, feeder);
        } catch (WatchdogFailure e) {
            output.complain(String.valueOf(e.getMessage()));
            return BetterPing.WATCHDOG_FAILED;
        }
    }

    private void begin(WatchdogChild watchdog, Feeder feeder) throws InterruptedException {
        try {
            watchdog.connect(feeder, options.port(), ending::isDone);
        } catch (WatchdogFailure e) {
            output.complain(e.getMessage() + "; nothing is pinged without it");
            ending.complete(Ending.WATCHDOG_LOST);
        }
        if (ending.isDone()) {
            return;
        }
        output.print("connected to server");
        signalling = OwnPrivileges.giveUp(watchdog.pid(), options.watchdogCommand() == null);
        feeder.send(Message.START);
        output.print("Sent start to watchdog");
        PingPlan plan = PingPlan.every(options.interval());
        if (options.count() > 0) {
            plan = plan.count(options.count()).impatient();
        }
        PingSeries started = pinger.series(request, plan, event -> on(event, feeder));
        series = started;
        var _ = started.completion().whenComplete(this::seriesEnded);
    }

    /**
     * On the pinger's thread, which waits for nobody here. Only a reply feeds: none that is late, doubled or damaged, and no
     * error; but one that comes in time also after an error.
     */
    private void on(PingEvent event, Feeder feeder) {
        boolean fed = event instanceof Reply && feeder.send(Message.RESET);
        String line = options.quiet() ? null : OutcomeLine.of(event);
        if (line != null) {
            output.print(line);
            if (fed) {
                output.print("watchdog, make the timer zero!!");
            }
        }
    }

    private void seriesEnded(@Nullable PingStatistics statistics, @Nullable Throwable failure) {
        if (failure == null) {
            ending.complete(Ending.COUNT_REACHED);
        } else if (ending.complete(Ending.PINGER_FAILED)) {
            output.complain("pinging broke down: " + failure.getMessage());
        }
    }

    /**
     * That a watchdog dies of Ctrl+C, or ends as soon as it has killed, is better told by the signal that comes with
     * it.
     */
    private void watchdogExited(int status) {
        if (options.watchdogCommand() != null || status == INTERRUPTED_STATUS) {
            CompletableFuture.delayedExecutor(SETTLING_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> ending.complete(Ending.WATCHDOG_LOST));
        } else {
            ending.complete(Ending.WATCHDOG_LOST);
        }
    }

    private int end(Ending why, WatchdogChild watchdog, CompletableFuture<Integer> watchdogStatus, Feeder feeder)
            throws InterruptedException {
        boolean fired = why == Ending.SIGNAL && hasFired(watchdogStatus, feeder);
        stopPinging();
        output.beginLastLines();
        if (fired) {
            if (watchdogStatus.isDone()) {
                output.print("child exit status is: " + watchdogStatus.join());
            }
            printSummary();
            output.finish(BetterPing.HALTED_MILLIS, LAST_WORDS_MILLIS);
            return DeathBySignal.die();
        }
        if (why == Ending.WATCHDOG_LOST && series != null) {
            output.complain("the watchdog has gone; nothing is pinged without it");
        }
        FutureTask<Integer> ended = new FutureTask<>(() -> watchdog.end(feeder));
        signalling.execute(ended);
        int status = result(ended);
        // An empty line first, so that it stands apart from a terminal's ^C.
        output.print((why == Ending.SIGNAL ? "\n" : "") + "child exit status is: " + status);
        boolean replied = printSummary();
        return switch (why) {
            case WATCHDOG_LOST -> series == null ? BetterPing.WATCHDOG_FAILED : BetterPing.WATCHDOG_LOST;
            case PINGER_FAILED -> BetterPing.USAGE_OR_PRIVILEGE;
            case COUNT_REACHED, SIGNAL, OUTPUT_CLOSED -> replied ? BetterPing.REPLIES : BetterPing.NO_REPLY;
        };
    }

    private static int result(FutureTask<Integer> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes the pinger, so that no more is printed of it; one whose thread is stuck does not keep us from the summary. */
    private void stopPinging() throws InterruptedException {
        Thread closing = new Thread(pinger::close, "closing");
        closing.setDaemon(true);
        closing.start();
        closing.join(STUCK_MILLIS);
    }

    /** Whether there was any reply. */
    private boolean printSummary() {
        PingSeries pinged = series;
        if (pinged == null) {
            return false;
        }
        PingStatistics statistics = pinged.statistics();
        output.print(Summary.of(statistics));
        return statistics.received() > 0;
    }

    /**
     * Whether the signal was the watchdog's: ours closes the connection before it kills. Another one may close it
     * afterwards, so that gets a moment; and if a SIGINT ended that, it did not fire: both were interrupted.
     */
    private boolean hasFired(CompletableFuture<Integer> watchdogStatus, Feeder feeder) {
        if (series == null) {
            return false;
        }
        if (options.watchdogCommand() == null) {
            return feeder.isClosedByWatchdog();
        }
        int status = watchdogStatus.copy().completeOnTimeout(0, SETTLING_MILLIS, TimeUnit.MILLISECONDS).join();
        return feeder.isClosedByWatchdog() && status != INTERRUPTED_STATUS;
    }
}
