package io.github.icmpffm.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** R10: what a terminal would take for a command, or show elsewhere, is not printed. */
class PrintableTextTest {
    private static final Set<Integer> HARMFUL = Set.of(
            (int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR, (int) Character.SURROGATE);

    @Test
    void everyHarmfulCharacterIsAQuestionMarkAndAllOthersStay() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            String text = "a" + Character.toString(character) + "b";
            String expected = HARMFUL.contains(Character.getType(character)) ? "a?b" : text;

            if (!PrintableText.line(text).equals(expected)) {
                assertThat(PrintableText.line(text)).as(Integer.toHexString(character)).isEqualTo(expected);
            }
        }
    }

    @Test
    void ofSeveralLinesTheLineFeedsStay() {
        assertThat(PrintableText.lines("a\nb\r\u001b[31mc\u2028")).isEqualTo("a\nb??[31mc?");
        assertThat(PrintableText.line("a\nb")).isEqualTo("a?b");
    }

    @Test
    void harmlessTextIsTheSameObject() {
        String name = "m\u00fcnchen.example \u6771\u4eac";

        assertThat(PrintableText.line(name)).isSameAs(name);
    }

    @Test
    void halfAPairIsReplacedAndAWholeOneIsNot() {
        assertThat(PrintableText.line("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(PrintableText.line("\ude00\ud83d")).isEqualTo("??");
    }
}
