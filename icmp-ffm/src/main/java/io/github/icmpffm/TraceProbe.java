package io.github.icmpffm;

import io.github.icmpffm.packet.ErrorCategory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One probe of a {@link TracerouteRun}, by whose lock its fields are guarded. */
final class TraceProbe implements PingListener {

    final int hopLimit;

    /** When it is to be sent; by {@link System#nanoTime}. */
    final long dueNanos;

    private final TracerouteRun run;
    private @Nullable PingSeries series;
    private @Nullable PingResult outcome;
    private boolean sent;
    private long sentNanos;

    TraceProbe(TracerouteRun run, int hopLimit, long dueNanos) {
        this.run = run;
        this.hopLimit = hopLimit;
        this.dueNanos = dueNanos;
    }

    /** What sends it: a series of one, since those can wait for their time. */
    void start(PingSeries single) {
        series = single;
        var _ = single.completion().whenComplete((statistics, thrown) -> {
            if (thrown != null) {
                run.fail(thrown);
            }
        });
    }

    /** It is not sent if it was not, and no more is reported of it. */
    void stop() {
        Objects.requireNonNull(series).stop();
    }

    @Override
    public void on(PingEvent event) {
        synchronized (run) {
            if (!run.isOf(this)) {
                return;
            }
            if (!sent) {
                sent = true;
                sentNanos = System.nanoTime();
                run.sent(this);
            }
            if (event instanceof PingResult result) {
                outcome = result;
            } else if (event instanceof ErrorHint hint && isAnswer(hint.error())) {
                outcome = hint.error();
            }
            run.advance();
        }
    }

    boolean isSent() {
        return sent;
    }

    /** When that was; by {@link System#nanoTime}. */
    long sentNanos() {
        return sentNanos;
    }

    boolean hasOutcome() {
        return outcome != null;
    }

    /** What is known of it, or null if nothing is. */
    @Nullable
    PingResult result() {
        return outcome;
    }

    /** Whether a router has said that it passes such probes on, but for their hop limit. */
    boolean isPassedOn() {
        return outcome instanceof IcmpError error && isPassedOn(error);
    }

    /** Whether no reply is to be expected after it. What others say of the target may be wrong, and is waited out. */
    private static boolean isAnswer(IcmpError error) {
        return isPassedOn(error) || error.from().equals(error.target());
    }

    private static boolean isPassedOn(IcmpError error) {
        return error.category() == ErrorCategory.TIME_EXCEEDED;
    }

    /** How long the answer took, or 0 without one. */
    long roundTripNanos() {
        return switch (outcome) {
            case Reply reply -> reply.roundTripNanos();
            case IcmpError error -> error.roundTripNanos();
            case null, default -> 0;
        };
    }
}
