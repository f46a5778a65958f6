package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** From {@link IcmpMessage} to bytes. */
final class MessageEncoder {
    private static final int CHECKSUM_AT = 2;

    private MessageEncoder() {}

    static byte[] encode(IcmpMessage message) {
        byte[] bytes = withoutChecksum(message);
        return message instanceof Malformed || message.family() == Family.IPV6 ? bytes : withChecksum(bytes, 0);
    }

    static byte[] encode(IcmpMessage message, InetAddress source, InetAddress destination) {
        if (message instanceof Malformed || message.family() == Family.IPV4) {
            return encode(message);
        }
        byte[] bytes = withoutChecksum(message);
        return withChecksum(
                bytes,
                InternetChecksum.sumOfPseudoHeader(
                        AddressBits.high(source),
                        AddressBits.low(source),
                        AddressBits.high(destination),
                        AddressBits.low(destination),
                        bytes.length));
    }

    private static byte[] withChecksum(byte[] bytes, long pseudoHeader) {
        long sum = pseudoHeader + InternetChecksum.sum(MemorySegment.ofArray(bytes), 0, bytes.length);
        ByteBuffer.wrap(bytes).putShort(CHECKSUM_AT, (short) InternetChecksum.finish(sum));
        return bytes;
    }

    private static byte[] withoutChecksum(IcmpMessage message) {
        return switch (message) {
            case EchoRequest echo -> join(echo, echo.identifier() << 16 | echo.sequence(), echo.payload());
            case EchoReply echo -> join(echo, echo.identifier() << 16 | echo.sequence(), echo.payload());
            case OtherMessage other -> join(other, other.restOfHeader(), other.body());
            case ErrorMessage error ->
                error.extensions().objects().isEmpty()
                        ? join(error, error.restOfHeader(), error.datagram())
                        : extended(error);
            case Malformed malformed -> malformed.bytes();
        };
    }

    /** RFC 4884 section 3: the quote is padded with zeros to whole words and at least 128 bytes, and its length told. */
    private static byte[] extended(ErrorMessage error) {
        int word = ExtensionSplit.wordLength(error.family());
        byte[] datagram = error.datagram();
        int words = (Math.max(datagram.length, ExtensionSplit.SHORTEST_DATAGRAM) + word - 1) / word;
        Field.check("quoted packet's length in words", words, 0xff);
        byte[] extensions = error.extensions().encode();
        byte[] body = Arrays.copyOf(datagram, words * word + extensions.length);
        System.arraycopy(extensions, 0, body, words * word, extensions.length);
        int mask = ExtensionSplit.lengthFieldMask(error.family());
        int rest = (error.restOfHeader() & ~mask) | (words << Integer.numberOfTrailingZeros(mask));
        return join(error, rest, body);
    }

    private static byte[] join(IcmpMessage message, int restOfHeader, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .put((byte) message.type())
                .put((byte) message.code())
                .putShort((short) 0)
                .putInt(restOfHeader)
                .put(body)
                .array();
    }
}
