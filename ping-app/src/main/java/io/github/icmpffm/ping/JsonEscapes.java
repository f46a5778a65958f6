package io.github.icmpffm.ping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.icmpffm.program.HarmlessText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which characters of a JSON string are written as {@code \}{@code u202E}: those that JSON demands, and all that are not harmless on a
 * terminal. A reader gets the text to the letter.
 */
final class JsonEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7f;

    private final int[] ofAscii = standardAsciiEscapesForJSON();

    private JsonEscapes() {
        ofAscii[DELETE] = ESCAPE_STANDARD;
    }

    /** Makes generators that write so. What is beyond 16 bits, they always escape. */
    static JsonFactory factory() {
        return new JsonFactory().setCharacterEscapes(new JsonEscapes());
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ofAscii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return HarmlessText.isHarmless(character) ? null : new SerializedString(escaped((char) character));
    }

    /** Appends a string in quotes, without a generator. */
    static StringBuilder appendString(StringBuilder json, String value) {
        StringBuilder quoted = new StringBuilder(value.length());
        JsonStringEncoder.getInstance().quoteAsString(value, quoted);
        json.append('"');
        for (int i = 0; i < quoted.length(); i++) {
            int character = quoted.codePointAt(i);
            if (Character.isSupplementaryCodePoint(character)) {
                i++;
            }
            if (HarmlessText.isHarmless(character)) {
                json.appendCodePoint(character);
            } else {
                for (char half : Character.toChars(character)) {
                    json.append(escaped(half));
                }
            }
        }
        return json.append('"');
    }

    private static String escaped(char character) {
        return String.format(Locale.ROOT, "\\u%04X", (int) character);
    }
}
