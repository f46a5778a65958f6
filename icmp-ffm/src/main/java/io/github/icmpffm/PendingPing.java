package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import io.github.icmpffm.engine.ProbeLoop;
import io.github.icmpffm.engine.ProbeShape;
import io.github.icmpffm.engine.ProbeSink;
import io.github.icmpffm.engine.Submission;
import io.github.icmpffm.packet.AddressBits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One ping under way: the caller's future, the loop's work and the probe's sink in one object. */
final class PendingPing extends LoopFuture<PingResult> implements Submission, ProbeSink {

    private static final int NOT_SENT = -1;

    private final InetAddress target;
    private final ProbeShape shape;
    private final ProbeLoop loop;
    private @Nullable Submission next;

    /** Written by the loop's thread before anything can complete this, and read on it. */
    private int slot = NOT_SENT;

    PendingPing(ProbeLoop loop, InetAddress target, ProbeShape shape) {
        this.loop = loop;
        this.target = target;
        this.shape = shape;
    }

    @Override
    public Acceptance accept(ProbeLoop onLoop) {
        if (isDone()) {
            return Acceptance.DONE; // cancelled meanwhile
        }
        int scopeId = target instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
        int taken = onLoop.launch(AddressBits.high(target), AddressBits.low(target), scopeId, shape, this);
        if (taken >= 0) {
            slot = taken;
        }
        return ProbeLoop.acceptance(taken);
    }

    @Override
    public long timeoutNanos() {
        return shape.timeoutNanos();
    }

    @Override
    public void expire(int errno, long wallNanos) {
        complete(new SendFailure(target, 0, errno, Instant.ofEpochSecond(0, wallNanos)));
    }

    @Override
    public boolean on(ProbeEvent event) {
        return switch (event.kind()) {
            case REPLY, ICMP_ERROR, TIMEOUT, SEND_FAILURE -> {
                complete((PingResult) EventTranslation.of(event, target));
                yield false;
            }
            case ERROR_HINT -> { // whoever asks once must have an answer, and this is the first
                complete(((ErrorHint) EventTranslation.of(event, target)).error());
                yield false;
            }
            case SENT, DUPLICATE, LATE, CORRUPTED, NOTICE -> true;
        };
    }

    @Override
    public void fail(Throwable cause) {
        completeExceptionally(cause);
    }

    @Override
    public void reject(Throwable cause) {
        completeExceptionally(cause);
    }

    /** Also makes the loop forget the probe. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            loop.submit(new Forgetting(this));
        }
        return cancelled;
    }

    /** The loop's work when a ping was cancelled. */
    private static final class Forgetting implements Submission {

        private final PendingPing ping;
        private @Nullable Submission next;

        Forgetting(PendingPing ping) {
            this.ping = ping;
        }

        @Override
        public Acceptance accept(ProbeLoop onLoop) {
            if (ping.slot != NOT_SENT) {
                onLoop.abandon(ping.slot, ping);
            }
            return Acceptance.DONE;
        }

        @Override
        public void reject(Throwable cause) {
            // the loop has ended, and with it the probe
        }

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission submission) {
            next = submission;
        }
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission submission) {
        next = submission;
    }
}
