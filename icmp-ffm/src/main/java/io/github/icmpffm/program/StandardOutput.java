package io.github.icmpffm.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process's standard output, as far as its kind matters. */
public final class StandardOutput {
    private StandardOutput() {}

    /**
     * Whether a write failed since nobody reads what was to be written, which is no fault. By the kind of file where that can be known:
     * the error's text follows the locale.
     */
    public static boolean isReaderGone(IOException fault) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return file.startsWith("pipe:") || file.startsWith("socket:");
        } catch (IOException noProc) {
            return "Broken pipe".equals(fault.getMessage());
        }
    }
}
