package io.github.icmpffm;

import java.net.InetAddress;

/**
 * A reply to a probe whose outcome was a timeout or an error: told, not counted as received.
 *
 * @param reply what came
 */
public record Late(Reply reply) implements PingEvent {

    @Override
    public InetAddress target() {
        return reply.target();
    }

    @Override
    public int sequence() {
        return reply.sequence();
    }
}
