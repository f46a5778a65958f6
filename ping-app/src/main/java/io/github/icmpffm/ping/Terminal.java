package io.github.icmpffm.ping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether somebody looks at what is written. Not by {@code System.console()}, which also wants the input to be a terminal, and loads
 * a line editor to say so.
 */
final class Terminal {
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** Whether that descriptor of this process is a terminal's. */
    static boolean is(int descriptor) {
        try {
            return isTerminal(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString());
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Pseudo terminals, virtual consoles, serial lines, and what the kernel was told is its console. */
    private static boolean isTerminal(String device) {
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }
}
