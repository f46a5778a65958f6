package io.github.icmpffm;

import java.net.InetAddress;

/**
 * An ICMP error about a probe that is still open, reported as soon as it arrives. Anyone on the link can send such an
 * error, and a router may send one although the request gets through, so it is no outcome yet: the probe stays open
 * until its timeout. Its outcome is then the {@link Reply} that came in time, or this error if none came.
 *
 * @param error what was received
 */
public record ErrorHint(IcmpError error) implements PingEvent {

    @Override
    public InetAddress target() {
        return error.target();
    }

    @Override
    public int sequence() {
        return error.sequence();
    }
}
