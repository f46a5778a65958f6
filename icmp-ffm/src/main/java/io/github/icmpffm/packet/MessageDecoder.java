package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;

/**
 * From bytes to {@link IcmpMessage}. All looking at bytes is left to the views, so that the values people see and the
 * fields the receiving loop reads cannot disagree.
 */
final class MessageDecoder {
    private static final String WRONG_CHECKSUM = "its checksum is wrong";

    private MessageDecoder() {}

    static IcmpMessage decode(Family family, MemorySegment segment) {
        IcmpView view = new IcmpView();
        if (!view.wrap(family, segment, 0, segment.byteSize())) {
            return malformed(family, segment, view.malformation());
        }
        return view.checksumIsRight() ? messageOf(view) : malformed(family, segment, WRONG_CHECKSUM);
    }

    static IcmpMessage decodePacket(MemorySegment segment) {
        if (segment.byteSize() == 0) {
            return malformed(Family.IPV4, segment, "it is empty");
        }
        IcmpView view = new IcmpView();
        return switch (BigEndian.u8(segment, 0) >>> 4) {
            case 4 -> {
                if (!view.wrapIpv4(segment, 0, segment.byteSize())) {
                    yield malformed(Family.IPV4, segment, view.malformation());
                }
                yield Ipv4Header.checksumIsRight(segment)
                        ? checkedMessageOf(view)
                        : malformed(Family.IPV4, segment, "its IPv4 header's checksum is wrong");
            }
            case 6 ->
                view.wrapIpv6(segment, 0, segment.byteSize())
                        ? checkedMessageOf(view)
                        : malformed(Family.IPV6, segment, view.malformation());
            default -> malformed(Family.IPV4, segment, "its IP version is neither 4 nor 6");
        };
    }

    private static IcmpMessage checkedMessageOf(IcmpView view) {
        return view.checksumIsRight() ? messageOf(view) : malformed(view.family(), view.segment(), WRONG_CHECKSUM);
    }

    /** The message a view shows, whatever its checksum. */
    static IcmpMessage messageOf(IcmpView view) {
        Family family = view.family();
        byte[] body = BigEndian.copyOf(view.segment(), view.payloadOffset(), view.payloadLength());
        if (view.isEchoRequest()) {
            return new EchoRequest(family, view.code(), view.identifier(), view.sequence(), body);
        }
        if (view.isEchoReply()) {
            return new EchoReply(family, view.code(), view.identifier(), view.sequence(), body);
        }
        if (ErrorMessage.quotes(family, view.type())) {
            return errorOf(view);
        }
        return new OtherMessage(family, view.type(), view.code(), view.restOfHeader(), body);
    }

    private static ErrorMessage errorOf(IcmpView view) {
        MemorySegment segment = view.segment();
        long quotedLength = ExtensionSplit.datagramLength(view.family(), view.type(), segment, view.offset(),
                view.length());
        int rest = view.restOfHeader();
        if (IcmpType.mayCarryExtensions(view.family(), view.type())) {
            rest &= ~ExtensionSplit.lengthFieldMask(view.family());
        }
        return new ErrorMessage(
                view.family(),
                view.type(),
                view.code(),
                rest,
                BigEndian.copyOf(segment, view.payloadOffset(), withoutPadding(view, quotedLength)),
                IcmpExtensions.of(view));
    }

    /** Takes away the zeros that RFC 4884 puts between the end of a short packet and its extensions. */
    private static long withoutPadding(IcmpView view, long quotedLength) {
        long packetLength = view.quoted().packetLength();
        boolean padded = view.quoted().hasIpHeader()
                && quotedLength < view.payloadLength()
                && packetLength >= view.family().ipHeaderLength()
                && packetLength < quotedLength;
        if (!padded) {
            return quotedLength;
        }
        for (long i = packetLength; i < quotedLength; i++) {
            if (BigEndian.u8(view.segment(), view.payloadOffset() + i) != 0) {
                return quotedLength;
            }
        }
        return packetLength;
    }

    private static Malformed malformed(Family family, MemorySegment segment, String reason) {
        return new Malformed(family, reason, BigEndian.copyOf(segment, 0, segment.byteSize()));
    }
}
