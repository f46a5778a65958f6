package io.github.icmpffm.watchdog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames: whatever pieces they come in, they are the same messages. */
public final class MessageReaderFuzz {
    private MessageReaderFuzz() {}

    /**
     * Tries one.
     *
     * @param input a byte for the length of the pieces, and what arrives
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<String> whole = new ArrayList<>();
        new MessageReader().read(ByteBuffer.wrap(input, 1, input.length - 1), new Noting(whole));
        List<String> pieces = new ArrayList<>();
        MessageReader reader = new MessageReader();
        int length = 1 + (input[0] & 7);
        for (int at = 1; at < input.length; at += length) {
            reader.read(ByteBuffer.wrap(input, at, Math.min(length, input.length - at)), new Noting(pieces));
        }
        boolean counted = whole.size() == (input.length - 1) / Integer.BYTES;
        long starts = whole.stream().filter(message -> message.equals("START")).count();
        if (!counted || !whole.equals(pieces) || starts > 1) {
            throw new AssertionError(whole + " in pieces " + pieces);
        }
    }

    private record Noting(List<String> notes) implements MessageReader.Receiver {
        @Override
        public void received(Message message) {
            notes.add(message.name());
        }

        @Override
        public void receivedWrong(int number, boolean afterStart) {
            notes.add(number + (afterStart ? " after start" : ""));
        }
    }
}
