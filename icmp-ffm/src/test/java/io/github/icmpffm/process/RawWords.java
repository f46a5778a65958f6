package io.github.icmpffm.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Command lines whose words are of any bytes: Java writes a process's words in its locale's encoding, and some in none. In strings
 * here a low surrogate U+DC80 to U+DCFF stands for that byte; all else is UTF-8.
 */
public final class RawWords {
    /** All that is not harmless, also bytes that are no UTF-8 and a surrogate's; and between them what is. */
    public static final String HOSTILE = "\u001b[31mred\u0007\u007f\u009b2J\u0085\u00ad\u200b\u200d\u202egnp\u2066\u2028\u2029\u2060\ufeff"
            + "\u3164\u0378\udb40\udc41\r\t\n\udcff\udc80\udced\udca0\udc80\u00fc\u4f8b\ud83d\ude00";

    private RawWords() {}

    /** The same without what cannot stand in a word between white space. */
    public static String hostileWord() {
        return HOSTILE.replaceAll("[\\r\\t\\n]", "");
    }

    /**
     * Returns the command that runs another with those words at its end, in a locale of UTF-8.
     *
     * @param folder for the script that it is
     */
    public static List<String> command(Path folder, List<String> command, String... words) {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes("export LC_ALL=C.UTF-8; exec".getBytes(StandardCharsets.US_ASCII));
        for (String word : command) {
            script.writeBytes(quoted(word));
        }
        for (String word : words) {
            script.writeBytes(quoted(word));
        }
        try {
            return List.of("sh",
                    Files.write(Files.createTempFile(folder, "run", ".sh"), script.toByteArray()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] quoted(String word) {
        return bytes(" '" + word.replace("'", "'\\''") + "'");
    }

    /** Returns the bytes that a string stands for. */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.write(c & 0xff);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
