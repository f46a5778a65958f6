package io.github.icmpffm.packet;

import java.nio.charset.StandardCharsets;

/**
 * What fills an echo request when the caller has nothing of their own to send.
 */
public final class EchoPayload {
    /** The text every default payload begins with. */
    public static final String DEFAULT_TEXT = "This is the ping.\n";

    /** The default payload's length in bytes, that of every other ping; with the ICMP header, 64. */
    public static final int DEFAULT_LENGTH = 56;

    private EchoPayload() {}

    /**
     * Makes a payload of a given length: {@link #DEFAULT_TEXT}, cut if need be, and from there on each byte is its own
     * index modulo 256, as in iputils, so that a shifted or torn payload shows in a dump.
     *
     * @param length in bytes, not negative
     * @return a new array
     */
    public static byte[] ofLength(int length) {
        byte[] payload = new byte[checked(length)];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) i;
        }
        byte[] text = DEFAULT_TEXT.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, payload, 0, Math.min(text.length, length));
        return payload;
    }

    /**
     * Makes a payload of a given length by repeating a pattern, for networks that lose packets with certain bytes.
     *
     * @param pattern at least one byte
     * @param length in bytes, not negative
     * @return a new array
     */
    public static byte[] repeating(byte[] pattern, int length) {
        if (pattern.length == 0) {
            throw new IllegalArgumentException("the pattern needs at least one byte");
        }
        byte[] payload = new byte[checked(length)];
        for (int i = 0; i < length; i++) {
            payload[i] = pattern[i % pattern.length];
        }
        return payload;
    }

    private static int checked(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("payload length " + length + " is negative");
        }
        return length;
    }
}
