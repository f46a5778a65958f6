package io.github.icmpffm.testnetwork;

import java.time.Duration;

/** Any ICMP message, byte for byte as the test wrote it. */
public final class RawAnswer extends Answer {

    private final byte[] message;
    private boolean rightChecksum;

    RawAnswer(Request request, byte[] message) {
        super(request);
        this.message = message.clone();
    }

    /** With the checksum set right: the kernel drops an ICMPv6 message without. */
    public RawAnswer withRightChecksum() {
        RawAnswer copy = (RawAnswer) copy();
        copy.rightChecksum = true;
        return copy;
    }

    @Override
    public RawAnswer after(Duration delay) {
        return (RawAnswer) super.after(delay);
    }

    @Override
    public RawAnswer from(String address) {
        return (RawAnswer) super.from(address);
    }

    @Override
    public RawAnswer withTtl(int ttl) {
        return (RawAnswer) super.withTtl(ttl);
    }

    @Override
    public RawAnswer withTos(int tos) {
        return (RawAnswer) super.withTos(tos);
    }

    @Override
    byte[] message() {
        return rightChecksum ? sealed(message.clone()) : message.clone();
    }
}
