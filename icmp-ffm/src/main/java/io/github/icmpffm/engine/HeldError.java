package io.github.icmpffm.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** What an ICMP error about a probe says, kept until it is known whether a reply comes all the same. */
final class HeldError {

    private static final byte[] NO_EXTENSIONS = {};

    private final long fromHigh;
    private final long fromLow;
    private final int fromScopeId;
    private final long wallNanos;
    private final int hopLimit;
    private final int bytes;
    private final int type;
    private final int code;
    private final int restOfHeader;
    private final byte[] extensions;
    private final long roundTripNanos;
    private final long queuedNanos;
    private final RoundTrip.Source stamps;

    private final boolean isProven;

    /** Copies the fields of an event about an error; {@code isProven} if it quotes the whole nonce. */
    HeldError(ProbeEvent event, boolean isProven) {
        this.isProven = isProven;
        fromHigh = event.fromHigh;
        fromLow = event.fromLow;
        fromScopeId = event.fromScopeId;
        wallNanos = event.wallNanos;
        hopLimit = event.hopLimit;
        bytes = event.bytes;
        type = event.type;
        code = event.code;
        restOfHeader = event.restOfHeader;
        extensions = event.extensionsLength <= 0
                ? NO_EXTENSIONS
                : event.extensions.asSlice(event.extensionsOffset, event.extensionsLength).toArray(JAVA_BYTE);
        roundTripNanos = event.roundTripNanos;
        queuedNanos = event.queuedNanos;
        stamps = event.stamps;
    }

    /** Whether its sender has seen the request, or had it from who has. */
    boolean isProven() {
        return isProven;
    }

    /** Writes them into an event again. */
    void restore(ProbeEvent event) {
        event.fromHigh = fromHigh;
        event.fromLow = fromLow;
        event.fromScopeId = fromScopeId;
        event.wallNanos = wallNanos;
        event.hopLimit = hopLimit;
        event.bytes = bytes;
        event.type = type;
        event.code = code;
        event.restOfHeader = restOfHeader;
        event.extensions = MemorySegment.ofArray(extensions);
        event.extensionsOffset = 0;
        event.extensionsLength = extensions.length;
        event.roundTripNanos = roundTripNanos;
        event.queuedNanos = queuedNanos;
        event.stamps = stamps;
    }
}
