package io.github.icmpffm.socket;

import io.github.icmpffm.libc.Errno;

/**
 * The process may not open an ICMP socket. Its message names the errno and the remedies: EPERM is a raw socket without
 * CAP_NET_RAW, EACCES a datagram socket whose groups are outside {@code net.ipv4.ping_group_range}.
 */
public final class IcmpPermissionException extends IcmpException {

    private static final long serialVersionUID = 1;

    private static final String RAW_REMEDY = "run it with sudo (a raw socket needs CAP_NET_RAW)";

    private static final String DATAGRAM_REMEDY = "let every group open ICMP datagram sockets: sudo sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"";

    private IcmpPermissionException(String message, int errno) {
        super(message, errno, null);
    }

    /** The refusal of one kind of socket, with what would allow that kind. */
    static IcmpPermissionException of(SocketKind kind, int errno) {
        return switch (kind) {
            case RAW -> new IcmpPermissionException(refusal("raw", errno) + "; " + RAW_REMEDY, errno);
            case DATAGRAM ->
                new IcmpPermissionException(refusal("datagram", errno) + "; " + DATAGRAM_REMEDY, errno);
        };
    }

    /** The refusal of both kinds, in three lines; its errno is that of the raw socket. */
    static IcmpPermissionException ofBoth(IcmpException raw, IcmpException datagram) {
        return new IcmpPermissionException(
                refusal("raw", raw.errno()) + ", and " + refusal("datagram", datagram.errno())
                        + ". Either:\n  " + RAW_REMEDY + "; or\n  " + DATAGRAM_REMEDY,
                raw.errno());
    }

    private static String refusal(String kind, int errno) {
        return "no permission for a " + kind + " ICMP socket (" + Errno.name(errno) + ": " + Errno.text(errno) + ")";
    }
}
