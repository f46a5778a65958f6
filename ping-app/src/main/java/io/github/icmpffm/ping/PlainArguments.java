package io.github.icmpffm.ping;

import org.jspecify.annotations.Nullable;

/**
 * Reads command lines that leave no doubt. Picocli, to load which takes as long as all else before the first reply, decides on
 * whatever else there is.
 */
final class PlainArguments {
    private final String[] arguments;
    private final GivenOptions given = new GivenOptions();
    private int next;

    private PlainArguments(String[] arguments) {
        this.arguments = arguments;
    }

    /** What they say, or null if that is not plain: then {@link AnyArguments} knows. */
    static @Nullable GivenOptions read(String[] arguments) {
        PlainArguments plain = new PlainArguments(arguments);
        return plain.readAll() && !plain.given.words().isEmpty() ? plain.given : null;
    }

    private boolean readAll() {
        boolean plain = true;
        while (plain && next < arguments.length) {
            String word = arguments[next++];
            if (isPlain(word)) {
                given.addWord(word);
            } else {
                plain = word.startsWith("--") ? readLong(word) : word.startsWith("-") && readShort(word);
            }
        }
        return plain;
    }

    /** {@code --option}, {@code --option value} or {@code --option=value}. */
    private boolean readLong(String word) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            return add(word, "");
        }
        String value = word.substring(equals + 1);
        return isPlain(value) && takesValue(word.substring(0, equals)) && add(word.substring(0, equals), value);
    }

    /** {@code -o}, {@code -o value} or {@code -ovalue}; before the one with a value there may be others without. */
    private boolean readShort(String word) {
        boolean plain = word.length() > 1;
        for (int at = 1; plain && at < word.length(); at++) {
            String option = "-".concat(word.substring(at, at + 1));
            boolean last = takesValue(option);
            plain = add(option, last ? word.substring(at + 1) : "");
            if (last) {
                break;
            }
        }
        return plain;
    }

    private static boolean takesValue(String option) {
        int row = OptionTable.find(option);
        return row >= 0 && OptionTable.hasValue(row);
    }

    /** Adds an option with the value attached to it or, if that is empty, the next word. */
    private boolean add(String option, String attached) {
        if (OptionTable.find(option) < 0) {
            return false;
        }
        String value = attached;
        if (takesValue(option)) {
            if (attached.isEmpty() && next < arguments.length) {
                value = arguments[next++];
            }
            if (!isPlain(value)) {
                return false;
            }
        }
        given.add(option, value);
        return true;
    }

    /** Neither an option nor anything that may be meant as one, nor quoted, nor with a blank or a sign between it and its option. */
    private static boolean isPlain(String word) {
        return !word.isEmpty() && word.charAt(0) > ' ' && word.charAt(0) != '-' && word.charAt(0) != '='
                && word.indexOf('"') < 0;
    }
}
