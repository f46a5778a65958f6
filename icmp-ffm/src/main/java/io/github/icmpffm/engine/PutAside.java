package io.github.icmpffm.engine;

import io.github.icmpffm.libc.Errno;
import java.util.ArrayList;
import java.util.List;

/** The submissions for which there was no sequence number: they are tried again when one comes free, until their timeout. */
final class PutAside {

    private record Entry(Submission submission, long deadlineNanos) {}

    private List<Entry> entries = new ArrayList<>();
    private long nextNanos = TimerWheel.NEVER;

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(Submission submission, long nowNanos) {
        long deadline = nowNanos + submission.timeoutNanos();
        entries.add(new Entry(submission, deadline));
        nextNanos = Math.min(nextNanos, deadline);
    }

    /** When the first one's time is up; {@link TimerWheel#NEVER} if there is none. */
    long nextNanos() {
        return nextNanos;
    }

    /** Tries all again, in their order; until one finds that the turn has no room. Those that find no number stay. */
    void retry(ProbeLoop loop) {
        List<Entry> left = new ArrayList<>();
        boolean hasRoom = true;
        for (Entry entry : entries) {
            Submission.Acceptance acceptance = hasRoom
                    ? entry.submission.accept(loop)
                    : Submission.Acceptance.NEXT_TURN;
            hasRoom = acceptance != Submission.Acceptance.NEXT_TURN;
            if (acceptance != Submission.Acceptance.DONE) {
                left.add(entry);
            }
        }
        replace(left);
    }

    /** Ends those whose time is up. */
    void expire(long nowNanos, long wallNanos) {
        if (nowNanos < nextNanos) {
            return;
        }
        List<Entry> left = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.deadlineNanos <= nowNanos) {
                entry.submission.expire(Errno.EAGAIN, wallNanos);
            } else {
                left.add(entry);
            }
        }
        replace(left);
    }

    void rejectAll(Throwable cause) {
        entries.forEach(entry -> entry.submission.reject(cause));
        entries.clear();
    }

    private void replace(List<Entry> left) {
        entries = left;
        nextNanos = TimerWheel.NEVER;
        for (Entry entry : left) {
            nextNanos = Math.min(nextNanos, entry.deadlineNanos);
        }
    }
}
