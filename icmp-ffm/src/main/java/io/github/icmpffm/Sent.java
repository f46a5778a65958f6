package io.github.icmpffm;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A probe was handed to the kernel.
 *
 * @param target whom it is for
 * @param sequence its sequence number
 * @param time when
 */
public record Sent(InetAddress target, int sequence, Instant time) implements PingEvent {}
