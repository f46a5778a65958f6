package io.github.icmpffm.program;

/**
 * Text of others (names, words of the command line, files) as it may be printed: a terminal takes some characters for commands, and
 * shows others in a place where they are not.
 */
public final class PrintableText {
    private static final char REPLACEMENT = '?';

    private PrintableText() {}

    /**
     * One line.
     *
     * @return the text, with a question mark in the place of each control character (of C0 and C1, line feeds too), format character
     *     (of another direction, or without width), line or paragraph separator, and half of a surrogate pair
     */
    public static String line(String text) {
        return replaced(text, false);
    }

    /** The same for text of several lines: line feeds stay. */
    public static String lines(String text) {
        return replaced(text, true);
    }

    private static String replaced(String text, boolean areLinesAllowed) {
        StringBuilder changed = null;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int character = text.codePointAt(at);
            next = at + Character.charCount(character);
            if (isPrintable(character) || areLinesAllowed && character == '\n') {
                if (changed != null) {
                    changed.append(text, at, next);
                }
            } else {
                if (changed == null) {
                    changed = new StringBuilder(text.length()).append(text, 0, at);
                }
                changed.append(REPLACEMENT);
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isPrintable(int character) {
        if (character >= ' ' && character <= '~') {
            return true;
        }
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
