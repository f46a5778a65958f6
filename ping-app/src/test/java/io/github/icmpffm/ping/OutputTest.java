package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    void bytesAreWrittenAsTheyAre() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new Output(stream).write(new byte[] {'{', '}', '\n'});
        assertThat(stream.toByteArray()).containsExactly('{', '}', '\n');
    }
}
