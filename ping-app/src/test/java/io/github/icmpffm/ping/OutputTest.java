package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void everyCallIsOneWrite() {
        List<String> writes = new ArrayList<>();
        Output output = new Output(new OutputStream() {
            @Override
            public void write(int oneByte) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        });

        output.write("a line\n");
        output.write("two\nlines: ü\n");

        assertThat(writes).containsExactly("a line\n", "two\nlines: ü\n");
    }

    @Test
    void gatheredLinesAreWholeInPiecesThatAPipeTakesAtOnce() {
        List<byte[]> writes = new ArrayList<>();
        Output output = new Output(new OutputStream() {
            @Override
            public void write(int oneByte) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        });
        String line = "x".repeat(99) + "\n";
        String longLine = "y".repeat(5000) + "\n";

        output.gather();
        for (int i = 0; i < 100; i++) {
            output.write(line);
        }
        assertThat(writes).hasSize(2).allMatch(bytes -> bytes.length == 4000);
        output.flush();
        assertThat(writes).hasSize(3);
        output.write(line);
        output.write(longLine);
        output.write(line);
        output.gatherNoMore();
        output.write(line);

        assertThat(writes.subList(3, writes.size()).stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .containsExactly(line, longLine, line, line);
    }

    @Test
    void bytesAreWrittenAsTheyAre() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new Output(stream).write(new byte[] {'{', '}', '\n'});
        assertThat(stream.toByteArray()).containsExactly('{', '}', '\n');
    }
}
