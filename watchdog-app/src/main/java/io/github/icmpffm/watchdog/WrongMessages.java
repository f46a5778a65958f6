package io.github.icmpffm.watchdog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The ints the parent sent that are no message, or not now. Reported for the user, and nothing else: they neither start
 * the timer nor reset it, and they do not end the guard.
 *
 * <p>The first few are reported each, of the others how many there were: a flood of them is no flood of lines. For one
 * thread.
 */
final class WrongMessages {
    private static final int REPORTED_EACH = 5;

    private final BackgroundOutput output;
    private long unreported;
    private int reported;

    WrongMessages(BackgroundOutput output) {
        this.output = output;
    }

    /**
     * Adds one.
     *
     * @param afterStart whether {@link Message#START} had come
     */
    void add(int number, boolean afterStart) {
        if (reported == REPORTED_EACH) {
            unreported++;
            return;
        }
        reported++;
        output.complain("protocol error: ".concat(what(number, afterStart)).concat("; ignored, the timer runs on"));
    }

    /** Reports those that were not, if any. */
    void reportRest() {
        if (unreported > 0) {
            output.complain("protocol error: ".concat(Long.toString(unreported)).concat(" more wrong messages came"));
            unreported = 0;
        }
    }

    /** What is wrong with it, as {@code 300 (start) came a second time}. */
    static String what(int number, boolean afterStart) {
        if (number == Message.START.number && afterStart) {
            return "300 (start) came a second time";
        }
        if (number == Message.RESET.number && !afterStart) {
            return "256 (reset) came before 300 (start)";
        }
        int swapped = Integer.reverseBytes(number);
        StringBuilder text = new StringBuilder(80);
        if (swapped == Message.START.number || swapped == Message.RESET.number) {
            text.append(swapped).append(" came in the wrong byte order");
        } else {
            text.append(number).append(" came, which is neither 300 (start) nor 256 (reset)");
        }
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, number).array();
        return text.append(" (bytes ").append(HexFormat.ofDelimiter(" ").formatHex(bytes)).append(')').toString();
    }
}
