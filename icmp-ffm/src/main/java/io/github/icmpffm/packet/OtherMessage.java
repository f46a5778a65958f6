package io.github.icmpffm.packet;

import java.util.Arrays;

/**
 * A well-formed message that is neither echo nor quotes a packet: router and neighbour discovery, timestamps, unknown
 * types. RFC 1122 section 3.2.2 asks receivers to pass over unknown types in silence.
 *
 * @param family the family
 * @param type 0 to 255
 * @param code 0 to 255
 * @param restOfHeader the header's last 32 bits
 * @param body what follows the 8-byte header; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record OtherMessage(Family family, int type, int code, int restOfHeader, byte[] body) implements IcmpMessage {
    /**
     * Checks the ranges and copies the body.
     *
     * @throws IllegalArgumentException if a number does not fit its field
     */
    public OtherMessage {
        Field.check("type", type, 0xff);
        Field.check("code", code, 0xff);
        body = body.clone();
    }

    /**
     * Returns the body.
     *
     * @return a copy
     */
    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String describe() {
        return family.protocolName() + " " + IcmpType.nameOf(family, type) + ", code " + code + ", " + (body.length + 8)
                + " bytes";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OtherMessage that
                && family == that.family
                && type == that.type
                && code == that.code
                && restOfHeader == that.restOfHeader
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * type + code) + restOfHeader) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return describe();
    }
}
