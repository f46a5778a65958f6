package io.github.icmpffm.ping;

import org.jspecify.annotations.Nullable;

/**
 * Reads command lines that leave no doubt: options and their values as words of their own, and destinations. Picocli, to load
 * which takes half as long as all else before the first reply, decides on whatever else there is.
 */
final class PlainArguments {
    private PlainArguments() {}

    /** What they say, or null if that is not plain: then {@link AnyArguments} knows. */
    static @Nullable GivenOptions read(String[] arguments) {
        GivenOptions given = new GivenOptions();
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            if (isPlain(word)) {
                given.addWord(word);
                continue;
            }
            int row = OptionTable.find(word);
            if (row < 0) {
                return null;
            }
            String value = "";
            if (OptionTable.hasValue(row)) {
                i++;
                if (i == arguments.length || !isPlain(arguments[i])) {
                    return null;
                }
                value = arguments[i];
            }
            given.add(word, value);
        }
        return given.words().isEmpty() ? null : given;
    }

    /** Neither an option nor anything that may be meant as one, nor quoted. */
    private static boolean isPlain(String word) {
        return !word.isEmpty() && word.charAt(0) != '-' && word.indexOf('"') < 0;
    }
}
