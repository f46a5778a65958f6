package io.github.icmpffm.ping;

import org.jspecify.annotations.Nullable;

/**
 * Reads command lines that leave no doubt: one option a word, its value attached or the next word, and destinations. Picocli, to
 * load which takes half as long as all else before the first reply, decides on whatever else there is.
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
            int end = endOfName(word);
            String name = word.substring(0, end);
            boolean attached = end < word.length();
            int row = OptionTable.find(name);
            if (row < 0 || (attached && !OptionTable.hasValue(row))) {
                return null;
            }
            String value = "";
            if (attached) {
                value = word.substring(name.startsWith("--") ? end + 1 : end);
            } else if (OptionTable.hasValue(row)) {
                i++;
                value = i == arguments.length ? "" : arguments[i];
            }
            if (OptionTable.hasValue(row) && !isPlain(value)) {
                return null;
            }
            given.add(name, value);
        }
        return given.words().isEmpty() ? null : given;
    }

    private static int endOfName(String option) {
        if (!option.startsWith("--")) {
            return Math.min(2, option.length());
        }
        int equals = option.indexOf('=');
        return equals < 0 ? option.length() : equals;
    }

    /** Neither an option nor anything that may be meant as one, nor quoted, nor with a sign between it and its option. */
    private static boolean isPlain(String word) {
        return !word.isEmpty() && word.charAt(0) != '-' && word.charAt(0) != '=' && word.indexOf('"') < 0;
    }
}
