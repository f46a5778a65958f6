package io.github.icmpffm.program;

/**
 * Text that somebody else chose, such as a name from the command line or from the network, made harmless to print: each character
 * that could command a terminal, break a line, hide, or turn the text around it becomes {@code ?}.
 *
 * <p>Harmless are letters of all scripts, their marks, digits, punctuation, symbols, blanks and what is for private use. Not
 * harmless are Unicode's control and format characters (C0, DEL and C1; bidirectional controls, zero-width characters, joiners and
 * tags), line and paragraph separators, surrogates without their other half, what is not assigned yet, and letters and marks that
 * show nothing.
 */
public final class HarmlessText {
    /** What stands for a character that is not harmless. */
    public static final char REPLACEMENT = '?';

    private HarmlessText() {}

    /** Returns a text as one line. It is the same object if all of it is harmless. */
    public static String line(String text) {
        return replaced(text, false);
    }

    /** Returns a text of several lines, whose line feeds and tabs stay. It is the same object if all of it is harmless. */
    public static String lines(String text) {
        return replaced(text, true);
    }

    /** Returns whether a character, a code point or a lone surrogate, may be printed as it is. */
    public static boolean isHarmless(int character) {
        if (character <= '~') {
            return character >= ' ';
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isInvisible(character);
        };
    }

    /**
     * Whether it shows nothing although it is a letter or a mark: the grapheme joiner, the fillers of Hangul, vowels of Khmer, and the
     * selectors of Mongolian and of ideographs. Those from U+FE00 on, which emoji have, are harmless.
     */
    private static boolean isInvisible(int character) {
        return character == 0x34f
                || character == 0x115f || character == 0x1160
                || character == 0x17b4 || character == 0x17b5
                || (character >= 0x180b && character <= 0x180f)
                || character == 0x3164 || character == 0xffa0
                || (character >= 0xe0100 && character <= 0xe01ef);
    }

    private static String replaced(String text, boolean lines) {
        int at = harmfulFrom(text, 0, lines);
        if (at == text.length()) {
            return text;
        }
        StringBuilder harmless = new StringBuilder(text.length());
        int from = 0;
        while (at < text.length()) {
            harmless.append(text, from, at).append(REPLACEMENT);
            from = text.offsetByCodePoints(at, 1);
            at = harmfulFrom(text, from, lines);
        }
        return harmless.append(text, from, at).toString();
    }

    /** Where the first harmful character is from an index on; the text's length if there is none. */
    private static int harmfulFrom(String text, int start, boolean lines) {
        int at = start;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!isHarmless(character) && !(lines && (character == '\n' || character == '\t'))) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }
}
