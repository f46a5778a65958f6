package io.github.icmpffm;

/** Which kind of socket a {@link Pinger} takes. */
public enum SocketMode {

    /** Raw where the process may, datagram otherwise. */
    AUTO,

    /** Raw sockets, which need CAP_NET_RAW. */
    RAW,

    /** Datagram sockets, which need a group within {@code net.ipv4.ping_group_range}. */
    DATAGRAM
}
