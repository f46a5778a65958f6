package io.github.icmpffm.benchmark;

import io.github.icmpffm.PingPlan;
import io.github.icmpffm.PingRequest;
import io.github.icmpffm.Pinger;
import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.ProbeListener;
import io.github.icmpffm.ProbeView;
import io.github.icmpffm.SocketMode;
import io.github.icmpffm.Timing;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Echo after echo to 127.0.0.1 on the pinger's thread, one outstanding.
 *
 * <p>Arguments: the socket mode, the timing, how many are measured. As many as half of that go before, to warm up.
 */
final class SequentialEcho implements ProbeListener {

    private final long warmUp;
    private final long all;
    private long replies;
    private long startNanos;
    private long endNanos;

    private SequentialEcho(long warmUp, long count) {
        this.warmUp = warmUp;
        this.all = warmUp + count;
    }

    @Override
    public void on(ProbeView probe) {
        if (probe.kind() == ProbeView.Kind.REPLY) {
            replies++;
            if (replies == warmUp) {
                startNanos = System.nanoTime();
            } else if (replies == all) {
                endNanos = System.nanoTime();
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        SocketMode mode = SocketMode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Timing timing = Timing.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        long count = Long.parseLong(arguments[2]);
        SequentialEcho echo = new SequentialEcho(count / 2, count);
        try (Pinger pinger = Pinger.open(PingerOptions.defaults().socketMode(mode).timing(timing))) {
            PingRequest request = PingRequest.to(InetAddress.getByName("127.0.0.1"));
            pinger.watch(request, PingPlan.flood().count(echo.all), echo).await();
        }
        double seconds = (echo.endNanos - echo.startNanos) / 1e9;
        System.out.printf(Locale.ROOT, "rate=%.0f found=%d%n", count / seconds, echo.replies - echo.warmUp);
    }
}
