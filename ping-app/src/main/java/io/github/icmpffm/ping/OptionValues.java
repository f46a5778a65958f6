package io.github.icmpffm.ping;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of options, strictly: ASCII digits, no blank, no unit, nothing before or after. What does not fit is refused
 * with the option, the value and the range.
 */
final class OptionValues {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final int DECIMALS_OF_NANOS = 9;
    private static final int LONGEST_PATTERN = 16;
    private static final int MOST_OF_OCTET = 255;

    private OptionValues() {}

    /** A whole number. */
    static long whole(String option, String value, long least, long most) {
        boolean negative = value.startsWith("-");
        if (!isDigits(value, negative ? 1 : 0, value.length())) {
            throw garbage(option, value, "not a whole number", Long.toString(least), Long.toString(most));
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException tooLong) {
            throw outOfRange(option, value, least, most);
        }
        if (number < least || number > most) {
            throw outOfRange(option, value, least, most);
        }
        return number;
    }

    /** A number of 0 to 255, also in hexadecimal as {@code 0xff}. */
    static int octet(String option, String value) {
        if (!value.startsWith("0x") && !value.startsWith("0X")) {
            return (int) whole(option, value, 0, MOST_OF_OCTET);
        }
        if (!isHexadecimal(value, 2)) {
            throw garbage(option, value, "not a whole number", "0", Integer.toString(MOST_OF_OCTET));
        }
        int number = 0;
        for (int i = 2; i < value.length() && number <= MOST_OF_OCTET; i++) {
            number = number * 16 + Character.digit(value.charAt(i), 16);
        }
        if (number > MOST_OF_OCTET) {
            throw outOfRange(option, value, 0, MOST_OF_OCTET);
        }
        return number;
    }

    /** A number of seconds of at least zero, with a decimal point and up to nine decimals, or without. */
    static Duration seconds(String option, String value, long most) {
        int start = value.startsWith("-") ? 1 : 0;
        int point = value.indexOf('.');
        int end = point < 0 ? value.length() : point;
        int decimals = point < 0 ? 0 : value.length() - point - 1;
        boolean wholeIsThere = isDigits(value, start, end);
        boolean decimalsAreThere = decimals > 0 && isDigits(value, point + 1, value.length());
        boolean isNumber = wholeIsThere
                ? point < 0 || decimals == 0 || decimalsAreThere
                : end == start && decimalsAreThere;
        if (!isNumber || decimals > DECIMALS_OF_NANOS) {
            throw garbage(option, value, "not a number of seconds, as 0.2", "0", Long.toString(most));
        }
        if (start == 1) {
            throw outOfRange(option, value, 0, most);
        }
        long seconds = wholeIsThere ? clamped(value.substring(0, end)) : 0;
        long nanos = decimalsAreThere ? Long.parseLong(value.substring(point + 1)) : 0;
        for (int i = decimals; i < DECIMALS_OF_NANOS; i++) {
            nanos *= 10;
        }
        if (seconds > most || (seconds == most && nanos > 0)) {
            throw outOfRange(option, value, 0, most);
        }
        return Duration.ofNanos(seconds * NANOS_A_SECOND + nanos);
    }

    private static long clamped(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /** Bytes in hexadecimal, as iputils takes them: of an odd number of digits the last is a byte of its own. */
    static String pattern(String option, String value) {
        if (!isHexadecimal(value, 0) || value.length() > 2 * LONGEST_PATTERN) {
            throw new FatalException("invalid argument: '" + value + "' for " + option
                    + ": not 1 to " + LONGEST_PATTERN + " bytes as hexadecimal digits");
        }
        String digits = value.toLowerCase(Locale.ROOT);
        int even = digits.length() & ~1;
        return even == digits.length() ? digits : digits.substring(0, even) + "0" + digits.substring(even);
    }

    /** One of several constants, by its name in lower case. */
    static <T extends Enum<T>> T word(String option, String value, T[] constants) {
        StringBuilder words = new StringBuilder();
        for (T constant : constants) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(value)) {
                return constant;
            }
            words.append(words.isEmpty() ? "" : ", ").append(word);
        }
        throw new FatalException("invalid argument: '" + value + "' for " + option + ": not one of " + words);
    }

    /** A file for a picture, of a kind that can be drawn. */
    static Path picture(String option, String value) {
        String name = value.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new FatalException("invalid argument: '" + value + "' for " + option
                    + ": the name must end in .svg or .png");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new FatalException("invalid argument: '" + value + "' for " + option + ": not a file's name");
        }
    }

    /** A number beyond its range. */
    static FatalException outOfRange(String option, String value, long least, long most) {
        return garbage(option, value, "out of range", Long.toString(least), Long.toString(most));
    }

    private static FatalException garbage(String option, String value, String fault, String least, String most) {
        return new FatalException("invalid argument: '" + value + "' for " + option + ": " + fault + ": " + least
                + " <= value <= " + most);
    }

    private static boolean isHexadecimal(String value, int start) {
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80 || Character.digit(value.charAt(i), 16) < 0) {
                return false;
            }
        }
        return start < value.length();
    }

    private static boolean isDigits(@Nullable String value, int start, int end) {
        if (value == null || start >= end) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
