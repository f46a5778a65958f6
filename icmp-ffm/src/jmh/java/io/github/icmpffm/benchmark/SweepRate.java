package io.github.icmpffm.benchmark;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Sweep;
import io.github.icmpffm.SweepProgress;
import io.github.icmpffm.SweepRun;
import io.github.icmpffm.Timing;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A sweep as fast as the sockets take it, from its start to the last address that answers.
 *
 * <p>Arguments: the range, how many shards, the timing. Two sweeps of 262,144 addresses go before, to warm up. Prints also
 * what of the heap was in use at most, and the resident set of the process at its largest.
 */
final class SweepRate {

    private static final Duration AFTER_THE_LAST = Duration.ofMillis(500);
    private static final long LOOK_NANOS = 1_000_000;
    private static final String WARM_UP = "127.128.0.0/14";

    private SweepRate() {}

    public static void main(String[] arguments) throws Exception {
        int shards = Integer.parseInt(arguments[1]);
        Timing timing = Timing.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        sweep(WARM_UP, shards, timing);
        sweep(WARM_UP, shards, timing);
        SweepProgress end = sweep(arguments[0], shards, timing);
        System.out.printf(
                Locale.ROOT,
                "rate=%.0f found=%d of=%d heap_kB=%d resident_kB=%d%n",
                end.answered() / (end.elapsed().toNanos() / 1e9),
                end.answered(),
                end.addresses(),
                peakHeapBytes() / 1024,
                peakResidentKilobytes());
    }

    private static SweepProgress sweep(String range, int shards, Timing timing) throws InterruptedException {
        Sweep sweep = Sweep.over(List.of(AddressRange.parse(range)))
                .withRate(0)
                .withShards(shards)
                .withTimeout(AFTER_THE_LAST)
                .withOptions(PingerOptions.defaults().socketMode(SocketMode.DATAGRAM).timing(timing));
        try (SweepRun run = sweep.start(event -> {})) {
            SweepProgress progress = run.progress();
            while (progress.answered() < progress.addresses() && !run.isDone()) {
                LockSupport.parkNanos(LOOK_NANOS);
                progress = run.progress();
            }
            run.await(); // throws what ended it, if that was a failure
            return progress;
        }
    }

    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long peakResidentKilobytes() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }
}
