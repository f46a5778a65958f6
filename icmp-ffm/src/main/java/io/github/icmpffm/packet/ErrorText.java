package io.github.icmpffm.packet;

/**
 * The words for ICMP errors that {@code ping} of iputils uses, to the letter, since scripts look for them:
 * {@code Destination Host Unreachable}, {@code Time to live exceeded}, {@code Packet too big: mtu=1280}.
 *
 * <p>All methods are pure; any number of threads may call them.
 */
public final class ErrorText {
    private ErrorText() {}

    /**
     * Returns the text for a message as it came over the wire.
     *
     * @param family the family
     * @param type 0 to 255
     * @param code 0 to 255
     * @param restOfHeader the header's last 32 bits, big-endian; of an ICMP "fragmentation needed" only the lower half
     *     is the MTU, of a parameter problem only the upper byte the pointer
     * @return the text, on one line
     */
    public static String of(Family family, int type, int code, int restOfHeader) {
        String detail = detail(family, type, code, restOfHeader);
        return detail.isEmpty() ? brief(family, type, code) : brief(family, type, code) + detail;
    }

    /**
     * Turns the {@code ee_info} of an entry of the kernel's error queue ({@code sock_extended_err}) into the form the header
     * has on the wire. It is the rest of the header, but for the ICMP parameter problem, where the kernel has already cut
     * out the pointer.
     *
     * @param family the family
     * @param type {@code ee_type}
     * @param info {@code ee_info}
     * @return the rest of the header, as the other methods take it
     */
    public static int restOfHeader(Family family, int type, int info) {
        return family == Family.IPV4 && type == IcmpType.V4_PARAMETER_PROBLEM ? info << 24 : info;
    }

    /**
     * Returns the text without MTU, pointer or gateway: a constant but for unknown codes and types.
     *
     * @param family the family
     * @param type 0 to 255
     * @param code 0 to 255
     * @return the text, for instance {@code Frag needed and DF set} or {@code Redirect Host}
     */
    public static String brief(Family family, int type, int code) {
        return family == Family.IPV4 ? briefV4(type, code) : briefV6(type, code);
    }

    private static String detail(Family family, int type, int code, int restOfHeader) {
        String number = Integer.toUnsignedString(restOfHeader);
        if (family == Family.IPV4) {
            return switch (type) {
                case IcmpType.V4_UNREACHABLE ->
                    code == IcmpType.V4_CODE_FRAGMENTATION_NEEDED ? " (mtu = " + (restOfHeader & 0xffff) + ")" : "";
                case IcmpType.V4_REDIRECT ->
                    "(New nexthop: " + AddressText.of(0, AddressBits.ofIpv4(restOfHeader)) + ")";
                case IcmpType.V4_PARAMETER_PROBLEM -> ": pointer = " + (restOfHeader >>> 24);
                default -> "";
            };
        }
        return switch (type) {
            case IcmpType.V6_PACKET_TOO_BIG -> ": mtu=" + number + (code == 0 ? "" : ", code=" + code);
            case IcmpType.V6_PARAMETER_PROBLEM -> " at " + number;
            default -> "";
        };
    }

    private static String briefV4(int type, int code) {
        return switch (type) {
            case IcmpType.V4_ECHO_REPLY -> "Echo Reply";
            case IcmpType.V4_UNREACHABLE -> unreachableV4(code);
            case IcmpType.V4_SOURCE_QUENCH -> "Source Quench";
            case IcmpType.V4_REDIRECT ->
                switch (code) {
                    case 0 -> "Redirect Network";
                    case 1 -> "Redirect Host";
                    case 2 -> "Redirect Type of Service and Network";
                    case 3 -> "Redirect Type of Service and Host";
                    default -> "Redirect, Bad Code: " + code;
                };
            case IcmpType.V4_ECHO_REQUEST -> "Echo Request";
            case IcmpType.V4_TIME_EXCEEDED ->
                switch (code) {
                    case 0 -> "Time to live exceeded";
                    case 1 -> "Frag reassembly time exceeded";
                    default -> "Time exceeded, Bad Code: " + code;
                };
            case IcmpType.V4_PARAMETER_PROBLEM -> "Parameter problem";
            case 13 -> "Timestamp";
            case 14 -> "Timestamp Reply";
            case 15 -> "Information Request";
            case 16 -> "Information Reply";
            case 17 -> "Address Mask Request";
            case 18 -> "Address Mask Reply";
            default -> "Bad ICMP type: " + type;
        };
    }

    private static String unreachableV4(int code) {
        return switch (code) {
            case 0 -> "Destination Net Unreachable";
            case 1 -> "Destination Host Unreachable";
            case 2 -> "Destination Protocol Unreachable";
            case 3 -> "Destination Port Unreachable";
            case IcmpType.V4_CODE_FRAGMENTATION_NEEDED -> "Frag needed and DF set";
            case 5 -> "Source Route Failed";
            case 6 -> "Destination Net Unknown";
            case 7 -> "Destination Host Unknown";
            case 8 -> "Source Host Isolated";
            case 9 -> "Destination Net Prohibited";
            case 10 -> "Destination Host Prohibited";
            case 11 -> "Destination Net Unreachable for Type of Service";
            case 12 -> "Destination Host Unreachable for Type of Service";
            case 13 -> "Packet filtered";
            case 14 -> "Precedence Violation";
            case 15 -> "Precedence Cutoff";
            default -> "Dest Unreachable, Bad Code: " + code;
        };
    }

    private static String briefV6(int type, int code) {
        return switch (type) {
            case IcmpType.V6_UNREACHABLE -> "Destination unreachable: " + unreachableV6(code);
            case IcmpType.V6_PACKET_TOO_BIG -> "Packet too big";
            case IcmpType.V6_TIME_EXCEEDED ->
                switch (code) {
                    case 0 -> "Time exceeded: Hop limit";
                    case 1 -> "Time exceeded: Defragmentation failure";
                    default -> "Time exceeded: code " + code;
                };
            case IcmpType.V6_PARAMETER_PROBLEM ->
                switch (code) {
                    case 0 -> "Parameter problem: Wrong header field";
                    case 1 -> "Parameter problem: Unknown header";
                    case 2 -> "Parameter problem: Unknown option";
                    default -> "Parameter problem: code " + code;
                };
            case IcmpType.V6_ECHO_REQUEST -> "Echo request";
            case IcmpType.V6_ECHO_REPLY -> "Echo reply";
            case 130 -> "MLD Query";
            case 131 -> "MLD Report";
            case 132 -> "MLD Reduction";
            case IcmpType.V6_REDIRECT -> "Redirect"; // our word: iputils never gets to see one
            default -> "unknown icmp type: " + type;
        };
    }

    private static String unreachableV6(int code) {
        return switch (code) {
            case 0 -> "No route";
            case 1 -> "Administratively prohibited";
            case 2 -> "Beyond scope of source address";
            case 3 -> "Address unreachable";
            case 4 -> "Port unreachable";
            case 5 -> "Source address failed ingress/egress policy";
            case 6 -> "Reject route to destination";
            default -> "Unknown code " + code;
        };
    }
}
