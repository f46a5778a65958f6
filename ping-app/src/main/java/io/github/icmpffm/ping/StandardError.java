package io.github.icmpffm.ping;

import io.github.icmpffm.program.PrintableText;

/** What goes to stderr, each line with the program's name before it. */
final class StandardError {
    private StandardError() {}

    /** One line, whatever its message quotes from elsewhere. */
    static void say(String message) {
        sayLines(PrintableText.line(message));
    }

    /** Text of our own, of as many lines as it has, in one write. */
    static void sayLines(String lines) {
        System.err.print(Program.NAME + ": " + PrintableText.lines(lines) + "\n");
    }
}
