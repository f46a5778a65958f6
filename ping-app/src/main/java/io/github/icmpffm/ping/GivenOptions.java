package io.github.icmpffm.ping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line has of options, each to be read as what it is. */
final class GivenOptions {
    private final List<String> words = new ArrayList<>();

    /** Names and values by turns, as they came: there are few. */
    private final List<String> options = new ArrayList<>();

    /** Adds a destination. */
    void addWord(String word) {
        words.add(word);
    }

    /** Adds an option, with no matter what value if it takes none. */
    void add(String option, String value) {
        options.add(option);
        options.add(value);
    }

    /** What is no option. */
    List<String> words() {
        return words;
    }

    boolean has(String option) {
        return value(option) != null;
    }

    /** The last value of an option, or null if it is not there. */
    @Nullable
    String value(String option) {
        for (int i = options.size() - 2; i >= 0; i -= 2) {
            if (options.get(i).equals(option)) {
                return options.get(i + 1);
            }
        }
        return null;
    }

    /** Whether the first of two options was given, and not the second after it. */
    boolean hasLast(String option, String other) {
        for (int i = options.size() - 2; i >= 0; i -= 2) {
            if (options.get(i).equals(option)) {
                return true;
            }
            if (options.get(i).equals(other)) {
                return false;
            }
        }
        return false;
    }

    /** All values of an option that may be given several times. */
    List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < options.size(); i += 2) {
            if (options.get(i).equals(option)) {
                values.add(options.get(i + 1));
            }
        }
        return values;
    }

    /** A whole number. */
    long whole(String option, long absent, long least, long most) {
        String value = value(option);
        return value == null ? absent : OptionValues.whole(option, value, least, most);
    }

    /** The same where that is never large. */
    int small(String option, int absent, int least, int most) {
        return (int) whole(option, absent, least, most);
    }

    /** Refuses a value that is outside a narrower range than the option's own. */
    void requireWithin(String option, int least, int most) {
        var _ = whole(option, least, least, most);
    }

    /** Refuses options that would do nothing. */
    void refuse(String mode, String... options) {
        for (String option : options) {
            if (has(option)) {
                throw new FatalException("usage error: " + option + " has no meaning with " + mode);
            }
        }
    }

    /** Refuses more than one of several. Returns whether there is one. */
    boolean hasOneOf(String... options) {
        String first = null;
        for (String option : options) {
            if (has(option) && first != null) {
                throw new FatalException("usage error: only one of " + first + " and " + option + " may be given");
            }
            first = has(option) ? option : first;
        }
        return first != null;
    }
}
