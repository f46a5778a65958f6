package io.github.icmpffm.ping;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Command lines: they are understood or refused in a line, and the quick parser says what picocli says. */
public final class OptionsFuzz {
    private OptionsFuzz() {}

    /**
     * Tries one.
     *
     * @param input the words, each ended by a line feed
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] words = new String(input, StandardCharsets.UTF_8).split("\n");
        Object any = outcome(() -> AnyArguments.parse(words));
        GivenOptions plain = PlainArguments.read(words);
        if (plain == null) {
            return;
        }
        Object quick = outcome(() -> OptionParser.invocation(plain));
        if (quick instanceof String && any instanceof String) {
            return; // of several things wrong each says one
        }
        // An array, as a pattern's, is equal to itself alone.
        if (!quick.toString().replaceAll("@[0-9a-f]+", "").equals(any.toString().replaceAll("@[0-9a-f]+", ""))) {
            throw new AssertionError(quick + " and " + any);
        }
    }

    private interface Parsing {
        Invocation parse();
    }

    private static Object outcome(Parsing parsing) {
        try {
            return parsing.parse();
        } catch (FatalException e) {
            @Nullable
            String message = e.getMessage();
            if (message == null || message.isEmpty()) {
                throw new AssertionError("it does not say why", e);
            }
            return message;
        }
    }
}
