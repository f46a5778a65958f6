package io.github.icmpffm.ping;

/** What goes to stderr, each line with the program's name before it. */
final class StandardError {
    private StandardError() {}

    /** One line, whatever control characters its message quotes from the command line. */
    static void say(String message) {
        StringBuilder line = new StringBuilder(message);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        sayLines(line.toString());
    }

    /** Text of our own, of as many lines as it has, in one write. */
    static void sayLines(String lines) {
        System.err.print(Program.NAME + ": " + lines + "\n");
    }
}
