package io.github.icmpffm.watchdog;

import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.program.OwnClasses;
import io.github.icmpffm.socket.IcmpException;
import io.github.icmpffm.socket.IcmpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/**
 * better_ping: pings a host for as long as it answers, and is killed by its watchdog when it does not.
 *
 * <p>Whatever can be wrong with the command line, the address or the privileges is told before any child is started;
 * then {@link GuardedPing} takes over.
 */
public final class BetterPing {
    static final int REPLIES = 0;
    static final int NO_REPLY = 1;
    static final int USAGE_OR_PRIVILEGE = 2;
    static final int WATCHDOG_FAILED = 3;
    static final int WATCHDOG_LOST = 4;

    /** How much of what nobody has read yet is kept, in bytes: more than a minute of the fastest pinging. */
    private static final long MOST_UNREAD = Math.min(16_000_000, Runtime.getRuntime().maxMemory() / 4);

    /** A reader that takes nothing for so long is halted: what is left is not waited for. */
    static final long HALTED_MILLIS = 1000;

    /** A reader that is slow is waited for so long. */
    private static final long SLOW_READER_MILLIS = 30_000;

    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final BackgroundOutput output = BackgroundOutput
            .standard("better_ping", MOST_UNREAD, () -> ending.complete(Ending.OUTPUT_CLOSED));

    private BetterPing() {}

    /** Runs; see {@code -h}. */
    public static void main(String[] arguments) {
        BetterPing betterPing = new BetterPing();
        betterPing.output.startOrHalt(USAGE_OR_PRIVILEGE);
        int status = betterPing.run(arguments);
        betterPing.output.finish(HALTED_MILLIS, SLOW_READER_MILLIS);
        // Not exit(): after Ctrl+C that would wait for the hook, which waits for this.
        Runtime.getRuntime().halt(status);
    }

    private int run(String[] arguments) {
        try {
            return switch (BetterPingOptions.parse(arguments)) {
                case BetterPingOptions.Run run -> ping(run.options());
                case BetterPingOptions.Text text -> {
                    output.print(text.text());
                    yield REPLIES;
                }
            };
        } catch (IcmpException e) {
            output.complainInLines(String.valueOf(e.getMessage())); // the remedies are lines of their own
            return USAGE_OR_PRIVILEGE;
        } catch (UsageException | IOException e) {
            output.complain(String.valueOf(e.getMessage()));
            return USAGE_OR_PRIVILEGE;
        } catch (RuntimeException | Error e) {
            output.complain("this should not happen: " + e);
            return USAGE_OR_PRIVILEGE;
        } catch (InterruptedException e) {
            return NO_REPLY; // nobody does
        }
    }

    /** Leaves the pinger to the end of the process: if its thread is stuck, to close it would wait for ever. */
    private int ping(BetterPingOptions options) throws UsageException, IOException, InterruptedException {
        InetAddress target = Target.resolve(options.host(), options.family());
        PingRequest request = request(options, target);
        SignalHook.install(() -> ending.complete(Ending.SIGNAL));
        Thread.ofPlatform().daemon().name("classes").start(OwnClasses::loadLater);
        Pinger pinger = Pinger.open(PingerOptions.defaults().socketMode(options.mode()));
        requireSocket(pinger, target);
        return new GuardedPing(options, request, pinger, ending, output).run();
    }

    private static PingRequest request(BetterPingOptions options, InetAddress target) {
        PingRequest request = PingRequest.to(target).withPayloadLength(options.size());
        return options.hopLimit() == 0 ? request : request.withHopLimit(options.hopLimit());
    }

    /** A pinger opens as long as one of the families can be had; here it must be the target's. */
    private static void requireSocket(Pinger pinger, InetAddress target) {
        Family family = Family.of(target);
        if (pinger.socketKind(family).isEmpty()) {
            IcmpSocket.open(family).close(); // says why not
            throw new IcmpException("no ICMP socket of the kind asked for, for " + AddressText.of(target), 0, null);
        }
    }
}
