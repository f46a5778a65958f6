package io.github.icmpffm;

import java.net.InetAddress;

/**
 * Something that claims to be the probe's reply and is not what was sent: a wrong byte, length or checksum, or a forgery. The probe stays open for its true reply.
 *
 * @param reply what came
 */
public record Corrupted(Reply reply) implements PingEvent {

    @Override
    public InetAddress target() {
        return reply.target();
    }

    @Override
    public int sequence() {
        return reply.sequence();
    }
}
