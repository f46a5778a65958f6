package io.github.icmpffm.watchdog;

import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.Family;
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

    private BetterPing() {}

    /** Runs; see {@code -h}. */
    public static void main(String[] arguments) {
        // Not exit(): after Ctrl+C that would wait for the hook, which waits for this.
        Runtime.getRuntime().halt(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            return switch (BetterPingOptions.parse(arguments)) {
                case BetterPingOptions.Run run -> ping(run.options());
                case BetterPingOptions.Text text -> {
                    Output.print(text.text());
                    yield REPLIES;
                }
            };
        } catch (UsageException | IcmpException | IOException e) {
            Output.complain("better_ping: " + e.getMessage());
            return USAGE_OR_PRIVILEGE;
        } catch (RuntimeException | Error e) {
            Output.complain("better_ping: this should not happen: " + e);
            return USAGE_OR_PRIVILEGE;
        } catch (InterruptedException e) {
            return NO_REPLY; // nobody does
        }
    }

    private static int ping(BetterPingOptions options) throws UsageException, IOException, InterruptedException {
        InetAddress target = Target.resolve(options.host(), options.family());
        PingRequest request = request(options, target);
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        SignalHook.install(() -> ending.complete(Ending.SIGNAL));
        try (Pinger pinger = Pinger.open(PingerOptions.defaults().socketMode(options.mode()))) {
            requireSocket(pinger, target);
            return new GuardedPing(options, request, pinger, ending).run();
        }
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
