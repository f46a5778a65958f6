package io.github.icmpffm.watchdog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the bytes of one connection, and holds them to their order: {@link Message#START} once, then
 * {@link Message#RESET} as often as one likes, and nothing else.
 *
 * <p>Pure: no socket and no clock. TCP may split an int or send many in one piece; both come out the same.
 */
final class MessageReader {
    private final ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    private boolean started;

    /**
     * The next message, taken from what has arrived.
     *
     * @return null if what is left is no whole one; it is kept, and the bytes that come next complete it
     * @throws ProtocolError if it is not one that may come now; there is no way to go on from there
     */
    @Nullable
    Message next(ByteBuffer arrived) throws ProtocolError {
        while (frame.hasRemaining()) {
            if (!arrived.hasRemaining()) {
                return null;
            }
            frame.put(arrived.get());
        }
        frame.clear();
        return accepted(frame.getInt(0));
    }

    private Message accepted(int number) throws ProtocolError {
        if (number == Message.START.number && !started) {
            started = true;
            return Message.START;
        }
        if (number == Message.RESET.number && started) {
            return Message.RESET;
        }
        throw new ProtocolError(complaint(number));
    }

    private String complaint(int number) {
        if (number == Message.START.number) {
            return "300 (start) came a second time";
        }
        if (number == Message.RESET.number) {
            return "256 (reset) came before 300 (start)";
        }
        int swapped = Integer.reverseBytes(number);
        String bytes = " (bytes " + HexFormat.ofDelimiter(" ").formatHex(frame.array()) + ")";
        if (swapped == Message.START.number || swapped == Message.RESET.number) {
            return swapped + " came in the wrong byte order" + bytes;
        }
        return number + " came, which is neither 300 (start) nor 256 (reset)" + bytes;
    }
}
