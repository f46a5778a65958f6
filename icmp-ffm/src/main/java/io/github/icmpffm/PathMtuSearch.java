package io.github.icmpffm;

import io.github.icmpffm.PathMtuRound.Verdict;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One search for a path's MTU, by the rules of {@link PathMtu}. */
final class PathMtuSearch {

    private static final int SILENT_CONTROLS = 3;
    private static final int ROUND_TRIPS_TO_WAIT = 5;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final InetAddress target;
    private final int first;
    private final int least;
    private final Duration timeout;
    private final int retries;
    private final Consumer<PathMtuResult> progress;

    /** The largest size that was answered, 0 if none was. */
    private int answered;

    /** The smallest size that is too large, by what was refused and by what was said. */
    private int tooLarge;

    /** The smallest size that was refused itself. */
    private int refused;

    /** The largest size that may get there, by what was said; silence of a size does not lower it. */
    private int most;

    /** Who has told the MTU that was believed last. */
    private @Nullable IcmpError told;

    /** Whether the target has ever answered. */
    private boolean heard;

    private Duration slowest = Duration.ZERO;

    /** A search that begins with the size {@code first}. */
    PathMtuSearch(
            InetAddress target,
            int first,
            Duration timeout,
            int retries,
            Consumer<PathMtuResult> progress) {
        this.target = target;
        this.first = first;
        this.least = Family.of(target) == Family.IPV4 ? PathMtu.SMALLEST_IPV4_MTU : PathMtu.SMALLEST_IPV6_MTU;
        this.timeout = timeout;
        this.retries = retries;
        this.progress = progress;
        this.tooLarge = first + 1;
        this.refused = first + 1;
        this.most = first;
    }

    /**
     * Searches.
     *
     * @param pinger whose requests are not fragmented
     */
    PathMtuResult run(Pinger pinger) throws InterruptedException {
        int size = first;
        while (answered + 1 < refused) {
            PathMtuRound round = settled(pinger, size);
            boolean pathIsSilent = round.verdict() == Verdict.LOST && round.size() == control();
            if (pathIsSilent && !heard && isTold(tooLarge - 1)) {
                return result(tooLarge - 1, tooLarge - 1, PathMtuEvidence.TOLD, told);
            }
            if (pathIsSilent || round.verdict() == Verdict.FAILED) {
                return incomplete(round.reason());
            }
            if (round.verdict() != Verdict.ARRIVED) {
                refused(round);
            } else if (answered >= tooLarge) {
                disproved();
            }
            if (tooLarge <= least) {
                return incomplete(round.reason());
            }
            size = next();
        }
        return complete();
    }

    /** What comes of that size once there is no doubt; or of the control, if that is not answered. */
    private PathMtuRound settled(Pinger pinger, int size) throws InterruptedException {
        boolean answeredBefore = answered > 0;
        int silentControls = 0;
        PathMtuRound round = round(pinger, size, Math.max(least, answered));
        while (isDoubtful(round) && size > control()) {
            PathMtuRound control = round(pinger, control(), least);
            if (control.verdict() == Verdict.ARRIVED) {
                if (answeredBefore) {
                    return round;
                }
                answeredBefore = true;
            } else if (control.verdict() == Verdict.LOST && heard && ++silentControls < SILENT_CONTROLS) {
                answeredBefore = false;
            } else {
                return control;
            }
            round = round(pinger, size, Math.max(least, answered));
        }
        return round;
    }

    /** The size that should be answered if any is. */
    private int control() {
        return answered > 0 ? answered : least;
    }

    /** Whether it may be due to the path's state at the moment. */
    private boolean isDoubtful(PathMtuRound round) {
        return round.verdict() == Verdict.LOST
                || (round.verdict() == Verdict.TOO_LARGE && round.told() == null && answered > 0);
    }

    private PathMtuRound round(Pinger pinger, int size, int leastMtu) throws InterruptedException {
        progress.accept(incomplete(null));
        PathMtuRound round = request(pinger, size, leastMtu);
        if (round.verdict() == Verdict.ARRIVED) {
            answered = Math.max(answered, size);
            heard = true;
            slowest = longer(slowest, round.roundTrip());
        }
        return round;
    }

    private PathMtuRound request(Pinger pinger, int size, int leastMtu) throws InterruptedException {
        PingRequest request = PingRequest.to(target)
                .withPayloadLength(size - Family.of(target).packetLength(0))
                .withTimeout(timeout)
                .withConstantChecksum();
        return PathMtuRound.of(pinger, request, PingPlan.every(patience()).count(retries + 1L), size, leastMtu);
    }

    private Duration patience() {
        if (!heard) {
            return timeout;
        }
        Duration enough = longer(slowest.multipliedBy(ROUND_TRIPS_TO_WAIT), SHORTEST_WAIT);
        return enough.compareTo(timeout) < 0 ? enough : timeout;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What was said of the path is not so: what is known is what was refused. */
    private void disproved() {
        told = null;
        tooLarge = refused;
        most = refused - 1;
    }

    /** If that was answered before, the path has changed, and no answer counts any more. */
    private void refused(PathMtuRound round) {
        tooLarge = round.size();
        refused = round.size();
        if (round.told() != null) {
            told = round.told();
            tooLarge = told.mtu().orElseThrow() + 1;
        }
        if (round.verdict() == Verdict.TOO_LARGE) {
            most = tooLarge - 1;
        }
        if (answered >= tooLarge) {
            answered = 0;
        }
    }

    private int next() {
        if (isTold(tooLarge - 1)) {
            return answered == tooLarge - 1 ? tooLarge : tooLarge - 1; // whether a byte more is refused as well
        }
        return answered == 0 ? least : (answered + tooLarge) >>> 1;
    }

    private boolean isTold(int size) {
        return told != null && told.mtu().orElseThrow() == size;
    }

    private PathMtuResult complete() {
        if (answered == first) {
            return result(answered, answered, PathMtuEvidence.INTERFACE, null);
        }
        if (isTold(answered)) {
            return result(answered, answered, PathMtuEvidence.TOLD, told);
        }
        return answered == most ? measured() : result(answered, most, PathMtuEvidence.LARGEST_ANSWERED, null);
    }

    private PathMtuResult measured() {
        return result(answered, answered, PathMtuEvidence.MEASURED, null);
    }

    /**
     * Whether it is the path that takes nothing larger than what was answered, if {@link #run} has left that open.
     *
     * @param pinger whose requests may be fragmented
     */
    PathMtuResult withFragments(Pinger pinger) throws InterruptedException {
        PathMtuResult known = complete();
        progress.accept(known);
        // An IPv4 router fragments; of IPv6 the kernel fragments only what the interface does not take.
        int size = Family.of(target) == Family.IPV4 ? tooLarge : first + 1;
        return request(pinger, size, least).verdict() == Verdict.ARRIVED ? measured() : known;
    }

    private PathMtuResult incomplete(@Nullable PingResult reason) {
        return result(answered, most, PathMtuEvidence.INCOMPLETE, reason);
    }

    private PathMtuResult result(int mtu, int most, PathMtuEvidence evidence, @Nullable PingResult reason) {
        return new PathMtuResult(target, mtu, most, evidence, heard, Optional.ofNullable(reason));
    }
}
