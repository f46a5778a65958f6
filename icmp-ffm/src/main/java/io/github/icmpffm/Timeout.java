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
 */
public record Timeout(InetAddress target, int sequence, Instant time) implements PingResult {

    @Override
    public String toString() {
        return "timeout: " + AddressText.of(target) + " seq=" + sequence;
    }
}
