package io.github.icmpffm.ping;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output. Every call is one write of whole lines, at once: who reads a pipe sees a line when it happens, and two
 * processes on one terminal do not tear each other's.
 *
 * <p>Not {@code System.out}, which forgets what went wrong.
 */
final class Output {
    private final OutputStream stream;

    Output(OutputStream stream) {
        this.stream = stream;
    }

    /** The process's. */
    static Output standard() {
        return new Output(new FileOutputStream(FileDescriptor.out));
    }

    /** The reader of the pipe has gone: no fault, and nothing more to say. */
    static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClosedException(IOException cause) {
            super(cause);
        }
    }

    /**
     * Writes whole lines.
     *
     * @throws ClosedException if nobody will read them
     * @throws FatalException if they cannot be written, on a full disk for one
     */
    void write(CharSequence lines) {
        write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The same for lines that are bytes already. */
    void write(byte[] lines) {
        try {
            stream.write(lines);
        } catch (IOException e) {
            if (readerIsGone(e)) {
                throw new ClosedException(e);
            }
            throw new FatalException("cannot write to standard output: " + e.getMessage());
        }
    }

    /** By the kind of file where that can be known: the error's text follows the locale. */
    private static boolean readerIsGone(IOException e) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return file.startsWith("pipe:") || file.startsWith("socket:");
        } catch (IOException noProc) {
            return "Broken pipe".equals(e.getMessage());
        }
    }
}
