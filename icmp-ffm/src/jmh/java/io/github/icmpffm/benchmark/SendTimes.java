package io.github.icmpffm.benchmark;

import io.github.icmpffm.ProbeListener;
import io.github.icmpffm.ProbeView;
import io.github.icmpffm.Timing;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * When each probe of a monitor was truly sent, by the kernel's own stamp, against when it was due.
 *
 * <p>A target's probes are due one interval after another. From when on is known from its own probes: the one that was least
 * late, of all including the first, was on time. So a target's lateness is not hidden by a first probe that was late itself,
 * and what is late every time is told by the first, which by the monitor's own rule starts the count. All sends are within
 * half an interval of when they are due, or this says nothing; how many there were tells whether any were left out.
 */
final class SendTimes implements ProbeListener {

    private static final int NOT_SENT = Integer.MIN_VALUE;

    private final int targets;
    private final long intervalNanos;
    private final int mostPerTarget;
    private final long[] firstNanos;
    private final int[] known;
    /** For each target and each of its probes: how much later it was sent than whole intervals after the first. */
    private final int[] offsets;
    private final long[] sentNanos;
    private long withoutStamps;

    SendTimes(int targets, Duration interval, int mostPerTarget) {
        this.targets = targets;
        this.intervalNanos = interval.toNanos();
        this.mostPerTarget = mostPerTarget;
        firstNanos = new long[targets];
        known = new int[targets];
        offsets = new int[targets * mostPerTarget];
        sentNanos = new long[targets * mostPerTarget];
        Arrays.fill(offsets, NOT_SENT);
    }

    @Override
    public void on(ProbeView probe) {
        if (probe.kind() != ProbeView.Kind.REPLY) {
            return;
        }
        if (probe.timing() != Timing.KERNEL) {
            withoutStamps++;
            return;
        }
        int target = number(probe.target());
        if (known[target] == mostPerTarget) {
            return;
        }
        long sent = probe.timeNanos() - probe.roundTripNanos();
        if (known[target] == 0) {
            firstNanos[target] = sent;
        }
        int slot = target * mostPerTarget + known[target]++;
        long since = sent - firstNanos[target];
        offsets[slot] = (int) (Math.floorMod(since + intervalNanos / 2, intervalNanos) - intervalNanos / 2);
        sentNanos[slot] = sent;
    }

    private static int number(InetAddress target) {
        return (target.hashCode() & 0xffffff) - (1 << 16); // an Inet4Address's hash code is the address
    }

    /** What is to be told of the probes sent from one time to another, as {@code name=value}. */
    String between(long fromNanos, long toNanos) {
        int[] lateness = new int[offsets.length];
        int[] perMillisecond = new int[(int) ((toNanos - fromNanos) / 1_000_000) + 1];
        int count = 0;
        for (int target = 0; target < targets; target++) {
            int first = target * mostPerTarget;
            int onTime = Integer.MAX_VALUE;
            for (int i = 0; i < known[target]; i++) {
                onTime = Math.min(onTime, offsets[first + i]);
            }
            for (int i = 0; i < known[target]; i++) {
                long sent = sentNanos[first + i];
                if (sent >= fromNanos && sent < toNanos) {
                    lateness[count++] = offsets[first + i] - onTime;
                    perMillisecond[(int) ((sent - fromNanos) / 1_000_000)]++;
                }
            }
        }
        Arrays.sort(lateness, 0, count);
        Arrays.sort(perMillisecond);
        return String.format(
                Locale.ROOT,
                "p50_ms=%.3f p99_ms=%.3f max_ms=%.3f sent=%d most_in_a_ms=%d unstamped=%d",
                lateness[count / 2] / 1e6,
                lateness[(int) (count * 0.99)] / 1e6,
                lateness[Math.max(0, count - 1)] / 1e6,
                count,
                perMillisecond[perMillisecond.length - 1],
                withoutStamps);
    }

    /** The clock of the kernel's stamps. */
    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
