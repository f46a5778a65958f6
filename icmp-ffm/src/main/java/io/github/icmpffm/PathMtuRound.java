package io.github.icmpffm;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.packet.ErrorCategory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The requests of one size, and what they say together: rule 3 of {@link PathMtu}. */
final class PathMtuRound implements PingListener {

    /** What becomes of packets of that size. */
    enum Verdict {
        /** The target gets them. */
        ARRIVED,
        /** They are refused for their size. */
        TOO_LARGE,
        /** Some had no answer, or the answers do not agree. */
        LOST,
        /** They are refused for another reason. */
        FAILED
    }

    private final int size;
    private final int leastMtu;

    // Written by the pinger's thread until the series has ended.
    private final CompletableFuture<Verdict> decided = new CompletableFuture<>();
    /** What all outcomes so far say alike; where they differ, LOST. */
    private @Nullable Verdict agreed;

    private @Nullable PingResult reason;
    private @Nullable IcmpError told;
    private Duration roundTrip = Duration.ZERO;

    private PathMtuRound(int size, int leastMtu) {
        this.size = size;
        this.leastMtu = leastMtu;
    }

    /**
     * Sends requests of that size until one of them decides, or all have their outcome.
     *
     * @param request with that size, and its timeout
     * @param leastMtu the least that is believed of who tells an MTU
     */
    static PathMtuRound of(Pinger pinger, PingRequest request, PingPlan plan, int size, int leastMtu)
            throws InterruptedException {
        PathMtuRound round = new PathMtuRound(size, leastMtu);
        PingSeries series = pinger.series(request, plan, round);
        var _ = round.decided.thenRun(series::stop);
        series.await();
        return round;
    }

    @Override
    public void on(PingEvent event) {
        switch (event) {
            case Reply reply -> arrived(reply);
            case Late late -> arrived(late.reply());
            case Corrupted corrupted -> arrived(corrupted.reply());
            case ErrorHint hint when tellsMtu(hint.error()) -> {
                told = hint.error();
                decide(Verdict.TOO_LARGE, hint.error());
            }
            case IcmpError error when tellsMtu(error) -> {
                told = error;
                decide(Verdict.TOO_LARGE, error);
            }
            case IcmpError error -> agree(isTooBig(error) ? Verdict.TOO_LARGE : Verdict.FAILED, error);
            case SendFailure failure ->
                decide(failure.errno() == Errno.EMSGSIZE ? Verdict.TOO_LARGE : Verdict.FAILED, failure);
            case Timeout timeout -> agree(Verdict.LOST, timeout);
            case Sent _, ErrorHint _, Duplicate _, Notice _ -> {
            }
        }
    }

    private void arrived(Reply reply) {
        roundTrip = reply.roundTrip();
        decided.complete(Verdict.ARRIVED);
    }

    private void decide(Verdict verdict, PingResult result) {
        reason = result;
        decided.complete(verdict);
    }

    private void agree(Verdict verdict, PingResult result) {
        agreed = agreed == null || agreed == verdict ? verdict : Verdict.LOST;
        if (reason == null || !(result instanceof Timeout)) {
            reason = result;
        }
    }

    private static boolean isTooBig(IcmpError error) {
        return error.category() == ErrorCategory.TOO_BIG;
    }

    private boolean tellsMtu(IcmpError error) {
        int mtu = error.mtu().orElse(0);
        return mtu >= leastMtu && mtu < size;
    }

    /** In bytes. */
    int size() {
        return size;
    }

    Verdict verdict() {
        return decided.getNow(Objects.requireNonNullElse(agreed, Verdict.LOST));
    }

    /** What says so, unless it is ARRIVED. */
    PingResult reason() {
        return Objects.requireNonNull(reason);
    }

    /** Who told an MTU that is believed. */
    @Nullable
    IcmpError told() {
        return told;
    }

    /** How long the reply took, if it is ARRIVED. */
    Duration roundTrip() {
        return roundTrip;
    }
}
