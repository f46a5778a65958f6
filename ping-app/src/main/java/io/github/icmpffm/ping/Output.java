package io.github.icmpffm.ping;

import io.github.icmpffm.program.StandardOutput;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output. Every write to it is of whole lines and at once: who reads a pipe sees a line when it happens, and two
 * processes on one terminal do not tear each other's. Only who prints many lines in a row may have them gathered.
 *
 * <p>Not {@code System.out}, which forgets what went wrong. For one thread at a time.
 */
final class Output {
    /** So many bytes a pipe takes in one piece. */
    private static final int PIECE = 4096;

    private final OutputStream stream;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(PIECE);
    private boolean gathering;

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

    /** From now on lines wait for {@link #flush}, or until there is a pipe's piece of them. */
    void gather() {
        gathering = true;
    }

    /** Writes what waits, and from now on every line at once. */
    void gatherNoMore() {
        gathering = false;
        flush();
    }

    /** Writes what waits; throws what {@link #write(byte[])} throws. */
    void flush() {
        if (gathered.size() > 0) {
            byte[] lines = gathered.toByteArray();
            gathered.reset();
            writeNow(lines);
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
        if (gathered.size() + lines.length > PIECE) {
            flush();
        }
        if (gathering && lines.length <= PIECE) {
            gathered.write(lines, 0, lines.length);
        } else {
            writeNow(lines);
        }
    }

    private void writeNow(byte[] lines) {
        try {
            stream.write(lines);
        } catch (IOException e) {
            if (StandardOutput.isReaderGone(e)) {
                throw new ClosedException(e);
            }
            throw new FatalException("cannot write to standard output: " + e.getMessage());
        }
    }
}
