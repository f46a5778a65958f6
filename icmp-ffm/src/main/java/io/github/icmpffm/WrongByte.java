package io.github.icmpffm;

import java.util.Arrays;

/**
 * A byte of a reply's payload that is not what was sent.
 *
 * @param index its place in the payload, from 0 on
 * @param expected what was sent, 0 to 255
 * @param received what came, 0 to 255
 * @param payload the whole payload that came; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record WrongByte(int index, int expected, int received, byte[] payload) {

    /** Copies the payload. */
    public WrongByte {
        payload = payload.clone();
    }

    /** The whole payload that came, a copy. */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrongByte that
                && index == that.index
                && expected == that.expected
                && received == that.received
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * index + expected) + received) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "wrong byte " + index + " of " + payload.length + ": " + received + " instead of " + expected;
    }
}
