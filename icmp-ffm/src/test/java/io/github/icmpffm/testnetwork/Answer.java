package io.github.icmpffm.testnetwork;

import java.net.InetAddress;
import java.time.Duration;

/**
 * One packet that goes back because of a request. Immutable: every {@code with…} gives a new one.
 *
 * <p>Made by a {@link Request}: {@code request.reply()}, {@code request.hostUnreachable()}.
 */
public abstract sealed class Answer implements Cloneable permits EchoAnswer, ErrorAnswer, RawAnswer {

    private final Request request;
    private InetAddress source;
    private Duration delay = Duration.ZERO;
    private int ttl;
    private int tos;

    Answer(Request request) {
        this.request = request;
        this.source = request.destination();
        this.ttl = 64 - request.routersPassed();
        this.tos = request.tos();
    }

    /** Written so long after the fixture has read the request. Zero, unless said otherwise. */
    public Answer after(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("an answer cannot come " + delay + " after its request");
        }
        Answer copy = copy();
        copy.delay = delay;
        return copy;
    }

    /** Sent by this address, and not by the request's destination. */
    public Answer from(String address) {
        Answer copy = copy();
        copy.source = InetAddress.ofLiteral(address);
        if (copy.source.getClass() != request.destination().getClass()) {
            throw new IllegalArgumentException(address + " is of the other family than " + request.destination());
        }
        return copy;
    }

    /** Arrives with this TTL or hop limit: 64 less the routers of the path, unless said otherwise. */
    public Answer withTtl(int ttl) {
        Answer copy = copy();
        copy.ttl = ttl;
        return copy;
    }

    /** Arrives with this type of service or traffic class: the request's, unless said otherwise. */
    public Answer withTos(int tos) {
        Answer copy = copy();
        copy.tos = tos;
        return copy;
    }

    /** What it answers. */
    public final Request request() {
        return request;
    }

    /** How long after the request's arrival it is due. */
    public final Duration delay() {
        return delay;
    }

    /** The packet, from the first byte of the IP header. */
    public final byte[] packet() {
        return WirePackets.packet(source, request.source(), ttl, tos, message());
    }

    /** The ICMP message, its checksum included. */
    abstract byte[] message();

    final InetAddress source() {
        return source;
    }

    /** A right checksum into {@code message}. */
    final byte[] sealed(byte[] message) {
        WirePackets.setChecksum(message, WirePackets.icmpChecksum(message, source, request.source()));
        return message;
    }

    final Answer copy() {
        try {
            return (Answer) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
