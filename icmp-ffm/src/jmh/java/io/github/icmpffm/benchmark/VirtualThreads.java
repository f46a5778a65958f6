package io.github.icmpffm.benchmark;

import io.github.icmpffm.Pinger;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Timing;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many virtual threads, each once in ping(), at once, each to another loopback address: how long until all have their
 * reply, and what the replies say of the round trip. Once in a cold process, then again.
 *
 * <p>Argument: how many.
 */
final class VirtualThreads {

    private static final int FIRST = 127 << 24 | 1 << 16;

    private VirtualThreads() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        InetAddress[] targets = new InetAddress[count];
        for (int i = 0; i < count; i++) {
            targets[i] = loopback(i);
        }
        try (Pinger pinger = Pinger.open()) {
            String cold = burst(pinger, targets, "cold_");
            burst(pinger, targets, "");
            burst(pinger, targets, "");
            System.out.println(burst(pinger, targets, "") + " " + cold);
        }
    }

    private static String burst(Pinger pinger, InetAddress[] targets, String prefix) throws InterruptedException {
        long[] roundTrips = new long[targets.length];
        AtomicInteger found = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(targets.length);
        long start = System.nanoTime();
        for (int i = 0; i < targets.length; i++) {
            int number = i;
            Thread.startVirtualThread(() -> {
                try {
                    if (pinger.ping(targets[number]) instanceof Reply reply && reply.timing() == Timing.KERNEL) {
                        roundTrips[number] = reply.roundTrip().toNanos();
                        found.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(roundTrips);
        return String.format(
                Locale.ROOT,
                "%1$sseconds=%2$.3f %1$sp99_us=%3$.1f %1$sfound=%4$d",
                prefix,
                seconds,
                roundTrips[(int) (targets.length * 0.99)] / 1e3,
                found.get());
    }

    static InetAddress loopback(int number) throws java.net.UnknownHostException {
        int address = FIRST + number;
        return InetAddress.getByAddress(new byte[] {
            (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
        });
    }
}
