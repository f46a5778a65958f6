package io.github.icmpffm.engine;

/**
 * How long a probe was under way, and by which stamps that is known.
 *
 * <p>The rules, best first:
 *
 * <ol>
 *   <li>kernel receive − kernel send: nothing that happens in this process is in it. A send stamp is taken where a message
 *       leaves the host's own queue. One that is later than the return of the send call means that the request waited
 *       there, and then the time counts from that return; how long it waited is {@link #queuedNanos};
 *   <li>kernel receive − the time before the send call: what the send call took is in it;
 *   <li>the time after the receive call − the time before the send call, on the monotonic clock: all delays of this
 *       process are in it.
 * </ol>
 *
 * <p>Kernel stamps are of the wall clock, so the first two hold only if that did not step between sending and now, and
 * the receive stamp is between the two on it. A
 * send stamp that is not between the time before the send call and the receive stamp belongs to some other probe and is
 * not used.
 */
final class RoundTrip {

    /** Which stamps the time was taken from. */
    enum Source {
        KERNEL, KERNEL_RECEIVE, USER
    }

    /** Below this the distance of the two clocks is not known well enough to say that a request has waited. */
    private static final long SHORTEST_QUEUED_NANOS = 1_000;

    private long nanos;
    private long queuedNanos;
    private Source source = Source.USER;

    /**
     * Measures.
     *
     * @param sent monotonic time before the send call
     * @param sendCallNanos how long the send call took
     * @param sentWallOffset the clocks' distance then
     * @param sendStamp of the kernel, wall clock, 0 if there is none
     * @param received monotonic time after the receive call
     * @param receivedWallOffset the clocks' distance then
     * @param receiveStamp of the kernel, wall clock, 0 if there is none
     */
    void measure(
            long sent,
            int sendCallNanos,
            long sentWallOffset,
            long sendStamp,
            long received,
            long receivedWallOffset,
            long receiveStamp) {
        queuedNanos = 0;
        boolean stepped = Math.abs(receivedWallOffset - sentWallOffset) > EngineClock.STEP_NANOS;
        long sentWall = sent + sentWallOffset;
        boolean between = receiveStamp >= sentWall - EngineClock.STEP_NANOS
                && receiveStamp <= received + receivedWallOffset + EngineClock.STEP_NANOS;
        if (receiveStamp == 0 || stepped || !between) {
            nanos = received - sent;
            source = Source.USER;
        } else if (sendStamp != 0
                && sendStamp >= sentWall - EngineClock.STEP_NANOS
                && sendStamp <= receiveStamp) {
            long queued = sendStamp - (sentWall + sendCallNanos);
            queuedNanos = queued < SHORTEST_QUEUED_NANOS ? 0 : queued;
            nanos = receiveStamp - sendStamp + queuedNanos;
            source = Source.KERNEL;
        } else {
            nanos = Math.max(0, receiveStamp - sentWall);
            source = Source.KERNEL_RECEIVE;
        }
    }

    long nanos() {
        return nanos;
    }

    /** How much of that the request waited in this host. */
    long queuedNanos() {
        return queuedNanos;
    }

    Source source() {
        return source;
    }
}
