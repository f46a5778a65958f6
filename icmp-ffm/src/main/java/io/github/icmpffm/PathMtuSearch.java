package io.github.icmpffm;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One search for a path's MTU, by the rules of {@link PathMtu}. */
final class PathMtuSearch {

    private static final int ROUNDS = 3;
    private static final int ROUND_TRIPS_TO_WAIT = 5;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final Pinger pinger;
    private final InetAddress target;
    private final int first;
    private final int least;
    private final Duration timeout;
    private final int retries;
    private final Consumer<PathMtuResult> progress;

    /** The largest size that was answered, 0 if none was. */
    private int answered;

    /** The smallest size that is too large. */
    private int tooLarge;

    /** The size of the latest request. */
    private int tried;

    /** Not even the largest size that was answered is answered any more. */
    private boolean pathDown;

    private @Nullable IcmpError told;
    private Duration slowest = Duration.ZERO;

    /** A search that begins with the size {@code first}. */
    PathMtuSearch(
            Pinger pinger,
            InetAddress target,
            int first,
            Duration timeout,
            int retries,
            Consumer<PathMtuResult> progress) {
        this.pinger = pinger;
        this.target = target;
        this.first = first;
        this.least = Family.of(target) == Family.IPV4 ? 68 : 1280; // RFC 791 3.2, RFC 8200 section 5
        this.timeout = timeout;
        this.retries = retries;
        this.progress = progress;
        this.tooLarge = first + 1;
    }

    PathMtuResult run() throws InterruptedException {
        int size = first;
        while (answered + 1 < tooLarge) {
            PingResult result = probe(size);
            if (result instanceof Reply) {
                answered = Math.max(answered, tried);
            } else if (result instanceof IcmpError error && isTooBig(error)) {
                refused(tried);
                believe(error);
            } else if (isSilence(result) && !pathDown) {
                refused(tried);
            } else {
                return incomplete(result);
            }
            if (answered == 0 && tried <= least) {
                return told == null ? incomplete(result) : hearsay(told);
            }
            progress.accept(incomplete(null));
            size = nextSize();
        }
        return complete();
    }

    /** That size is too large; if it was answered before, the path has changed, and no answer counts any more. */
    private void refused(int size) {
        tooLarge = Math.min(tooLarge, size);
        if (answered >= tooLarge) {
            answered = 0;
        }
    }

    private int nextSize() {
        if (told != null && told.mtu().orElseThrow() + 1 == tooLarge) {
            return tooLarge - 1; // told, and not tried yet
        }
        return answered == 0 ? least : (answered + tooLarge) >>> 1;
    }

    private void believe(IcmpError error) {
        int mtu = error.mtu().orElse(0);
        if (mtu >= Math.max(least, answered) && mtu < tooLarge) {
            told = error;
            tooLarge = mtu + 1;
        }
    }

    /** A size too long for the interface is refused at once: that is as clear as silence. */
    private static boolean isSilence(PingResult result) {
        return result instanceof Timeout
                || (result instanceof SendFailure failure && failure.errno() == Errno.EMSGSIZE);
    }

    private static boolean isTooBig(IcmpError error) {
        return error.category() == ErrorCategory.TOO_BIG;
    }

    /** Whether that result is at odds with the path as it was when the largest size that was answered was tried. */
    private boolean isDoubtful(PingResult result) {
        return answered > 0
                && (result instanceof Timeout
                        || (result instanceof IcmpError error
                                && isTooBig(error)
                                && error.mtu().orElse(0) >= least
                                && error.mtu().orElse(0) < answered));
    }

    /**
     * What comes of that size, or of the largest that was answered before, if that is not answered any more; {@link #tried}
     * tells which.
     */
    private PingResult probe(int size) throws InterruptedException {
        PingResult result = patiently(size);
        boolean outage = false;
        int silentControls = 0;
        while (isDoubtful(result)) {
            PingResult control = patiently(answered);
            if (control instanceof Reply) {
                if (!outage) {
                    tried = size;
                    return result;
                }
                outage = false; // now that it is over
            } else if (control instanceof Timeout && ++silentControls < ROUNDS) {
                outage = true;
            } else {
                pathDown = control instanceof Timeout;
                return control;
            }
            result = patiently(size);
        }
        return result;
    }

    private PingResult patiently(int size) throws InterruptedException {
        PingResult result = once(size);
        for (int retry = 0; retry < retries && result instanceof Timeout; retry++) {
            result = once(size);
        }
        return result;
    }

    private PingResult once(int size) throws InterruptedException {
        tried = size;
        int payload = size - Family.of(target).packetLength(0);
        PingResult result = pinger.ping(
                PingRequest.to(target).withPayloadLength(payload).withTimeout(patience()).withConstantChecksum());
        if (result instanceof Reply reply && reply.roundTrip().compareTo(slowest) > 0) {
            slowest = reply.roundTrip();
        }
        return result;
    }

    private Duration patience() {
        if (answered == 0) {
            return timeout;
        }
        Duration enough = slowest.multipliedBy(ROUND_TRIPS_TO_WAIT);
        Duration wait = enough.compareTo(SHORTEST_WAIT) > 0 ? enough : SHORTEST_WAIT;
        return wait.compareTo(timeout) < 0 ? wait : timeout;
    }

    private PathMtuResult complete() {
        if (answered == first) {
            return result(answered, answered, PathMtuEvidence.INTERFACE, null);
        }
        return told != null && told.mtu().orElseThrow() == answered
                ? result(answered, answered, PathMtuEvidence.TOLD, told)
                : result(answered, answered, PathMtuEvidence.MEASURED, null);
    }

    private PathMtuResult hearsay(IcmpError error) {
        int mtu = error.mtu().orElseThrow();
        return result(mtu, mtu, PathMtuEvidence.TOLD, error);
    }

    private PathMtuResult incomplete(@Nullable PingResult reason) {
        return result(answered, tooLarge - 1, PathMtuEvidence.INCOMPLETE, reason);
    }

    private PathMtuResult result(int mtu, int most, PathMtuEvidence evidence, @Nullable PingResult reason) {
        return new PathMtuResult(target, mtu, most, evidence, slowest.isPositive(), Optional.ofNullable(reason));
    }
}
