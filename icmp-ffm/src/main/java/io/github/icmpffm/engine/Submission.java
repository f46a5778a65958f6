package io.github.icmpffm.engine;

import org.jspecify.annotations.Nullable;

/**
 * Work handed to the loop's thread. It carries the link of the queue it lies in, so that handing it over allocates
 * nothing; it is handed over once.
 */
public interface Submission {

    /** What has become of it. */
    enum Acceptance {
        DONE,
        /** This turn has no room for it: the loop keeps it, and what was handed over later, for its next turn. */
        NEXT_TURN,
        /** There is no sequence number for it: the loop puts it aside and goes on with others. */
        PUT_ASIDE
    }

    /** Does the work, on the loop's thread. */
    Acceptance accept(ProbeLoop loop);

    /** How long it may be put aside. */
    default long timeoutNanos() {
        return 0;
    }

    /** It was put aside for that time in vain. */
    default void expire(int errno, long wallNanos) {}

    /** The loop ended before it could do the work. */
    void reject(Throwable cause);

    /** The link, for the queue alone. */
    @Nullable
    Submission next();

    /** Sets the link, for the queue alone. */
    void next(@Nullable Submission next);
}
