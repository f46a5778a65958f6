package io.github.icmpffm.ping;

import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a target is pinged, as far as a format tells it.
 *
 * @param payloadLength of each request, in bytes
 * @param source the address that it is sent from, if {@code -I} asked for something and the format tells it, or null
 * @param interfaceName the interface that was asked for, by itself or as an address's zone, or null
 * @param pattern what the payload repeats, in hexadecimal digits, if that was asked for, or null
 * @param timeNanos when the first request was about to be sent, in nanoseconds since 1970; 0 if the format does not print it
 */
record Beginning(SocketKind socketKind, int payloadLength, @Nullable InetAddress source, @Nullable String interfaceName,
        @Nullable String pattern, long timeNanos) {}
