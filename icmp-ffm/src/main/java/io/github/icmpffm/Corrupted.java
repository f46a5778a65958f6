package io.github.icmpffm;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Something that claims to be the probe's reply and is not what was sent: a wrong byte, length or checksum, or a forgery. The probe
 * stays open for its true reply.
 *
 * @param reply what came
 * @param damage what gave it away
 * @param wrongByte the first byte of its payload that is not what was sent; null if each is, as far as it goes
 */
public record Corrupted(Reply reply, Damage damage, @Nullable WrongByte wrongByte) implements PingEvent {

    /** What is wrong with a reply: the first of these that applies. */
    public enum Damage {
        /** Its ICMP code is not 0. */
        CODE,
        /** Its ICMP checksum is wrong; only raw IPv4 sockets get such a reply. */
        CHECKSUM,
        /** Its length is another; the bytes that it shares with what was sent may be right. */
        LENGTH,
        /** A byte of the payload is wrong. */
        PAYLOAD
    }

    @Override
    public InetAddress target() {
        return reply.target();
    }

    @Override
    public int sequence() {
        return reply.sequence();
    }
}
