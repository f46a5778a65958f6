package io.github.icmpffm.packet;

import java.util.Arrays;

/** Messages of both families and whole packets, decoded: never an exception, and what was decoded comes back when it is encoded. */
public final class MessageFuzz {
    private static final HostileBytesTest BYTES = new HostileBytesTest();

    private MessageFuzz() {}

    /**
     * Tries one.
     *
     * @param input a byte that says what the rest is
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0 || input.length > 2048) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0] & 3) {
            case 0 -> BYTES.readPacket(bytes);
            case 1 -> {
                HostileBytesTest.makeChecksumRight(bytes, 0, bytes.length);
                decoded(Family.IPV4, bytes);
            }
            case 2 -> decoded(Family.IPV6, bytes);
            default -> decoded(Family.IPV4, bytes);
        }
    }

    private static void decoded(Family family, byte[] bytes) {
        BYTES.read(family, bytes);
        IcmpMessage message = IcmpMessage.decode(family, bytes);
        if (!(message instanceof Malformed) && family == Family.IPV4) {
            IcmpMessage again = IcmpMessage.decode(family, message.encode());
            if (!again.equals(message) && !(message instanceof ErrorMessage)) {
                throw new AssertionError(message + " came back as " + again);
            }
        }
    }
}
