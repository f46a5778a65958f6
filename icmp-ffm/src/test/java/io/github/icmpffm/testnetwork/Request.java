package io.github.icmpffm.testnetwork;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An echo request as it came out of the kernel, and the maker of answers to it. Requests are only made from packets
 * whose lengths and checksums are right; the others are in {@link TestNetwork#malformed()}.
 */
public final class Request {

    private static final int MOST_FOREIGN_ANSWERS = 10_000;

    private final byte[] packet;
    private final int messageAt;
    private final InetAddress source;
    private final InetAddress destination;
    private final int largestFragment;
    private final long arrivedNanos;
    private final int routersPassed;
    private final Request origin;

    /** As it left the kernel. */
    Request(
            byte[] packet,
            int messageAt,
            InetAddress source,
            InetAddress destination,
            int largestFragment,
            long arrivedNanos) {
        this.packet = packet;
        this.messageAt = messageAt;
        this.source = source;
        this.destination = destination;
        this.largestFragment = largestFragment;
        this.arrivedNanos = arrivedNanos;
        this.routersPassed = 0;
        this.origin = this;
    }

    /** The same after it has passed so many routers. */
    private Request(Request origin, int routersPassed) {
        this.packet = origin.packet;
        this.messageAt = origin.messageAt;
        this.source = origin.source;
        this.destination = origin.destination;
        this.largestFragment = origin.largestFragment;
        this.arrivedNanos = origin.arrivedNanos;
        this.routersPassed = routersPassed;
        this.origin = origin;
    }

    // ---- what it says ----

    /** When the fixture had read it, on the clock of {@link System#nanoTime}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** Who sent it. */
    public InetAddress source() {
        return source;
    }

    /** Whom it is for. */
    public InetAddress destination() {
        return destination;
    }

    public boolean isIpv4() {
        return destination instanceof Inet4Address;
    }

    /** TTL or hop limit, as it was when the packet left. */
    public int ttl() {
        return WirePackets.unsignedByte(packet, isIpv4() ? 8 : 7);
    }

    /** Type of service or traffic class. */
    public int tos() {
        return isIpv4() ? WirePackets.unsignedByte(packet, 1) : WirePackets.unsignedShort(packet, 0) >> 4 & 0xff;
    }

    /** The IPv4 flag; in IPv6, where no router fragments, whether the packet came in one piece. */
    public boolean dontFragment() {
        return isIpv4() ? (WirePackets.unsignedByte(packet, 6) & 0x40) != 0 : !fragmented();
    }

    /** Whether the kernel sent it in several pieces; {@link #packet} is the whole. */
    public boolean fragmented() {
        return largestFragment < packet.length;
    }

    public int type() {
        return WirePackets.unsignedByte(packet, messageAt);
    }

    public int code() {
        return WirePackets.unsignedByte(packet, messageAt + 1);
    }

    /** The ICMP checksum. */
    public int checksum() {
        return WirePackets.unsignedShort(packet, messageAt + 2);
    }

    public int id() {
        return WirePackets.unsignedShort(packet, messageAt + 4);
    }

    public int sequence() {
        return WirePackets.unsignedShort(packet, messageAt + 6);
    }

    public byte[] payload() {
        return Arrays.copyOfRange(packet, messageAt + WirePackets.ICMP_HEADER, packet.length);
    }

    /** The whole packet, from the first byte of the IP header. */
    public byte[] packet() {
        return packet.clone();
    }

    // ---- what to answer ----

    /** The true reply, at once: what a healthy host sends. */
    public EchoAnswer reply() {
        return new EchoAnswer(this);
    }

    /**
     * {@code count} replies to others: true but for the id, which is never this request's. At most 10,000.
     */
    public List<Answer> foreignReplies(int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < checkedStorm(count); i++) {
            answers.add(reply().withId(foreignId(i)));
        }
        return answers;
    }

    /** {@code count} errors about the packets of others: true but for the quoted id. At most 10,000. */
    public List<Answer> foreignErrors(int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < checkedStorm(count); i++) {
            answers.add(hostUnreachable().quotingId(foreignId(i)));
        }
        return answers;
    }

    private static int checkedStorm(int count) {
        return Objects.checkIndex(count, MOST_FOREIGN_ANSWERS + 1);
    }

    private int foreignId(int index) {
        return id() + 1 + index % 0xffff & 0xffff;
    }

    /** An ICMP error about this request, from its destination unless {@link ErrorAnswer#from} says otherwise. */
    public ErrorAnswer error(int type, int code) {
        return new ErrorAnswer(this, type, code);
    }

    /** Destination unreachable: type 3, in IPv6 type 1. */
    public ErrorAnswer unreachable(int code) {
        return error(isIpv4() ? 3 : 1, code);
    }

    /** Host unreachable (3, 1), in IPv6 address unreachable (1, 3). */
    public ErrorAnswer hostUnreachable() {
        return unreachable(isIpv4() ? 1 : 3);
    }

    /** Network unreachable (3, 0), in IPv6 no route (1, 0). */
    public ErrorAnswer networkUnreachable() {
        return unreachable(0);
    }

    /** Communication administratively prohibited (3, 13), in IPv6 (1, 1). */
    public ErrorAnswer prohibited() {
        return unreachable(isIpv4() ? 13 : 1);
    }

    /** TTL exceeded in transit (11, 0), in IPv6 (3, 0). */
    public ErrorAnswer timeExceeded() {
        return error(isIpv4() ? 11 : 3, 0);
    }

    /** Fragmentation needed (3, 4), in IPv6 packet too big (2, 0). */
    public ErrorAnswer tooBig(int mtu) {
        return (isIpv4() ? unreachable(4) : error(2, 0)).withRest(mtu);
    }

    /** Parameter problem (12, 0), in IPv6 (4, 0), with the pointer at this byte of the packet. */
    public ErrorAnswer parameterProblem(int pointer) {
        return isIpv4() ? error(12, 0).withRest(pointer << 24) : error(4, 0).withRest(pointer);
    }

    /** Redirect for the host (5, 1), IPv4 only: a notice, no outcome. */
    public ErrorAnswer redirectTo(String gateway) {
        onlyIpv4("redirect");
        return error(5, 1)
                .withRest(ByteBuffer.wrap(InetAddress.ofLiteral(gateway).getAddress())
                        .getInt());
    }

    /** Source quench (4, 0), IPv4 only: a notice, no outcome. */
    public ErrorAnswer sourceQuench() {
        onlyIpv4("source quench");
        return error(4, 0);
    }

    private void onlyIpv4(String what) {
        if (!isIpv4()) {
            throw new UnsupportedOperationException("ICMPv6 has no " + what);
        }
    }

    /** Any ICMP message at all, from the destination: sent as it is, its checksum included. */
    public RawAnswer message(byte[] icmpMessage) {
        return new RawAnswer(this, icmpMessage);
    }

    // ---- on its way ----

    /** The size of the packet, or of its largest piece if the kernel sent it in pieces. */
    int largestFragment() {
        return largestFragment;
    }

    /** The ICMP message, a copy. */
    byte[] message() {
        return Arrays.copyOfRange(packet, messageAt, packet.length);
    }

    /** How many routers it has passed. */
    int routersPassed() {
        return routersPassed;
    }

    /** The same request after {@code routers} of them. Its own {@link #ttl} is what left the kernel. */
    Request afterRouters(int routers) {
        return new Request(origin, routers);
    }

    /** The request as it left the kernel. */
    Request origin() {
        return origin;
    }

    /** The packet as the router or host that has it now sees and quotes it: with what is left of its TTL. */
    byte[] packetAsItArrived() {
        byte[] copy = packet.clone();
        int left = Math.max(1, ttl() - routersPassed);
        if (isIpv4()) {
            copy[8] = (byte) left;
            WirePackets.sealHeader4(copy);
        } else {
            copy[7] = (byte) left;
        }
        return copy;
    }

    /** Where the ICMP message begins in the packet. */
    int messageAt() {
        return messageAt;
    }

    @Override
    public String toString() {
        return "echo request %s -> %s, id %d, sequence %d, ttl %d, %d bytes of payload"
                .formatted(
                        source.getHostAddress(),
                        destination.getHostAddress(),
                        id(),
                        sequence(),
                        ttl(),
                        packet.length - messageAt - WirePackets.ICMP_HEADER);
    }
}
