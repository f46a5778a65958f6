package io.github.icmpffm.packet;

import java.util.Arrays;
import java.util.Optional;

/**
 * A message that quotes the packet it is about: the errors (unreachable, too big, time exceeded, parameter problem) and,
 * for IPv4, the notices (redirect, source quench). The ICMPv6 redirect is laid out otherwise and is an
 * {@link OtherMessage}.
 *
 * <pre>{@code
 * byte[] unreachable = ErrorMessage.of(Family.IPV4, IcmpType.V4_UNREACHABLE, 1, 0, packet).encode();
 * }</pre>
 *
 * @param family the family
 * @param type one of {@link IcmpType}'s errors, or ICMP 4 or 5
 * @param code 0 to 255
 * @param restOfHeader the header's last 32 bits: MTU, pointer or gateway. Where there are extensions RFC 4884's length
 *     field is part of it on the wire; it is not here, {@link #encode()} puts it in
 * @param datagram the quoted packet, as much of it as is quoted, without padding; copied on the way in and out
 * @param extensions what else the router says
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record ErrorMessage(
        Family family, int type, int code, int restOfHeader, byte[] datagram, IcmpExtensions extensions)
        implements
            IcmpMessage {
    /**
     * Checks the ranges and copies the datagram.
     *
     * @throws IllegalArgumentException if a number does not fit its field, messages of this type do not quote, or there
     *     are extensions and messages of this type cannot carry any
     */
    public ErrorMessage {
        Field.check("code", code, 0xff);
        if (!quotes(family, type)) {
            throw new IllegalArgumentException(family.protocolName() + " type " + type + " quotes no packet");
        }
        if (!extensions.objects().isEmpty() && !IcmpType.mayCarryExtensions(family, type)) {
            throw new IllegalArgumentException(family.protocolName() + " type " + type + " carries no extensions");
        }
        datagram = datagram.clone();
    }

    /**
     * Makes a message without extensions.
     *
     * @param family the family
     * @param type one of {@link IcmpType}'s errors, or ICMP 4 or 5
     * @param code 0 to 255
     * @param restOfHeader the header's last 32 bits: MTU, pointer or gateway
     * @param datagram the packet to quote; copied
     * @return the message
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ErrorMessage of(Family family, int type, int code, int restOfHeader, byte[] datagram) {
        return new ErrorMessage(family, type, code, restOfHeader, datagram, IcmpExtensions.NONE);
    }

    /**
     * Returns the same message with extensions.
     *
     * @param objects what they contain
     * @return the message
     * @throws IllegalArgumentException if messages of this type cannot carry any
     */
    public ErrorMessage withExtensions(IcmpExtension... objects) {
        return new ErrorMessage(family, type, code, restOfHeader, datagram, IcmpExtensions.of(objects));
    }

    static boolean quotes(Family family, int type) {
        return IcmpType.isError(family, type) || (family == Family.IPV4 && IcmpType.isNotice(family, type));
    }

    /**
     * Decodes the quoted packet.
     *
     * @return the packet; empty if what is quoted does not begin with a whole IP header
     */
    public Optional<QuotedPacket> quoted() {
        return QuotedPacket.decode(family, datagram);
    }

    /**
     * Returns iputils' words for this error.
     *
     * @return see {@link ErrorText#of}
     */
    public String text() {
        return ErrorText.of(family, type, code, restOfHeader);
    }

    /**
     * Returns the quoted packet.
     *
     * @return a copy
     */
    @Override
    public byte[] datagram() {
        return datagram.clone();
    }

    @Override
    public String describe() {
        String about = quoted().map(packet -> " for " + packet.describe())
                .orElse(", quoting " + datagram.length + " bytes that are no IP packet");
        String more = extensions.describe();
        return family.protocolName() + " " + IcmpType.nameOf(family, type) + " (" + text() + ")" + about
                + (more.isEmpty() ? "" : ", " + more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorMessage that
                && family == that.family
                && type == that.type
                && code == that.code
                && restOfHeader == that.restOfHeader
                && Arrays.equals(datagram, that.datagram)
                && extensions.equals(that.extensions);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * type + code) + restOfHeader) + Arrays.hashCode(datagram);
    }

    @Override
    public String toString() {
        return describe();
    }
}
