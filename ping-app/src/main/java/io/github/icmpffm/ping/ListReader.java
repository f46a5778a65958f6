package io.github.icmpffm.ping;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of targets: words between white space, in lines with comments from {@code #} on.
 *
 * <p>A list that begins with a byte order mark is UTF-16 or UTF-8; of others each line is UTF-8 if it can be, and else Latin-1,
 * since most of what is not ASCII stands in comments.
 */
final class ListReader {
    private static final int MAX_LINE = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String name;
    private final List<Word> words;
    private final boolean bytes;
    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private int lineNumber = 1;

    private ListReader(String name, List<Word> words, Reader reader, boolean bytes) {
        this.name = name;
        this.words = words;
        this.reader = reader;
        this.bytes = bytes;
    }

    /**
     * A word that stands for a target.
     *
     * @param list the name of the list that it is in, or null if it was typed
     * @param line its line's number there, from 1 on
     */
    record Word(String text, @Nullable String list, int line) {

        /** What an error about it begins with: {@code hosts.txt:3: }, or nothing if it was typed. */
        String place() {
            return list == null ? "" : list + ":" + line + ": ";
        }
    }

    /**
     * Adds a list's words.
     *
     * @param name what errors call it
     * @throws IOException if it cannot be read, or is no list: a line has a NUL or more than 65,536 characters
     */
    static void read(InputStream list, String name, List<Word> words) throws IOException {
        InputStream buffered = new BufferedInputStream(list);
        buffered.mark(2);
        int mark = buffered.read() << 8 | buffered.read();
        buffered.reset();
        boolean wide = mark == 0xfffe || mark == 0xfeff;
        // As Latin-1 each character is a byte.
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
        new ListReader(name, words, new InputStreamReader(buffered, charset), !wide).read();
    }

    private void read() throws IOException {
        boolean carriageReturn = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c != '\n' && c != '\r') {
                append((char) c);
            } else if (c == '\r' || !carriageReturn) {
                endLine();
            }
            carriageReturn = c == '\r';
        }
        endLine();
    }

    private void append(char c) throws IOException {
        if (c == 0) {
            throw new IOException("line " + lineNumber + " is no text");
        }
        if (line.length() == MAX_LINE) {
            throw new IOException("line " + lineNumber + " is longer than " + MAX_LINE + " characters");
        }
        line.append(c);
    }

    private void endLine() {
        String text = bytes ? decoded(line.toString()) : line.toString();
        if (lineNumber == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        int comment = text.indexOf('#');
        StringTokenizer found = new StringTokenizer(comment < 0 ? text : text.substring(0, comment));
        while (found.hasMoreTokens()) {
            words.add(new Word(found.nextToken(), name, lineNumber));
        }
        line.setLength(0);
        lineNumber++;
    }

    private static String decoded(String bytes) {
        byte[] line = bytes.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
