/**
 * ICMP for the JVM: ping from Java, without a native build and without a process for each probe.
 *
 * <p>Start with {@link io.github.icmpffm.Pinger}. {@link io.github.icmpffm.Icmp} is for jshell.
 *
 * <pre>{@code
 * try (Pinger pinger = Pinger.open()) {
 *     switch (pinger.ping(InetAddress.getByName("127.0.0.1"))) {
 *         case Reply reply -> System.out.println(reply.roundTrip());
 *         case Timeout timeout -> System.out.println("no reply");
 *         case IcmpError error -> System.out.println(error.from() + ": " + error.reason());
 *         case SendFailure failure -> System.out.println("not sent: " + failure.message());
 *     }
 * }
 * }</pre>
 *
 * <p>Beyond single hosts: {@link io.github.icmpffm.Sweep} asks whole ranges, {@link io.github.icmpffm.Traceroute} finds the routers
 * on the way to a target, {@link io.github.icmpffm.PathMtu} the largest packet that gets there. The rules of the last two are in
 * their comments.
 *
 * <p>What becomes of a probe is a value, a {@link io.github.icmpffm.PingResult}; what stops the pinger itself is an
 * {@link io.github.icmpffm.socket.IcmpException}. Only addresses, durations and plain values are in this package's API:
 * bytes are {@code io.github.icmpffm.packet}'s, sockets {@code io.github.icmpffm.socket}'s.
 */
@NullMarked
package io.github.icmpffm;

import org.jspecify.annotations.NullMarked;
