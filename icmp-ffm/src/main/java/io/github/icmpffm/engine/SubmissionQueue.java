package io.github.icmpffm.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many threads put in, anyone takes all: a Treiber stack, turned round when it is taken. Lock-free. */
final class SubmissionQueue {

    private final AtomicReference<@Nullable Submission> newest = new AtomicReference<>();

    void put(Submission submission) {
        Submission head;
        do {
            head = newest.get();
            submission.next(head);
        } while (!newest.compareAndSet(head, submission));
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** Everything, oldest first, linked by {@link Submission#next}; null if there is nothing. */
    @Nullable
    Submission takeAll() {
        Submission left = isEmpty() ? null : newest.getAndSet(null);
        Submission turned = null;
        while (left != null) {
            Submission next = left.next();
            left.next(turned);
            turned = left;
            left = next;
        }
        return turned;
    }
}
