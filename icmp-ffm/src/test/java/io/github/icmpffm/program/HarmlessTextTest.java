package io.github.icmpffm.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTextTest {
    /** Letters and marks that show nothing: Unicode's Default_Ignorable_Code_Point that are of neither of the refused categories. */
    private static final String INVISIBLE = "[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0\\x{e0100}-\\x{e01ef}]";

    // ---- what passes

    /** In Java's words for regular expressions, not in those of the class. */
    @Test
    void ofAllCodePointsNoControlNoFormatNoSeparatorNoSurrogateAndNoneUnassignedPassesAndAllOthersThatShowSomething() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);
            boolean harmful = text.matches("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]") || text.matches(INVISIBLE);
            if (HarmlessText.isHarmless(c) == harmful) {
                throw new AssertionError("U+%04X".formatted(c));
            }
        }
    }

    @Test
    void ofLettersAndMarksAFewThatShowNothingAreRefused() {
        Set<Integer> categories = Set.of((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE,
                (int) Character.UNASSIGNED, (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR);
        List<Integer> others = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> !HarmlessText.isHarmless(c) && !categories.contains(Character.getType(c)))
                .boxed()
                .toList();
        assertThat(others).hasSize(11 + 240).allMatch(c -> Character.getType(c) == Character.OTHER_LETTER
                || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "host.example",
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "m\u00fcnchen",
        "mu\u0308nchen",
        "\u4f8b\u3048.\u30c6\u30b9\u30c8",
        "\u05d0\u05d1\u05d2 \u0627\u0644\u0639",
        "\ud83d\ude00\ud83c\udde9\ud83c\uddea\u2764\ufe0f",
        "a\u00a0b\u3000c\u2009d",
        "\ufffd\ue000"
    })
    void ordinaryTextStaysTheSameObject(String text) {
        assertThat(HarmlessText.line(text)).isSameAs(text);
        assertThat(HarmlessText.lines(text)).isSameAs(text);
    }

    // ---- what does not

    @ParameterizedTest
    @ValueSource(ints = {
        0, 7, 8, '\t', '\n', '\r', 0x1b, 0x7f, // C0 and DEL
        0x80, 0x85, 0x9b, 0x9d, 0x9f, // C1: next line, CSI, OSC
        0xad, 0x200b, 0x2060, 0xfeff, // of no width
        0x200c, 0x200d, // joiners
        0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, // bidirectional
        0x2028, 0x2029, // separators
        0x34f, 0x115f, 0x1160, 0x3164, 0xffa0, 0x180e, 0xe0100, // that show nothing
        0xfff9, 0x1d173, 0xe0001, 0xe0041, 0xe007f, // annotations, music, tags
        0x378, 0xffff, 0x10ffff, // unassigned
        0xd800, 0xdbff, 0xdc00, 0xdfff // half a character
    })
    void eachBecomesOneQuestionMarkWhereverItStands(int harmful) {
        String text = Character.toString(harmful);
        assertThat(HarmlessText.line(text)).isEqualTo("?");
        assertThat(HarmlessText.line("a" + text + "b")).isEqualTo("a?b");
        assertThat(HarmlessText.line(text + "\ud83d\ude00" + text)).isEqualTo("?\ud83d\ude00?");
    }

    @Test
    void linesKeepTheirFeedsAndTabsAndNothingElse() {
        assertThat(HarmlessText.lines("a\n\tb\r\n\u0085\u2028\u001b[2J")).isEqualTo("a\n\tb?\n???[2J");
        assertThat(HarmlessText.line("a\n\tb")).isEqualTo("a??b");
    }
}
