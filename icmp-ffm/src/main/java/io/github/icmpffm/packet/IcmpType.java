package io.github.icmpffm.packet;

/**
 * The message types this library knows, by their numbers on the wire (RFC 792 and RFC 4443; the full lists are IANA's).
 */
public final class IcmpType {
    /** ICMP echo reply, RFC 792. */
    public static final int V4_ECHO_REPLY = 0;
    /** ICMP destination unreachable, RFC 792. */
    public static final int V4_UNREACHABLE = 3;
    /** ICMP source quench, RFC 792, deprecated by RFC 6633. */
    public static final int V4_SOURCE_QUENCH = 4;
    /** ICMP redirect, RFC 792. */
    public static final int V4_REDIRECT = 5;
    /** ICMP echo request, RFC 792. */
    public static final int V4_ECHO_REQUEST = 8;
    /** ICMP time exceeded, RFC 792. */
    public static final int V4_TIME_EXCEEDED = 11;
    /** ICMP parameter problem, RFC 792. */
    public static final int V4_PARAMETER_PROBLEM = 12;

    /** The code of {@link #V4_UNREACHABLE} that carries the next hop's MTU, RFC 1191. */
    public static final int V4_CODE_FRAGMENTATION_NEEDED = 4;

    /** ICMPv6 destination unreachable, RFC 4443 section 3.1. */
    public static final int V6_UNREACHABLE = 1;
    /** ICMPv6 packet too big, RFC 4443 section 3.2. */
    public static final int V6_PACKET_TOO_BIG = 2;
    /** ICMPv6 time exceeded, RFC 4443 section 3.3. */
    public static final int V6_TIME_EXCEEDED = 3;
    /** ICMPv6 parameter problem, RFC 4443 section 3.4. */
    public static final int V6_PARAMETER_PROBLEM = 4;
    /** ICMPv6 echo request, RFC 4443 section 4.1. */
    public static final int V6_ECHO_REQUEST = 128;
    /** ICMPv6 echo reply, RFC 4443 section 4.2. */
    public static final int V6_ECHO_REPLY = 129;
    /** ICMPv6 neighbour discovery's redirect, RFC 4861 section 4.5. */
    public static final int V6_REDIRECT = 137;

    private IcmpType() {}

    /**
     * Says whether a message of this type reports that a packet was lost, and so quotes it right after its own eight
     * bytes.
     *
     * @param family the family
     * @param type the type, 0 to 255
     * @return true for ICMP 3, 11, 12 and ICMPv6 1 to 4
     */
    public static boolean isError(Family family, int type) {
        return switch (family) {
            case IPV4 -> type == V4_UNREACHABLE || type == V4_TIME_EXCEEDED || type == V4_PARAMETER_PROBLEM;
            case IPV6 -> type >= V6_UNREACHABLE && type <= V6_PARAMETER_PROBLEM;
        };
    }

    /**
     * Says whether a message of this type speaks of a packet that was <em>not</em> lost: it was forwarded all the same
     * (redirect), or may have been (source quench).
     *
     * @param family the family
     * @param type the type, 0 to 255
     * @return true for ICMP 4 and 5 and for ICMPv6 137
     */
    public static boolean isNotice(Family family, int type) {
        return switch (family) {
            case IPV4 -> type == V4_SOURCE_QUENCH || type == V4_REDIRECT;
            case IPV6 -> type == V6_REDIRECT;
        };
    }

    /**
     * Says whether RFC 4884 gives messages of this type a length field, and so room for extensions.
     *
     * @param family the family
     * @param type the type, 0 to 255
     * @return true for ICMP 3, 11, 12 and ICMPv6 1 and 3
     */
    public static boolean mayCarryExtensions(Family family, int type) {
        return isError(family, type) && (family == Family.IPV4 || type == V6_UNREACHABLE || type == V6_TIME_EXCEEDED);
    }

    /**
     * Names a type as tcpdump and Wireshark do.
     *
     * @param family the family
     * @param type the type, 0 to 255
     * @return for instance {@code echo request}; {@code type 200} for a number without a name here
     */
    public static String nameOf(Family family, int type) {
        return family == Family.IPV4 ? nameOfV4(type) : nameOfV6(type);
    }

    private static String nameOfV4(int type) {
        return switch (type) {
            case V4_ECHO_REPLY -> "echo reply";
            case V4_UNREACHABLE -> "destination unreachable";
            case V4_SOURCE_QUENCH -> "source quench";
            case V4_REDIRECT -> "redirect";
            case V4_ECHO_REQUEST -> "echo request";
            case 9 -> "router advertisement";
            case 10 -> "router solicitation";
            case V4_TIME_EXCEEDED -> "time exceeded";
            case V4_PARAMETER_PROBLEM -> "parameter problem";
            case 13 -> "timestamp request";
            case 14 -> "timestamp reply";
            case 15 -> "information request";
            case 16 -> "information reply";
            case 17 -> "address mask request";
            case 18 -> "address mask reply";
            case 42 -> "extended echo request";
            case 43 -> "extended echo reply";
            default -> "type " + type;
        };
    }

    private static String nameOfV6(int type) {
        return switch (type) {
            case V6_UNREACHABLE -> "destination unreachable";
            case V6_PACKET_TOO_BIG -> "packet too big";
            case V6_TIME_EXCEEDED -> "time exceeded";
            case V6_PARAMETER_PROBLEM -> "parameter problem";
            case V6_ECHO_REQUEST -> "echo request";
            case V6_ECHO_REPLY -> "echo reply";
            case 130 -> "multicast listener query";
            case 131, 143 -> "multicast listener report";
            case 132 -> "multicast listener done";
            case 133 -> "router solicitation";
            case 134 -> "router advertisement";
            case 135 -> "neighbour solicitation";
            case 136 -> "neighbour advertisement";
            case V6_REDIRECT -> "redirect";
            case 160 -> "extended echo request";
            case 161 -> "extended echo reply";
            default -> "type " + type;
        };
    }
}
