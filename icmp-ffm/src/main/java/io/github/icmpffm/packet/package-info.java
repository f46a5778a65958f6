/**
 * ICMP and ICMPv6 packets as bytes, and nothing else.
 *
 * <p><b>What lives here:</b> headers, messages, checksums, extensions, the words for errors, the hash that makes probes
 * unguessable. Everything works on {@link java.lang.foreign.MemorySegment}s, heap or native, at any alignment, in
 * network byte order. <b>What may not:</b> a native call, a socket, a thread, a clock. So every class here can be
 * tested with any bytes, anywhere, without privilege. No bytes from the network make a method here throw or read
 * outside what it was given: the answer is "malformed, because …".
 *
 * <p>Two ways lead through the package, over the same bytes:
 *
 * <ul>
 *   <li>The <em>fast</em> one, for the loop that sends and receives: no object, no copy.
 *       {@link io.github.icmpffm.packet.EchoTemplate} writes requests, {@link io.github.icmpffm.packet.IcmpView} reads
 *       whatever comes back, with {@link io.github.icmpffm.packet.QuotedView} for what an error quotes.
 *   <li>The <em>comfortable</em> one, for people, tools and tests: immutable values.
 *       {@link io.github.icmpffm.packet.IcmpMessage} and its records,
 *       {@link io.github.icmpffm.packet.IcmpExtensions}, {@link io.github.icmpffm.packet.Ipv4Header},
 *       {@link io.github.icmpffm.packet.Ipv6Header}, {@link io.github.icmpffm.packet.PacketDump}.
 * </ul>
 *
 * <p><b>To read it:</b> {@link io.github.icmpffm.packet.Family} and {@link io.github.icmpffm.packet.IcmpType} first,
 * then {@link io.github.icmpffm.packet.InternetChecksum}, {@link io.github.icmpffm.packet.EchoTemplate},
 * {@link io.github.icmpffm.packet.IcmpView}; the rest as you need it.
 *
 * <p>The standards: RFC 792 (ICMP), RFC 4443 (ICMPv6), RFC 1071 and 1624 (checksum), RFC 1122 section 3.2.2 (what hosts
 * do with it), RFC 4884 (extensions), RFC 4950 (MPLS labels).
 */
@NullMarked
package io.github.icmpffm.packet;

import org.jspecify.annotations.NullMarked;
