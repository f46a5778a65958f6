package io.github.icmpffm.engine;

import org.jspecify.annotations.Nullable;

/**
 * Work handed to the loop's thread. It carries the link of the queue it lies in, so that handing it over allocates
 * nothing; it is handed over once.
 */
public interface Submission {

    /**
     * Does the work, on the loop's thread.
     *
     * @return false if there is no room at present: the loop keeps it, and what was handed over later, for its next
     *     turn
     */
    boolean accept(ProbeLoop loop);

    /** The loop ended before it could do the work. */
    void reject(Throwable cause);

    /** The link, for the queue alone. */
    @Nullable
    Submission next();

    /** Sets the link, for the queue alone. */
    void next(@Nullable Submission next);
}
