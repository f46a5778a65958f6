package io.github.icmpffm.testnetwork;

import java.time.Duration;
import java.util.List;

/** A request, and what was written back because of it so far. */
public record Exchange(Request request, List<Written> written) {

    /**
     * An answer that was written.
     *
     * @param answer what
     * @param afterRequest how long after the fixture had read the request it began to write
     * @param trueReply whether it says what the true reply says
     */
    public record Written(Answer answer, Duration afterRequest, boolean trueReply) {}

    public Exchange {
        written = List.copyOf(written);
    }
}
