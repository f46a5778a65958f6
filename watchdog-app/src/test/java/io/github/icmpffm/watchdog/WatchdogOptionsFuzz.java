package io.github.icmpffm.watchdog;

import java.nio.charset.StandardCharsets;

/** Command lines of both programs: understood, or refused in a line. */
public final class WatchdogOptionsFuzz {
    private WatchdogOptionsFuzz() {}

    /**
     * Tries one.
     *
     * @param input the words, each ended by a line feed
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] words = new String(input, StandardCharsets.UTF_8).split("\n");
        try {
            var _ = WatchdogOptions.parse(words);
        } catch (IllegalArgumentException e) {
            requireReason(e);
        }
        try {
            var _ = BetterPingOptions.parse(words);
        } catch (UsageException e) {
            requireReason(e);
        }
    }

    private static void requireReason(Exception e) {
        if (String.valueOf(e.getMessage()).isBlank()) {
            throw new AssertionError("it does not say why", e);
        }
    }
}
