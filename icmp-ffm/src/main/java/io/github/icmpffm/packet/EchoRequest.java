package io.github.icmpffm.packet;

import java.util.Arrays;

/**
 * An echo request (RFC 792, RFC 4443 section 4).
 *
 * @param family the family
 * @param code 0 to 255; anything but 0 is out of order
 * @param identifier 0 to 65,535
 * @param sequence 0 to 65,535
 * @param payload the data; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record EchoRequest(Family family, int code, int identifier, int sequence, byte[] payload)
        implements
            IcmpMessage {
    /**
     * Checks the ranges and copies the payload.
     *
     * @throws IllegalArgumentException if a number does not fit its field
     */
    public EchoRequest {
        Field.check("code", code, 0xff);
        Field.check("identifier", identifier, 0xffff);
        Field.check("sequence", sequence, 0xffff);
        payload = payload.clone();
    }

    /**
     * Makes one with code 0.
     *
     * @param family the family
     * @param identifier 0 to 65,535
     * @param sequence 0 to 65,535
     * @param payload the data; copied
     * @throws IllegalArgumentException if a number does not fit its field
     */
    public EchoRequest(Family family, int identifier, int sequence, byte[] payload) {
        this(family, 0, identifier, sequence, payload);
    }

    /**
     * Makes the reply a host gives to this request.
     *
     * @return a reply with the same identifier, sequence and payload
     */
    public EchoReply reply() {
        return new EchoReply(family, identifier, sequence, payload);
    }

    @Override
    public int type() {
        return family.echoRequestType();
    }

    /**
     * Returns the payload.
     *
     * @return a copy
     */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public String describe() {
        return family.protocolName() + " echo request" + (code == 0 ? "" : " with code " + code) + ", id " + identifier
                + ", seq " + sequence + ", " + payload.length + " bytes of payload";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EchoRequest that
                && family == that.family
                && code == that.code
                && identifier == that.identifier
                && sequence == that.sequence
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * identifier + sequence) + code) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return describe();
    }
}
