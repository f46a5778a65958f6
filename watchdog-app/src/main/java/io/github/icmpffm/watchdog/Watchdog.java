package io.github.icmpffm.watchdog;

import io.github.icmpffm.program.HarmlessText;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The watchdog: better_ping's child, or another program's, which kills its parent when that has not reported a reply
 * for too long. Everything that is decided is decided on its main thread.
 *
 * <p>Until it listens, and when it fires, it avoids what costs a JVM time the first time: lambdas, string concatenation
 * by {@code +}, and the C library.
 */
public final class Watchdog implements FeedListener.Receiver {
    private static final long START_TIMEOUT = Duration.ofSeconds(10).toNanos();

    /** A process that dies closes its connection a moment before it is dead; one that is ended in order, likewise. */
    private static final long GRACE_AFTER_CLOSE = Duration.ofSeconds(1).toNanos();

    /** A parent that sends SIGTERM closes its connection right afterwards. */
    private static final long PARENT_PATIENCE = Duration.ofMillis(500).toNanos();

    /** What has arrived is read before the timer is looked at; but a flood without a message cannot put it off for longer. */
    private static final long LONGEST_READING = Duration.ofMillis(50).toNanos();

    /** What is to be done does not wait for a terminal that takes no more. */
    private static final long OUTPUT_PATIENCE_MILLIS = 100;

    private static final long LAST_OUTPUT_PATIENCE_MILLIS = 500;

    /** Of its output; it prints little, and has a small heap. */
    private static final long MOST_UNREAD = 500_000;

    private static final int REFUSALS_TOLD = 5;

    private final WatchdogOptions options;
    private final BackgroundOutput output;
    private final FeedListener listener;
    private final Guard.Opening guard;
    private final WrongMessages wrongMessages;
    private WatchdogTimer timer;
    private boolean started;
    private int refusals;
    private volatile boolean terminating;

    private Watchdog(WatchdogOptions options, BackgroundOutput output, FeedListener listener, Guard.Opening guard) {
        this.options = options;
        this.output = output;
        this.listener = listener;
        this.guard = guard;
        wrongMessages = new WrongMessages(output);
        timer = WatchdogTimer.waitingForStart(options.timeout().toNanos(), START_TIMEOUT, System.nanoTime());
    }

    /** Runs until the parent has ended; see {@link WatchdogOptions#USAGE}. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("-h") || arguments[0].equals("--help"))) {
            System.out.print(WatchdogOptions.USAGE);
            return;
        }
        BackgroundOutput output = BackgroundOutput.standard("watchdog", MOST_UNREAD, null);
        output.startOrHalt(WatchdogExit.PARENT_NOT_KILLED.status);
        int status = run(arguments, output).status;
        output.finish(LAST_OUTPUT_PATIENCE_MILLIS, LAST_OUTPUT_PATIENCE_MILLIS);
        // Not exit(): after SIGTERM that would wait for the hook, which waits for this.
        Runtime.getRuntime().halt(status);
    }

    private static WatchdogExit run(String[] arguments, BackgroundOutput output) {
        WatchdogOptions options;
        try {
            options = WatchdogOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            output.complain(e.getMessage() + "; see --help");
            return WatchdogExit.USAGE;
        }
        output.print("Hello im watchdog");
        int parent = parent(options);
        Guard.Opening guard = new Guard.Opening(parent);
        try (FeedListener listener = FeedListener.open(options.port(), peerCheck(options, parent))) {
            Watchdog watchdog = new Watchdog(options, output, listener, guard);
            SignalHook.install(watchdog.new Termination());
            output.print("server is binding");
            guard.begin();
            if (options.port() == 0 && options.peerPort() == 0) {
                output.complain("listening on port " + listener.port());
            }
            return watchdog.guard();
        } catch (BindException e) {
            output.complain("cannot listen on port " + options.port() + " (" + e.getMessage()
                    + "); end the process that has it, or take another with --port N (0: any free one)");
            return WatchdogExit.PORT_IN_USE;
        } catch (IOException e) {
            output.complain("cannot go on: " + e.getMessage());
            return WatchdogExit.PARENT_NOT_KILLED;
        } catch (RuntimeException | Error e) {
            output.complain("this should not happen: " + e);
            return WatchdogExit.PARENT_NOT_KILLED;
        }
    }

    /** Whom to guard. The guard will check that it is still the parent when it can be held. */
    private static int parent(WatchdogOptions options) {
        if (options.parent() != 0) {
            return options.parent();
        }
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        return parent.isPresent() ? (int) parent.get().pid() : 0;
    }

    private static PeerCheck peerCheck(WatchdogOptions options, int parent) throws IOException {
        return options.peerPort() == 0
                ? new SocketOwner(parent)
                : new FixedPeerPort(FeedListener.loopback(), options.peerPort());
    }

    /** SIGTERM, which the parent sends when it ends in order; or a Ctrl+C that came before it could be ignored. */
    private final class Termination implements Runnable {
        @Override
        public void run() {
            terminating = true;
            listener.wakeUp();
        }
    }

    private WatchdogExit guard() throws IOException {
        long closedAt = 0;
        boolean closed = false;
        while (true) {
            listener.await(timer.sleep(System.nanoTime()));
            timer = timer.woken(System.nanoTime(), suspendedNanos());
            boolean drained = listener.read(this);
            long now = System.nanoTime();
            if (guard.isDone() && isParentGone()) {
                wrongMessages.reportRest();
                return WatchdogExit.PARENT_ENDED;
            }
            if (terminating) {
                wrongMessages.reportRest();
                return awaitClose();
            }
            if (listener.isLost() && !started) {
                listener.forgetParent();
            } else if (listener.isLost() && !closed) {
                closed = true;
                closedAt = now;
            }
            if (closed && now - closedAt >= GRACE_AFTER_CLOSE) {
                return endParent("better_ping closed its connection and goes on");
            }
            if (timer.isOver(drained ? now : now - LONGEST_READING)) {
                return started ? endParent("server ".concat(target()).concat("cannot be reached.")) : neverStarted();
            }
        }
    }

    private boolean isParentGone() throws IOException {
        GuardedParent parent = guard.await().parent();
        if (!parent.wasThere()) {
            output.complain("process " + parent.pid() + " is not the parent of this one, or no longer");
        }
        return parent.isGone();
    }

    /** The parent sends SIGTERM and closes its connection when it ends in order; anybody may do the first alone. */
    private WatchdogExit awaitClose() throws IOException {
        long deadline = System.nanoTime() + PARENT_PATIENCE;
        while (!listener.isLost() && deadline - System.nanoTime() > 0) {
            listener.await(WatchdogTimer.LONGEST_SLEEP);
            listener.read(this);
        }
        return listener.isLost() ? WatchdogExit.PARENT_ENDED : WatchdogExit.TERMINATED;
    }

    private WatchdogExit endParent(String why) throws IOException {
        wrongMessages.reportRest();
        output.print("Problem in receiving");
        output.print(why);
        output.flush(OUTPUT_PATIENCE_MILLIS, OUTPUT_PATIENCE_MILLIS);
        // First this: better_ping tells by it that the SIGINT that follows is not its user's.
        listener.dropParent();
        if (guard.endParent()) {
            return WatchdogExit.TIMER_FIRED;
        }
        GuardedParent parent = guard.await().parent();
        output.complain("cannot kill process " + parent.pid() + ": " + parent.reason());
        return WatchdogExit.PARENT_NOT_KILLED;
    }

    private WatchdogExit neverStarted() {
        wrongMessages.reportRest();
        output.complain(
                listener.isConnected()
                        ? "the parent connected, but did not send 300 (start) in time"
                        : "the parent did not connect in time");
        return WatchdogExit.NOT_STARTED;
    }

    private String target() throws IOException {
        String told = options.target();
        String target = told == null ? ParentCommand.target(guard.await().parent().pid()) : told;
        return target.isEmpty() ? "" : HarmlessText.line(target).concat(" ");
    }

    private long suspendedNanos() throws IOException {
        return guard.isDone() ? guard.await().suspension().suspendedNanos() : 0;
    }

    @Override
    public void received(Message message) {
        timer = timer.fed(System.nanoTime());
        if (message == Message.START) {
            started = true;
            output.print("start message received");
            guard.settle();
        }
    }

    @Override
    public void receivedWrong(int number, boolean afterStart) {
        wrongMessages.add(number, afterStart);
    }

    @Override
    public void refused(InetSocketAddress peer, @Nullable String reason) {
        if (++refusals <= REFUSALS_TOLD) {
            output.complain(
                    reason == null
                            ? "refused a connection from port " + peer.getPort() + ", which is not the parent's"
                            : reason);
        }
    }
}
