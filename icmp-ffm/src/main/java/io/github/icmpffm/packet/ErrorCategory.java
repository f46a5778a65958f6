package io.github.icmpffm.packet;

/**
 * What kind of bad news an ICMP error is, the same for both families: a word for machines, where {@link ErrorText} has
 * the words for people.
 */
public enum ErrorCategory {
    /** The packet could not be delivered, or was not allowed: ICMP 3 but for code 4, ICMPv6 1. */
    UNREACHABLE("unreachable"),
    /** It ran out of hops, or of time to be put together: ICMP 11, ICMPv6 3. */
    TIME_EXCEEDED("time-exceeded"),
    /** It was larger than the next link takes: ICMP 3 code 4, ICMPv6 2. */
    TOO_BIG("too-big"),
    /** Its header was not understood: ICMP 12, ICMPv6 4. */
    PARAMETER_PROBLEM("parameter-problem"),
    /** It was forwarded, but there is a better way: ICMP 5, ICMPv6 137. A notice. */
    REDIRECT("redirect"),
    /** A router asks to send more slowly: ICMP 4. A notice. */
    SOURCE_QUENCH("source-quench"),
    /** No error at all, or one of no known type. */
    OTHER("other");

    private final String word;

    ErrorCategory(String word) {
        this.word = word;
    }

    /**
     * Returns the category of a message.
     *
     * @param family the family
     * @param type 0 to 255
     * @param code 0 to 255
     * @return the category; {@link #OTHER} for what is no error
     */
    public static ErrorCategory of(Family family, int type, int code) {
        return family == Family.IPV4 ? ofV4(type, code) : ofV6(type);
    }

    private static ErrorCategory ofV4(int type, int code) {
        return switch (type) {
            case IcmpType.V4_UNREACHABLE -> code == IcmpType.V4_CODE_FRAGMENTATION_NEEDED ? TOO_BIG : UNREACHABLE;
            case IcmpType.V4_SOURCE_QUENCH -> SOURCE_QUENCH;
            case IcmpType.V4_REDIRECT -> REDIRECT;
            case IcmpType.V4_TIME_EXCEEDED -> TIME_EXCEEDED;
            case IcmpType.V4_PARAMETER_PROBLEM -> PARAMETER_PROBLEM;
            default -> OTHER;
        };
    }

    private static ErrorCategory ofV6(int type) {
        return switch (type) {
            case IcmpType.V6_UNREACHABLE -> UNREACHABLE;
            case IcmpType.V6_PACKET_TOO_BIG -> TOO_BIG;
            case IcmpType.V6_TIME_EXCEEDED -> TIME_EXCEEDED;
            case IcmpType.V6_PARAMETER_PROBLEM -> PARAMETER_PROBLEM;
            case IcmpType.V6_REDIRECT -> REDIRECT;
            default -> OTHER;
        };
    }

    /**
     * Returns the word.
     *
     * @return lower case, with hyphens, for instance {@code time-exceeded}
     */
    public String word() {
        return word;
    }
}
