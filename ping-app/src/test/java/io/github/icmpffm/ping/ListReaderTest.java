package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListReaderTest {
    private static final String LIST = "# B\u00fcro\n127.0.0.1 b\u00fccher.example#\u00e9\n\n  ::1\t\n";
    private static final String WORD_CHARACTERS = "0123456789abcdefx.:%/-[]+@,\u00e9\u202e\u0001 ";

    private static List<ListReader.Word> read(InputStream list) throws IOException {
        List<ListReader.Word> words = new ArrayList<>();
        ListReader.read(list, "list", words);
        return words;
    }

    private static List<ListReader.Word> read(String list, Charset charset) throws IOException {
        return read(new ByteArrayInputStream(list.getBytes(charset)));
    }

    /** F13. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "x-UTF-16LE-BOM"})
    void aListIsReadInAnyEncoding(String charset) throws Exception {
        assertThat(read(LIST, Charset.forName(charset)))
                .containsExactly(
                        new ListReader.Word("127.0.0.1", "list", 2),
                        new ListReader.Word("b\u00fccher.example", "list", 2),
                        new ListReader.Word("::1", "list", 4));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstWord() throws Exception {
        assertThat(read("\ufeff127.0.0.1", StandardCharsets.UTF_8))
                .containsExactly(new ListReader.Word("127.0.0.1", "list", 1));
    }

    @Test
    void eachLineHasItsOwnEncoding() throws Exception {
        byte[] list = "\u00e9.example\nx\n\u00e9.example".getBytes(StandardCharsets.UTF_8);
        byte[] mixed = new byte[list.length];
        System.arraycopy(list, 0, mixed, 0, list.length);
        mixed[list.length - ".example".length() - 2] = 'a';
        mixed[list.length - ".example".length() - 1] = (byte) 0xe9;
        assertThat(read(new ByteArrayInputStream(mixed))).extracting(ListReader.Word::text)
                .containsExactly("\u00e9.example", "x", "a\u00e9.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc"})
    void linesAreCountedWhateverEndsThem(String list) throws Exception {
        assertThat(read(list, StandardCharsets.UTF_8)).extracting(ListReader.Word::place)
                .containsExactly("list:1: ", "list:2: ", "list:4: ");
    }

    @Test
    void inputWithoutEndIsRefusedOnceALineIsNoList() throws Exception {
        try (InputStream zeros = Files.newInputStream(Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> read(zeros)).hasMessage("line 1 is no text");
        }
        String longest = "x".repeat(65_536);
        assertThat(read(longest, StandardCharsets.UTF_8)).hasSize(1);
        assertThatThrownBy(() -> read("\n" + longest + "x", StandardCharsets.UTF_8))
                .hasMessage("line 2 is longer than 65536 characters");
    }

    /** Whatever is in a list, it is a target or an error that the program reports. */
    @Test
    void anyWordIsATargetOrNone() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                word.append(WORD_CHARACTERS.charAt(random.nextInt(WORD_CHARACTERS.length())));
            }
            String text = word.toString();
            if (!Destination.isNumeric(text)) {
                continue; // that would be looked up
            }
            try {
                var _ = Destination.of(text, null, null);
            } catch (FatalException none) {
                assertThat(none).hasMessageStartingWith(text);
            }
        }
    }
}
