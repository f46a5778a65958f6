package io.github.icmpffm.watchdog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes messages of the bytes of one connection, and holds them to their order: {@link Message#START} once, then
 * {@link Message#RESET} as often as one likes. Any other int is reported as wrong, and changes nothing about those that
 * follow.
 *
 * <p>Pure: no socket and no clock. TCP may split an int or send many in one piece; both come out the same.
 */
final class MessageReader {
    /** Who gets what was read. */
    interface Receiver {
        void received(Message message);

        /**
         * An int came that may not come now.
         *
         * @param afterStart whether {@link Message#START} had come
         */
        void receivedWrong(int number, boolean afterStart);
    }

    private final ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    private boolean started;

    /** Takes all that has arrived; what is left of it is no whole int, and is completed by the bytes that come next. */
    void read(ByteBuffer arrived, Receiver receiver) {
        arrived.order(ByteOrder.nativeOrder());
        while (arrived.remaining() >= frame.remaining()) {
            if (frame.position() == 0) {
                accept(arrived.getInt(), receiver);
                continue;
            }
            while (frame.hasRemaining()) {
                frame.put(arrived.get());
            }
            frame.clear();
            accept(frame.getInt(0), receiver);
        }
        frame.put(arrived);
    }

    private void accept(int number, Receiver receiver) {
        if (number == Message.RESET.number && started) {
            receiver.received(Message.RESET);
        } else if (number == Message.START.number && !started) {
            started = true;
            receiver.received(Message.START);
        } else {
            receiver.receivedWrong(number, started);
        }
    }
}
