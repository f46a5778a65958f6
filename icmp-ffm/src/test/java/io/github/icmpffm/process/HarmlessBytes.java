package io.github.icmpffm.process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what a program printed is harmless on a terminal, by a rule of the tests' own. */
public final class HarmlessBytes {
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u3164\\uffa0&&[^\\n]]");

    private HarmlessBytes() {}

    /**
     * Returns the text that bytes are.
     *
     * @throws AssertionError if they are no UTF-8, or there is a character in them that could do something; a line feed is none
     */
    public static String text(byte[] printed) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(printed)).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8: " + new String(printed, StandardCharsets.ISO_8859_1), e);
        }
        Matcher harmful = HARMFUL.matcher(text);
        if (harmful.find()) {
            throw new AssertionError(
                    "U+%04X in: %s".formatted(harmful.group().codePointAt(0), harmful.replaceAll("<?>")));
        }
        return text;
    }
}
