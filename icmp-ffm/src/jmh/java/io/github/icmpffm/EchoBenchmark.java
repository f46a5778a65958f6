package io.github.icmpffm;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A probe told to a {@link ProbeListener}, in an endless flood with stamps both ways; an operation is a probe. Meant for
 * {@code -prof gc}: what is allocated for it by whichever thread. The warm-up is long, since code that is not yet compiled
 * for good allocates what the compiler then leaves out.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class EchoBenchmark {

    private static final int PROBES = 50_000;

    private final AtomicLong replies = new AtomicLong();
    private Pinger pinger;
    private PingSeries series;

    @Setup(Level.Trial)
    public void flood() throws UnknownHostException {
        pinger = Pinger.open();
        PingRequest request = PingRequest.to(InetAddress.getByName("127.0.0.1"));
        series = pinger.watch(request, PingPlan.flood(), probe -> {
            if (probe.kind() == ProbeView.Kind.REPLY) {
                replies.lazySet(replies.get() + 1);
            }
        });
    }

    @TearDown(Level.Trial)
    public void end() {
        series.stop();
        pinger.close();
    }

    @Benchmark
    @OperationsPerInvocation(PROBES)
    public long probe() {
        long end = replies.get() + PROBES;
        while (replies.get() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return end;
    }
}
