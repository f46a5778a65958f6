package io.github.icmpffm.ping;

import io.github.icmpffm.program.HarmlessText;

/** Text for a field of CSV, which a terminal may show and a spreadsheet open. */
final class CsvText {
    /** What a field begins with that spreadsheets take for a formula; the wide forms do in some languages. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    /** The text made harmless, with an apostrophe before it if it would be a formula. A number is none, nor is one with a sign. */
    static String of(String text) {
        String harmless = HarmlessText.line(text);
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !isNumber(text)
                ? "'".concat(harmless)
                : harmless;
    }

    /** {@code -1.5}, {@code +1}. */
    private static boolean isNumber(String text) {
        int points = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return (text.charAt(0) == '-' || text.charAt(0) == '+') && text.length() > 1 + points && points <= 1;
    }
}
