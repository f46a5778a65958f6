package io.github.icmpffm.watchdog;

/** Whoever feeds the watchdog does not speak its protocol. The message says what came, for the user. */
final class ProtocolError extends Exception {
    private static final long serialVersionUID = 1;

    ProtocolError(String message) {
        super(message);
    }
}
