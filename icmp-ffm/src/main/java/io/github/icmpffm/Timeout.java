package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Nothing came in time.
 *
 * @param target whom the probe was for
 * @param sequence its sequence number
 * @param time when that was established
 * @param leftHost false if the request is known not to have left this host: the kernel stamps what leaves, stamps came
 *     for earlier requests to this target, and none came for this one; otherwise true
 */
public record Timeout(InetAddress target, int sequence, Instant time, boolean leftHost) implements PingResult {

    @Override
    public String toString() {
        return "timeout: " + AddressText.of(target) + " seq=" + sequence
                + (leftHost ? "" : " (it has not left this host)");
    }
}
