package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    void joinedMessagesAreAllReceived() {
        assertThat(read(new MessageReader(), ints(300, 256, 256))).containsExactly("START", "RESET", "RESET");
    }

    @Test
    void aMessageIsCompleteWithItsLastByteAndNotBefore() {
        MessageReader reader = new MessageReader();
        ByteBuffer start = ints(300);

        for (int i = 0; i < 3; i++) {
            assertThat(read(reader, start.slice(i, 1))).isEmpty();
        }
        assertThat(read(reader, start.slice(3, 1))).containsExactly("START");
    }

    @Test
    void howeverTheStreamIsCutTheMessagesAreTheSame() {
        Random random = new Random(1);
        for (int run = 0; run < 500; run++) {
            int[] numbers = random.ints(1 + random.nextInt(20), 0, 4)
                    .map(choice -> switch (choice) {
                        case 0 -> 300;
                        case 1 -> 7;
                        default -> 256;
                    })
                    .toArray();
            List<String> whole = read(new MessageReader(), ints(numbers));
            ByteBuffer stream = ints(numbers);
            MessageReader reader = new MessageReader();
            List<String> inPieces = new ArrayList<>();
            for (int from = 0; from < stream.limit();) {
                int length = 1 + random.nextInt(Math.min(11, stream.limit() - from));
                inPieces.addAll(read(reader, stream.slice(from, length)));
                from += length;
            }

            assertThat(inPieces).hasSize(numbers.length).isEqualTo(whole);
        }
    }

    @Test
    void whatIsWrongBeforeTheStartIsReportedAndChangesNothing() {
        assertThat(read(new MessageReader(), ints(256, 0, -1, 44, 300, 256)))
                .containsExactly(
                        "256 before start", "0 before start", "-1 before start", "44 before start", "START", "RESET");
    }

    @Test
    void whatIsWrongAfterwardsIsReportedAndChangesNothing() {
        assertThat(read(new MessageReader(), ints(300, 257, 300, 256, 44, 256)))
                .containsExactly(
                        "START", "257 after start", "300 after start", "RESET", "44 after start", "RESET");
    }

    private static List<String> read(MessageReader reader, ByteBuffer arrived) {
        List<String> received = new ArrayList<>();
        reader.read(arrived, new MessageReader.Receiver() {
            @Override
            public void received(Message message) {
                received.add(message.name());
            }

            @Override
            public void receivedWrong(int number, boolean afterStart) {
                received.add(number + (afterStart ? " after start" : " before start"));
            }
        });
        assertThat(arrived.remaining()).isZero();
        return received;
    }

    private static ByteBuffer ints(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.nativeOrder());
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.flip();
    }
}
