package io.github.icmpffm.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.icmpffm.PingMonitor;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Timing;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * So many targets once a second on one thread, with the kernel's stamps both ways: how late they are sent, and what CPU that
 * takes.
 *
 * <p>Arguments: the socket mode, how many targets, how many windows of 4 s to measure after 8 s of warm-up, and perhaps the
 * identifier. Prints a line a window.
 */
final class Schedule {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int WARM_UP_SECONDS = 8;
    private static final int WINDOW_SECONDS = 4;

    private Schedule() {}

    public static void main(String[] arguments) throws Exception {
        SocketMode mode = SocketMode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int count = Integer.parseInt(arguments[1]);
        int windows = Integer.parseInt(arguments[2]);
        SendTimes sendTimes = new SendTimes(count, INTERVAL, WARM_UP_SECONDS + windows * WINDOW_SECONDS + 2);
        PingerOptions options = PingerOptions.defaults().socketMode(mode).timing(Timing.KERNEL);
        if (arguments.length > 3) {
            options = options.identifier(Integer.parseInt(arguments[3]));
        }
        try (Pinger pinger = Pinger.open(options)) {
            PingRequest request = PingRequest.to(InetAddress.getLoopbackAddress());
            PingMonitor monitor = pinger.monitor(request, INTERVAL, sendTimes);
            for (int i = 0; i < count; i++) {
                monitor.add(VirtualThreads.loopback(i));
            }
            Thread.sleep(WARM_UP_SECONDS * 1000L);
            CpuTime[] used = new CpuTime[windows];
            long[] starts = new long[windows + 1];
            long[] dropped = new long[windows];
            long[] allocated = new long[windows];
            long[] lost = new long[windows];
            for (int i = 0; i < windows; i++) {
                starts[i] = SendTimes.wallNanos();
                CpuTime before = CpuTime.read();
                long droppedBefore = pinger.droppedMessages();
                long allocatedBefore = allocatedByLoop();
                long lostBefore = sendTimes.lost();
                Thread.sleep(WINDOW_SECONDS * 1000L);
                used[i] = CpuTime.read().since(before);
                dropped[i] = pinger.droppedMessages() - droppedBefore;
                allocated[i] = allocatedByLoop() - allocatedBefore;
                lost[i] = sendTimes.lost() - lostBefore;
                starts[i + 1] = SendTimes.wallNanos();
            }
            monitor.close();
            pinger.close();
            for (int i = 0; i < windows; i++) {
                double seconds = (starts[i + 1] - starts[i]) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%s expected=%.0f lost=%d dropped=%d bytes=%.4f %s%n",
                        sendTimes.between(starts[i], starts[i + 1]),
                        count * seconds,
                        lost[i],
                        dropped[i],
                        allocated[i] / (count * seconds),
                        used[i].perSecond(seconds));
            }
        }
    }

    private static long allocatedByLoop() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(CpuTime.LOOP_NAME)) {
                return threads.getThreadAllocatedBytes(thread.threadId());
            }
        }
        throw new IllegalStateException("the pinger has no thread of that name");
    }
}
