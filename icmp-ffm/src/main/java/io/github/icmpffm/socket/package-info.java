/**
 * ICMP sockets: raw and datagram, IPv4 and IPv6, usable by themselves.
 *
 * <p>{@link io.github.icmpffm.socket.IcmpSocket} is the plain blocking path: open, {@code sendTo}, {@code receiveFrom},
 * and the options in {@link io.github.icmpffm.socket.SocketOptions}. Who must not allocate or wants many messages a
 * system call takes {@link io.github.icmpffm.socket.SendBatch} and {@link io.github.icmpffm.socket.ReceiveBatch} over
 * the same socket, and waits with a {@link io.github.icmpffm.socket.Poller}; that is what the engine does.
 *
 * <p>What the kernel refuses is an {@link io.github.icmpffm.socket.IcmpException} with errno's name, here and above.
 * What a message means does not belong here (see {@code packet}), nor who waits for it (see {@code engine}).
 *
 * <pre>{@code
 * try (IcmpSocket socket = IcmpSocket.open(Family.IPV4)) {
 *     byte[] request = new EchoRequest(0x1234, 0, "hello".getBytes(US_ASCII)).encode(Family.IPV4);
 *     socket.sendTo(InetAddress.getByName("127.0.0.1"), request);
 *     socket.receiveFrom(Duration.ofSeconds(1)).ifPresent(System.out::println);
 * }
 * }</pre>
 */
@NullMarked
package io.github.icmpffm.socket;

import org.jspecify.annotations.NullMarked;
