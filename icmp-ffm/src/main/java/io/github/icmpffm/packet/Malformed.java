package io.github.icmpffm.packet;

import java.util.Arrays;

/**
 * Bytes that are no message, or one whose checksum is wrong.
 *
 * @param family the family they were taken for
 * @param reason why, a clause that continues "malformed, because "
 * @param bytes all of them; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Malformed(Family family, String reason, byte[] bytes) implements IcmpMessage {
    /** Copies the bytes. */
    public Malformed {
        bytes = bytes.clone();
    }

    @Override
    public int type() {
        return -1;
    }

    @Override
    public int code() {
        return -1;
    }

    /**
     * Returns the bytes.
     *
     * @return a copy
     */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String describe() {
        return family.protocolName() + " malformed, because " + reason + " (" + bytes.length + " bytes)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Malformed that
                && family == that.family
                && reason.equals(that.reason)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * reason.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return describe();
    }
}
