package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/**
 * A packet as text: what it says, its fields, its bytes. Made for jshell:
 *
 * <pre>
 * jshell&gt; System.out.print(PacketDump.of(Family.IPV4, new EchoRequest(Family.IPV4, 4660, 1, "hi".getBytes()).encode()))
 * ICMP echo request, id 4660, seq 1, 2 bytes of payload
 *   type        8 (echo request)
 *   code        0
 *   checksum    0x7d61 (right)
 *   identifier  4660 (0x1234)
 *   sequence    1 (0x0001)
 *   payload     2 bytes
 *   0000  08 00 7d 61 12 34 00 01  68 69                    ..}a.4..hi
 * </pre>
 *
 * <p>Any bytes may be given: what cannot be read is said so, and the bytes follow in any case. Lines end with
 * {@code \n}.
 */
public final class PacketDump {
    private static final int BYTES_A_LINE = 16;
    private static final HexFormat HEX = HexFormat.of();

    private PacketDump() {}

    /**
     * Dumps a message that begins with its ICMP header.
     *
     * @param family the family
     * @param bytes the message
     * @return several lines
     */
    public static String of(Family family, byte[] bytes) {
        return of(family, MemorySegment.ofArray(bytes));
    }

    /**
     * Dumps a message that begins with its ICMP header.
     *
     * @param family the family
     * @param segment the message
     * @return several lines
     */
    public static String of(Family family, MemorySegment segment) {
        IcmpView view = new IcmpView();
        view.wrap(family, segment, 0, segment.byteSize());
        StringBuilder text = new StringBuilder();
        appendMessage(text, view);
        return appendHex(text, segment).toString();
    }

    /**
     * Dumps a whole IPv4 or IPv6 packet.
     *
     * @param bytes the packet from its IP header on
     * @return several lines
     */
    public static String ofPacket(byte[] bytes) {
        return ofPacket(MemorySegment.ofArray(bytes));
    }

    /**
     * Dumps a whole IPv4 or IPv6 packet.
     *
     * @param segment the packet from its IP header on
     * @return several lines
     */
    public static String ofPacket(MemorySegment segment) {
        IcmpView view = new IcmpView();
        StringBuilder text = new StringBuilder();
        boolean version6 = segment.byteSize() > 0 && BigEndian.u8(segment, 0) >>> 4 == 6;
        if (version6) {
            Ipv6Header.decode(segment)
                    .ifPresent(header -> text.append(header.describe()).append('\n'));
            view.wrapIpv6(segment, 0, segment.byteSize());
        } else {
            Ipv4Header.decode(segment)
                    .ifPresent(header -> text.append(header.describe())
                            .append(", header checksum ")
                            .append(Ipv4Header.checksumIsRight(segment) ? "right" : "wrong")
                            .append('\n'));
            view.wrapIpv4(segment, 0, segment.byteSize());
        }
        appendMessage(text, view);
        return appendHex(text, segment).toString();
    }

    /**
     * Dumps bytes alone: offset, hex and ASCII, sixteen a line.
     *
     * @param bytes any bytes
     * @return a line for each sixteen
     */
    public static String hex(byte[] bytes) {
        return appendHex(new StringBuilder(), MemorySegment.ofArray(bytes)).toString();
    }

    private static void appendMessage(StringBuilder text, IcmpView view) {
        if (view.type() < 0) {
            text.append("malformed, because ").append(view.malformation()).append('\n');
            return;
        }
        IcmpMessage message = MessageDecoder.messageOf(view);
        text.append(message.describe()).append('\n');
        appendField(text, "type", view.type() + " (" + IcmpType.nameOf(view.family(), view.type()) + ")");
        appendField(text, "code", Integer.toString(view.code()));
        appendField(text, "checksum", checksum(view));
        switch (message) {
            case EchoRequest request -> appendEcho(text, view);
            case EchoReply reply -> appendEcho(text, view);
            case ErrorMessage error -> appendError(text, view, error);
            case OtherMessage other -> {
                appendField(text, "rest", hex16(view.restOfHeader() >>> 16) + " " + hex16(view.restOfHeader()));
                appendField(text, "body", view.payloadLength() + " bytes");
            }
            case Malformed malformed -> throw new AssertionError("a wrapped view is well formed");
        }
    }

    private static String checksum(IcmpView view) {
        String value = hex16(BigEndian.u16(view.segment(), view.offset() + 2));
        if (view.family() == Family.IPV6 && !view.hasIpHeader()) {
            return value + " (not checked: it covers the packet's addresses)";
        }
        return value + (view.checksumIsRight() ? " (right)" : " (wrong)");
    }

    private static void appendEcho(StringBuilder text, IcmpView view) {
        appendField(text, "identifier", view.identifier() + " (" + hex16(view.identifier()) + ")");
        appendField(text, "sequence", view.sequence() + " (" + hex16(view.sequence()) + ")");
        appendField(text, "payload", view.payloadLength() + " bytes");
    }

    private static void appendError(StringBuilder text, IcmpView view, ErrorMessage error) {
        appendField(text, "meaning", error.text());
        appendField(text, "rest", hex16(view.restOfHeader() >>> 16) + " " + hex16(view.restOfHeader()));
        appendField(
                text,
                "quotes",
                error.quoted()
                        .map(packet -> packet.describe() + ", from " + AddressText.of(packet.source()) + ", ttl "
                                + packet.ttl() + ", length " + packet.length())
                        .orElse("no IP packet"));
        String extensions = error.extensions().describe();
        if (!extensions.isEmpty()) {
            appendField(text, "extensions", extensions);
        }
    }

    private static void appendField(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(12 - name.length()))
                .append(value)
                .append('\n');
    }

    private static String hex16(int value) {
        return "0x" + HEX.toHexDigits((short) value);
    }

    private static StringBuilder appendHex(StringBuilder text, MemorySegment segment) {
        for (long line = 0; line < segment.byteSize(); line += BYTES_A_LINE) {
            long end = Math.min(line + BYTES_A_LINE, segment.byteSize());
            text.append("  ").append(HEX.toHexDigits((short) line)).append(' ');
            int hexStart = text.length();
            for (long at = line; at < end; at++) {
                text.append(at == line + 8 ? "  " : " ").append(HEX.toHexDigits((byte) BigEndian.u8(segment, at)));
            }
            text.append(" ".repeat(hexStart + 3 * BYTES_A_LINE + 3 - text.length()));
            for (long at = line; at < end; at++) {
                int character = BigEndian.u8(segment, at);
                text.append(character >= ' ' && character <= '~' ? (char) character : '.');
            }
            text.append('\n');
        }
        return text;
    }
}
