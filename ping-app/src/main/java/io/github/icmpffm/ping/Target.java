package io.github.icmpffm.ping;

import io.github.icmpffm.program.PrintableText;
import java.net.InetAddress;

/**
 * Whom to ping.
 *
 * @param name as it was typed, as far as that may be printed
 * @param address what that stands for
 */
record Target(String name, InetAddress address) {
    Target {
        name = PrintableText.line(name);
    }
}
