package io.github.icmpffm.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.ProbeListener;
import io.github.icmpffm.ProbeView;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.Locale;

/**
 * What the pinger's thread allocates a probe, told to a {@link ProbeListener}, by the JVM's own count for that thread.
 *
 * <p>Arguments: how many outstanding, how many measured. 800,000 go before: until then some of the loop is not compiled for good.
 */
final class AllocationPerProbe implements ProbeListener {

    private static final long WARM_UP = 800_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long end;
    private long replies;
    private long before;
    private long after;

    private AllocationPerProbe(long count) {
        end = WARM_UP + count;
    }

    @Override
    public void on(ProbeView probe) {
        if (probe.kind() == ProbeView.Kind.REPLY) {
            replies++;
            if (replies == WARM_UP) {
                before = threads.getCurrentThreadAllocatedBytes();
            } else if (replies == end) {
                after = threads.getCurrentThreadAllocatedBytes();
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        int outstanding = Integer.parseInt(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        AllocationPerProbe allocation = new AllocationPerProbe(count);
        try (Pinger pinger = Pinger.open()) {
            PingRequest request = PingRequest.to(InetAddress.getByName("127.0.0.1"));
            PingPlan plan = PingPlan.flood().outstanding(outstanding).count(allocation.end);
            pinger.watch(request, plan, allocation).await();
        }
        System.out.printf(
                Locale.ROOT, "bytes=%.4f%n", (double) (allocation.after - allocation.before) / count);
    }
}
