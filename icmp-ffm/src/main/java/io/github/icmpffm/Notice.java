package io.github.icmpffm;

import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Somebody on the path said something about the probe that is no error: a redirect, or a source quench.
 *
 * @param target whom the probe was for
 * @param from who said so
 * @param sequence the probe's sequence number
 * @param type ICMP type
 * @param code ICMP code
 * @param restOfHeader the 32 bits after the checksum: for a redirect the gateway
 * @param time when it arrived
 */
public record Notice(
        InetAddress target, InetAddress from, int sequence, int type, int code, int restOfHeader, Instant time)
        implements
            PingEvent {

    /** What it says without the gateway, as {@code Redirect Host}. */
    public String reason() {
        return ErrorText.brief(Family.of(target), type, code);
    }
}
