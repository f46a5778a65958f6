package io.github.icmpffm.engine;

import io.github.icmpffm.socket.SendBatch;

/** What probes have in common but for their target. Immutable, shared by as many as are alike. */
public final class ProbeShape {

    /** The socket's own. */
    public static final int DEFAULT_HOP_LIMIT = SendBatch.DEFAULT_HOP_LIMIT;

    private final byte[] payload;
    private final long timeoutNanos;
    private final int hopLimit;
    private final boolean constantChecksum;

    /**
     * A shape.
     *
     * @param payload what is sent after the ICMP header; not copied, and not to be changed from now on
     * @param timeoutNanos how long an answer may take
     * @param hopLimit 1 to 255, or {@link #DEFAULT_HOP_LIMIT}
     */
    public ProbeShape(byte[] payload, long timeoutNanos, int hopLimit) {
        this(payload, timeoutNanos, hopLimit, false);
    }

    /**
     * A shape.
     *
     * @param constantChecksum whether all such probes to a target have the same ICMP checksum, for which two bytes of the
     *     nonce are given up; only with a payload that carries one
     */
    public ProbeShape(byte[] payload, long timeoutNanos, int hopLimit, boolean constantChecksum) {
        this.payload = payload;
        this.timeoutNanos = timeoutNanos;
        this.hopLimit = hopLimit;
        this.constantChecksum = constantChecksum;
    }

    /** The same array each time: it is what templates are kept by. */
    public byte[] payload() {
        return payload;
    }

    public long timeoutNanos() {
        return timeoutNanos;
    }

    public int hopLimit() {
        return hopLimit;
    }

    /** Whether load balancers are to take all such probes to a target for one flow, whatever their payload. */
    public boolean constantChecksum() {
        return constantChecksum;
    }
}
