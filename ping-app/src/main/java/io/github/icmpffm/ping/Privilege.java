package io.github.icmpffm.ping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs the program. As for iputils, some options are root's: who may open raw sockets may also fill a network by mistake. */
final class Privilege {
    private Privilege() {}

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
