package io.github.icmpffm.watchdog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Text to stdout or stderr in one {@code write(2)} each, at once: so lines of two processes on one terminal never tear
 * each other, and nothing is left in a buffer when a process is killed.
 */
final class Output {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

    private Output() {}

    /**
     * Prints a line, or several, to stdout.
     *
     * @throws IOException if nobody reads it any more
     */
    static void print(String text) throws IOException {
        OUT.write(bytes(text));
    }

    /** Prints a complaint to stderr; if that is gone, there is nobody to tell. */
    static void complain(String text) {
        try {
            ERR.write(bytes(text));
        } catch (IOException e) {
            // see above
        }
    }

    private static byte[] bytes(String text) {
        return text.concat("\n").getBytes(StandardCharsets.UTF_8);
    }
}
