package io.github.icmpffm.benchmark;

import io.github.icmpffm.ProbeListener;
import io.github.icmpffm.ProbeView;
import io.github.icmpffm.Timing;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * When each probe of a monitor was truly sent, by the kernel's own stamp, against when it was due.
 *
 * <p>A target's probes are due one interval after another. From when on is known from its own probes: the one that was least
 * late, of all including the first, was on time. So a first probe that was late itself hides nothing, nor does being late
 * every time after it: the first starts the count, by the monitor's own rule. This says something as long as sends are within
 * half an interval of when they are due; how many there were tells whether any were left out.
 *
 * <p>While it runs it only writes down, one after the other, so as to cost the pinger's thread little.
 */
final class SendTimes implements ProbeListener {

    private static final Set<ProbeView.Kind> LOSSES = EnumSet.of(
            ProbeView.Kind.TIMEOUT, ProbeView.Kind.ICMP_ERROR, ProbeView.Kind.SEND_FAILURE);

    private final int targets;
    private final long intervalNanos;
    private final long[] sentNanos;
    private final InetAddress[] target;
    private int known;
    private int withoutStamps;
    private volatile long lost;

    SendTimes(int targets, Duration interval, int mostPerTarget) {
        this.targets = targets;
        this.intervalNanos = interval.toNanos();
        sentNanos = new long[targets * mostPerTarget];
        target = new InetAddress[targets * mostPerTarget];
    }

    @Override
    public void on(ProbeView probe) {
        if (probe.kind() != ProbeView.Kind.REPLY) {
            lost += LOSSES.contains(probe.kind()) ? 1 : 0;
            return;
        }
        if (probe.timing() != Timing.KERNEL) {
            withoutStamps++;
        } else if (known < sentNanos.length) {
            sentNanos[known] = probe.timeNanos() - probe.roundTripNanos();
            target[known] = probe.target();
            known++;
        }
    }

    /** How many probes had no reply in time so far. */
    long lost() {
        return lost;
    }

    private static int number(InetAddress target) {
        return (target.hashCode() & 0xffffff) - (1 << 16); // an Inet4Address's hash code is the address
    }

    /** What is to be told of the probes sent from one time to another, as {@code name=value}. After the end only. */
    String between(long fromNanos, long toNanos) {
        long[] onTime = onTimeNanos();
        long[] lateness = new long[known];
        int[] perMillisecond = new int[(int) ((toNanos - fromNanos) / 1_000_000) + 1];
        int count = 0;
        for (int i = 0; i < known; i++) {
            long sent = sentNanos[i];
            if (sent >= fromNanos && sent < toNanos) {
                lateness[count++] = Math.floorMod(sent - onTime[number(target[i])], intervalNanos);
                perMillisecond[(int) ((sent - fromNanos) / 1_000_000)]++;
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

    /** For each target a time at which a probe was due: its first send, less what others were earlier by. */
    private long[] onTimeNanos() {
        long[] first = new long[targets];
        long[] earliest = new long[targets];
        for (int i = 0; i < known; i++) {
            int number = number(target[i]);
            if (first[number] == 0) {
                first[number] = sentNanos[i];
            }
            long half = intervalNanos / 2;
            long offset = Math.floorMod(sentNanos[i] - first[number] + half, intervalNanos) - half;
            earliest[number] = Math.min(earliest[number], offset);
        }
        for (int number = 0; number < targets; number++) {
            first[number] += earliest[number];
        }
        return first;
    }

    /** The clock of the kernel's stamps. */
    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
