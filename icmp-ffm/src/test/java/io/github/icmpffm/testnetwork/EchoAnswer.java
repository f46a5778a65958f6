package io.github.icmpffm.testnetwork;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** An echo reply: the true one, or one with a fault in it. */
public final class EchoAnswer extends Answer {

    private int type;
    private int code;
    private int id;
    private int sequence;
    private byte[] payload;
    private boolean badChecksum;

    EchoAnswer(Request request) {
        super(request);
        type = request.isIpv4() ? 0 : 129;
        id = request.id();
        sequence = request.sequence();
        payload = request.payload();
    }

    public EchoAnswer withCode(int code) {
        return changed(copy -> copy.code = code);
    }

    /** With this type in place of echo reply's. */
    public EchoAnswer withType(int type) {
        return changed(copy -> copy.type = type);
    }

    public EchoAnswer withId(int id) {
        return changed(copy -> copy.id = id & 0xffff);
    }

    public EchoAnswer withSequence(int sequence) {
        return changed(copy -> copy.sequence = sequence & 0xffff);
    }

    /** Answers another's id: one more than the request's. */
    public EchoAnswer withWrongId() {
        return withId(id + 1);
    }

    /** Answers a sequence far from any that was sent. */
    public EchoAnswer withWrongSequence() {
        return withSequence(sequence + 20_000);
    }

    public EchoAnswer withPayload(byte[] payload) {
        return changed(copy -> copy.payload = payload.clone());
    }

    /** One bit of this byte of the payload is another; the checksum is right for what the reply then says. */
    public EchoAnswer withFlippedByte(int offset) {
        byte[] flipped = payload.clone();
        flipped[offset] ^= 1;
        return withPayload(flipped);
    }

    /** What someone forges who saw nothing: every byte of the payload is another. */
    public EchoAnswer withForgedPayload() {
        byte[] forged = payload.clone();
        for (int i = 0; i < forged.length; i++) {
            forged[i] = (byte) ~forged[i];
        }
        return withPayload(forged);
    }

    /** The payload's last {@code bytes} bytes are missing. */
    public EchoAnswer truncatedBy(int bytes) {
        return withPayload(Arrays.copyOf(payload, payload.length - bytes));
    }

    /** {@code bytes} zero bytes follow the payload. */
    public EchoAnswer lengthenedBy(int bytes) {
        return withPayload(Arrays.copyOf(payload, payload.length + bytes));
    }

    /** Right in everything but the ICMP checksum. In IPv6 the kernel drops such a reply. */
    public EchoAnswer withBadChecksum() {
        return changed(copy -> copy.badChecksum = true);
    }

    @Override
    public EchoAnswer after(Duration delay) {
        return (EchoAnswer) super.after(delay);
    }

    @Override
    public EchoAnswer from(String address) {
        return (EchoAnswer) super.from(address);
    }

    @Override
    public EchoAnswer withTtl(int ttl) {
        return (EchoAnswer) super.withTtl(ttl);
    }

    @Override
    public EchoAnswer withTos(int tos) {
        return (EchoAnswer) super.withTos(tos);
    }

    @Override
    byte[] message() {
        byte[] message = sealed(WirePackets.message(type, code, id << 16 | sequence, payload));
        if (badChecksum) {
            message[3] ^= 1;
        }
        return message;
    }

    /** Whether it says what the true reply says; it may come from another address. */
    boolean isTrue() {
        EchoAnswer truth = request().reply();
        return !badChecksum
                && type == truth.type
                && code == truth.code
                && id == truth.id
                && sequence == truth.sequence
                && Arrays.equals(payload, truth.payload);
    }

    private EchoAnswer changed(Consumer<EchoAnswer> change) {
        EchoAnswer copy = (EchoAnswer) copy();
        change.accept(copy);
        return copy;
    }
}
