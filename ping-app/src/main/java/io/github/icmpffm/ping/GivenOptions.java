package io.github.icmpffm.ping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What the command line has of options, each to be read as what it is. */
final class GivenOptions {
    /** Null if there is no option. */
    private final @Nullable ParseResult given;

    GivenOptions(@Nullable ParseResult given) {
        this.given = given;
    }

    boolean has(String option) {
        return given != null && given.hasMatchedOption(option);
    }

    @Nullable
    String value(String option) {
        return given == null ? null : given.matchedOptionValue(option, (@Nullable String) null);
    }

    /** All values of an option that may be given several times. */
    List<String> values(String option) {
        return given != null && given.hasMatchedOption(option)
                ? given.matchedOption(option).originalStringValues()
                : List.of();
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
