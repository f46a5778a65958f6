package io.github.icmpffm.engine;

/** Who wants to know what becomes of a probe. Called on the loop's thread, and must not block it. */
public interface ProbeSink {

    /**
     * Something happened; the event is valid until this returns.
     *
     * @return whether to report what else happens to this probe, as a duplicate after its reply
     */
    boolean on(ProbeEvent event);

    /** Nothing more will happen: the loop has ended, of that cause. */
    void fail(Throwable cause);
}
