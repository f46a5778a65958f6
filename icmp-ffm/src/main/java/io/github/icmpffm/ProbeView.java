package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import java.net.InetAddress;

/**
 * Something that happened to a probe, for a {@link ProbeListener}: what a {@link PingEvent} tells, without an object for
 * it. The view is used again for the next event: read it within the call that brings it, and on its thread.
 */
public final class ProbeView {

    /** What happened. The first four are outcomes: each probe has exactly one of them, or is open. */
    public enum Kind {
        /** The reply, see {@link Reply}. */
        REPLY,
        /** An ICMP error, and no reply within the timeout, see {@link IcmpError}. */
        ICMP_ERROR,
        /** Nothing came in time, see {@link Timeout}. */
        TIMEOUT,
        /** The kernel refused to send it, see {@link SendFailure}. */
        SEND_FAILURE,
        /** It was handed to the kernel, see {@link Sent}. */
        SENT,
        /** An ICMP error about a probe that is still open, see {@link ErrorHint}. */
        ERROR_HINT,
        /** A further reply, see {@link Duplicate}. */
        DUPLICATE,
        /** A reply after another outcome, see {@link Late}. */
        LATE,
        /** What claims to be the reply and is not, see {@link Corrupted}. */
        CORRUPTED,
        /** An ICMP message that is no error, see {@link Notice}. */
        NOTICE
    }

    private InetAddress target;
    private final ProbeEvent event;

    ProbeView(InetAddress target, ProbeEvent event) {
        this.target = target;
        this.event = event;
    }

    /** Whether this is the view of that event object. */
    @SuppressWarnings("ReferenceEquality") // the very same one
    boolean isOf(ProbeEvent other) {
        return event == other;
    }

    /** The same view, of an event of that target. */
    ProbeView about(InetAddress another) {
        target = another;
        return this;
    }

    /** What happened. */
    public Kind kind() {
        return switch (event.kind()) {
            case REPLY -> Kind.REPLY;
            case ICMP_ERROR -> Kind.ICMP_ERROR;
            case TIMEOUT -> Kind.TIMEOUT;
            case SEND_FAILURE -> Kind.SEND_FAILURE;
            case SENT -> Kind.SENT;
            case ERROR_HINT -> Kind.ERROR_HINT;
            case DUPLICATE -> Kind.DUPLICATE;
            case LATE -> Kind.LATE;
            case CORRUPTED -> Kind.CORRUPTED;
            case NOTICE -> Kind.NOTICE;
        };
    }

    /** Whom the probe was for. */
    public InetAddress target() {
        return target;
    }

    /** Its sequence number, as on the wire: 0 to 65535. */
    public int sequence() {
        return event.sequence();
    }

    /** How long it took, in nanoseconds; for replies of all kinds and errors. */
    public long roundTripNanos() {
        return event.roundTripNanos();
    }

    /**
     * How much of the round trip the request waited in this host, in nanoseconds; 0 if it did not, or without a send
     * stamp.
     */
    public long queuedNanos() {
        return event.queuedNanos();
    }

    /** False for a timeout of a request that is known not to have left this host, see {@link Timeout#leftHost}. */
    public boolean leftHost() {
        return event.leftHost();
    }

    /** By which stamps that is known. */
    public Timing timing() {
        return EventTranslation.timing(event);
    }

    /** When it happened, in nanoseconds since 1970. */
    public long timeNanos() {
        return event.wallNanos();
    }

    /** TTL or hop limit the message arrived with; -1 if there was none or it is not known. */
    public int hopLimit() {
        return event.hopLimit();
    }

    /** Length of the ICMP message in bytes; for replies of all kinds. */
    public int bytes() {
        return event.bytes();
    }

    /** ICMP type; for errors and notices. */
    public int type() {
        return event.type();
    }

    /** ICMP code; for errors and notices. */
    public int code() {
        return event.code();
    }

    /** The error number; for send failures. */
    public int errno() {
        return event.errno();
    }

    /** The event as a value, to keep. */
    public PingEvent toEvent() {
        return EventTranslation.of(event, target);
    }
}
