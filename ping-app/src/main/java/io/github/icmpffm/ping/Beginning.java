package io.github.icmpffm.ping;

import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a target is pinged, as far as a format tells it.
 *
 * @param payloadLength of each request, in bytes
 * @param source the address that was asked for to send from, or that an interface that was asked for has; null if neither was
 * @param interfaceName the interface that was asked for, or null
 * @param pattern what the payload repeats, in hexadecimal digits, if that was asked for, or null
 */
record Beginning(SocketKind socketKind, int payloadLength, @Nullable InetAddress source, @Nullable String interfaceName,
        @Nullable String pattern) {}
