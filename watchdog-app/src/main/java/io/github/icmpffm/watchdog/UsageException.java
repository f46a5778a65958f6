package io.github.icmpffm.watchdog;

import io.github.icmpffm.program.HarmlessText;

/** better_ping was called wrongly. The message, one line, says what is wrong and what would be right. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(HarmlessText.line(message)); // whatever it quotes from the command line
    }
}
