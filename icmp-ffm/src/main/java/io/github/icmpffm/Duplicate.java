package io.github.icmpffm;

import java.net.InetAddress;

/**
 * A further reply to a probe that was answered: no outcome, and in no round-trip statistic.
 *
 * @param reply what came
 */
public record Duplicate(Reply reply) implements PingEvent {

    @Override
    public InetAddress target() {
        return reply.target();
    }

    @Override
    public int sequence() {
        return reply.sequence();
    }
}
