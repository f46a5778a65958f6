package io.github.icmpffm.ping;

import io.github.icmpffm.program.HarmlessText;

/** What goes to stderr, each message with the program's name before it. */
final class StandardError {
    private StandardError() {}

    /** One line, whatever its message quotes from the command line or the network. */
    static void say(String message) {
        print(HarmlessText.line(message));
    }

    /** Text of our own, of as many lines as it has, in one write. */
    static void sayLines(String lines) {
        print(HarmlessText.lines(lines));
    }

    private static void print(String harmless) {
        System.err.print(Program.NAME + ": " + harmless + "\n");
    }
}
