package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what a parent pings that did not say: its command line has the address. */
final class ParentCommand {
    private ParentCommand() {}

    /** The first argument that is an IP address, or nothing. */
    static String target(int pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "cmdline"));
            String[] arguments = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
            for (int i = 1; i < arguments.length; i++) {
                if (isAddress(arguments[i])) {
                    return arguments[i];
                }
            }
        } catch (IOException e) {
            // it has ended
        }
        return "";
    }

    private static boolean isAddress(String text) {
        if (!text.contains(":") && text.chars().filter(c -> c == '.').count() != 3) {
            return false; // a number is an address, too, but more likely something else
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
