package io.github.icmpffm;

import java.net.InetAddress;

/**
 * Something that happened to a probe: its outcome (a {@link PingResult}, exactly one for each probe), or something beside
 * it.
 *
 * <p>All kinds are immutable values.
 */
public sealed interface PingEvent permits PingResult, Sent, ErrorHint, Duplicate, Late, Corrupted, Notice {

    /** Whom the probe was for. */
    InetAddress target();

    /** The probe's sequence number, as on the wire: 0 to 65535, then 0 again. */
    int sequence();
}
