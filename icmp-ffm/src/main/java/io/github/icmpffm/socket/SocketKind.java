package io.github.icmpffm.socket;

/** The two kinds of socket that speak ICMP on Linux. */
public enum SocketKind {

    /**
     * {@code SOCK_RAW}, {@code raw(7)}: needs CAP_NET_RAW; any ICMP message can be sent, and every ICMP message that
     * reaches the host is received.
     */
    RAW,

    /**
     * {@code SOCK_DGRAM}, "ping socket", {@code icmp(7)}: needs a group within {@code net.ipv4.ping_group_range}; only
     * echo requests can be sent, the kernel chooses the identifier, and only their replies are received.
     */
    DATAGRAM
}
