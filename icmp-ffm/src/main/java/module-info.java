import org.jspecify.annotations.NullMarked;

/**
 * ICMP for Java: pings, raw and datagram ICMP sockets, and the packets they carry, through {@code java.lang.foreign} alone.
 *
 * <p>
 * Begin with {@link io.github.icmpffm}. {@link io.github.icmpffm.packet} reads and writes packets, and {@link io.github.icmpffm.socket} is the
 * plain blocking socket beneath the pinger.
 */
@NullMarked @SuppressWarnings("module") // The apps are compiled after this module, so javac does not know them yet.
module io.github.icmpffm {
    requires static org.jspecify;

    exports io.github.icmpffm;
    exports io.github.icmpffm.packet;
    exports io.github.icmpffm.socket;
    exports io.github.icmpffm.libc to io.github.icmpffm.ping, io.github.icmpffm.watchdog;
    exports io.github.icmpffm.program to io.github.icmpffm.ping, io.github.icmpffm.watchdog;
}
