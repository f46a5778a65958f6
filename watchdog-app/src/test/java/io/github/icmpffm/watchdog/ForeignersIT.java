package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Local processes that are not the parent connect and feed: row 19 of the fault table. This JVM is one. */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class ForeignersIT {
    @Test
    void whoeverConnectsBeforeAndAfterBetterPingNeitherFeedsNorKeepsItOut(TestNetwork network) throws Exception {
        network.host("8.8.8.8").replies();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> foreigners = besiege(network, enough);

        RunningProgram betterPing = RunningProgram.start(network,
                Programs.betterPing("--timeout", "1.5", "-i", "60", "8.8.8.8"));

        Line reset = betterPing.awaitLine("make the timer zero");
        Line fired = betterPing.awaitLine("Problem in receiving");
        enough.set(true);
        requireUnfed(fired.since(reset));
        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.count("start message received")).isEqualTo(1);
        assertThat(betterPing.count("watchdog: refused a connection from port ")).isBetween(1L, 5L);
        assertThat(foreigners.join()).as("connections of foreigners").isGreaterThan(10);
    }

    @Test
    void norDoTheyWhereTheParentsPortIsNotFixed(TestNetwork network) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> foreigners = besiege(network, enough);

        RunningProgram parent = RunningProgram.start(
                network,
                Programs.scriptedParent(
                        List.of("--timeout", "1.5"), "sleep:1500", "connect", "start", "reset", "sleep:1", "stay"));

        Line reset = parent.awaitLine("step sleep:1", 2);
        Line fired = parent.awaitLine("Problem in receiving");
        enough.set(true);
        requireUnfed(fired.since(reset));
        assertThat(parent.awaitEnd()).isEqualTo(130);
        assertThat(foreigners.join()).as("connections of foreigners").isGreaterThan(10);
    }

    /** Around a timeout of 1.5 s: lines are seen late on a busy machine, but a timer that is fed goes on for ever. */
    private static void requireUnfed(Duration patience) {
        assertThat(patience).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2500));
    }

    /** Two at a time, one of which says 300 and 256 and the other 256, for as long as they are let. */
    private static CompletableFuture<Integer> besiege(TestNetwork network, AtomicBoolean enough) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return network.inside(() -> {
                            int connections = 0;
                            while (!enough.get()) {
                                connections += feed(Message.START) + feed(Message.RESET);
                            }
                            return connections;
                        });
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "foreigners").start());
    }

    private static int feed(Message first) throws InterruptedException {
        Thread.sleep(5);
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", Port.NUMBER))) {
            channel.write(first.encoded());
            for (int i = 0; i < 5; i++) {
                channel.write(Message.RESET.encoded());
                Thread.sleep(1);
            }
            return 1;
        } catch (IOException e) {
            return e instanceof java.net.ConnectException ? 0 : 1; // nobody there yet; or put out, as it should be
        }
    }
}
