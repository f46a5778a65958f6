package io.github.icmpffm.ping;

/** What ends the program with a line on stderr and {@link ExitCode#TROUBLE}: the message is that line. */
final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FatalException(String message) {
        super(message);
    }
}
