package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
    @Test
    void theMessagesAreCIntsOfThisMachine() {
        byte[] littleEndian = {0x2c, 1, 0, 0};
        byte[] bigEndian = {0, 0, 1, 0x2c};

        byte[] bytes = new byte[4];
        Message.START.encoded().get(bytes);

        assertThat(bytes).isEqualTo(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? littleEndian : bigEndian);
    }

    @Test
    void joinedMessagesAreAllHeard() throws ProtocolError {
        assertThat(read(new MessageReader(), ints(300, 256, 256)))
                .containsExactly(Message.START, Message.RESET, Message.RESET);
    }

    @Test
    void aMessageIsCompleteWithItsLastByteAndNotBefore() throws ProtocolError {
        MessageReader reader = new MessageReader();
        ByteBuffer start = ints(300);

        for (int i = 0; i < 3; i++) {
            assertThat(reader.next(start.slice(i, 1))).isNull();
        }
        assertThat(reader.next(start.slice(3, 1))).isEqualTo(Message.START);
    }

    @Test
    void howeverTheStreamIsCutTheMessagesAreTheSame() throws ProtocolError {
        Random random = new Random(1);
        for (int run = 0; run < 500; run++) {
            int resets = random.nextInt(20);
            int[] numbers = new int[1 + resets];
            java.util.Arrays.fill(numbers, 256);
            numbers[0] = 300;
            ByteBuffer stream = ints(numbers);
            MessageReader reader = new MessageReader();
            List<Message> heard = new ArrayList<>();
            for (int from = 0; from < stream.limit();) {
                int length = 1 + random.nextInt(Math.min(7, stream.limit() - from));
                heard.addAll(read(reader, stream.slice(from, length)));
                from += length;
            }

            assertThat(heard).hasSize(1 + resets).startsWith(Message.START);
            assertThat(heard.subList(1, heard.size())).allMatch(Message.RESET::equals);
        }
    }

    @ParameterizedTest
    @CsvSource({"256, 'came before 300'", "0, 'neither'", "-1, 'neither'", "44, 'neither'"})
    void whatIsNoStartAtTheStartIsAnError(int number, String message) {
        assertThatThrownBy(() -> read(new MessageReader(), ints(number)))
                .isInstanceOf(ProtocolError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"300, 'a second time'", "257, 'neither'", "44, 'neither'"})
    void whatIsNoResetAfterwardsIsAnError(int number, String message) {
        assertThatThrownBy(() -> read(new MessageReader(), ints(300, 256, number)))
                .isInstanceOf(ProtocolError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"300", "256"})
    void theWrongByteOrderIsSaidToBeThat(int number) {
        assertThatThrownBy(() -> read(new MessageReader(), ints(Integer.reverseBytes(number))))
                .isInstanceOf(ProtocolError.class)
                .hasMessageContaining(number + " came in the wrong byte order (bytes ");
    }

    private static List<Message> read(MessageReader reader, ByteBuffer arrived) throws ProtocolError {
        List<Message> messages = new ArrayList<>();
        for (Message message = reader.next(arrived); message != null; message = reader.next(arrived)) {
            messages.add(message);
        }
        return messages;
    }

    private static ByteBuffer ints(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.nativeOrder());
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.flip();
    }
}
