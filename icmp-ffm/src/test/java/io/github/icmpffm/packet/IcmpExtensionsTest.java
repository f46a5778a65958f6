package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.heap;
import static io.github.icmpffm.packet.Packets.hex;
import static io.github.icmpffm.packet.Packets.requestPacket;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IcmpExtensionsTest {
    private static final byte[] VECTOR = hex("2000ca0d0008010103e81101");
    private static final MplsLabel LABEL = new MplsLabel(16001, 0, true, 1);

    @Test
    void theMplsVectorIsDecodedAndEncoded() {
        IcmpExtensions extensions = IcmpExtensions.of(new MplsLabelStack(List.of(LABEL)));
        assertThat(IcmpExtensions.read(heap(VECTOR), 0, VECTOR.length)).isEqualTo(extensions);
        assertThat(extensions.encode()).isEqualTo(VECTOR);
        assertThat(extensions.mplsLabels()).containsExactly(LABEL);
        assertThat(extensions.describe()).isEqualTo("MPLS label 16001 (tc 0, s 1, ttl 1)");
    }

    @Test
    void theLengthFieldTellsWhereTheyBegin() {
        byte[] message4 = timeExceeded(Family.IPV4).encode();
        assertThat(message4[5]).isEqualTo((byte) (128 / 4));
        assertThat(message4).hasSize(8 + 128 + VECTOR.length).endsWith(VECTOR);
        byte[] message6 = timeExceeded(Family.IPV6).encode();
        assertThat(message6[4]).isEqualTo((byte) (128 / 8));
        assertThat(message6).hasSize(8 + 128 + VECTOR.length).endsWith(VECTOR);
    }

    @ParameterizedTest
    @EnumSource
    void aViewTellsWhereTheyAreWithoutReadingThem(Family family) {
        byte[] message = timeExceeded(family).encode();
        IcmpView view = new IcmpView();
        view.wrap(family, heap(message), 0, message.length);
        assertThat(view.extensionsOffset()).isEqualTo(8 + 128);
        assertThat(view.extensionsLength()).isEqualTo(VECTOR.length);

        byte[] plain = Arrays.copyOf(message, 8 + 128);
        view.wrap(family, heap(plain), 0, plain.length);
        assertThat(view.extensionsLength()).isZero();
        view.wrap(family, heap(plain), 0, 3);
        assertThat(view.extensionsLength()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void withoutALengthTheyAreFoundAfter128BytesIfTheirChecksumIsRight(Family family) {
        byte[] message = timeExceeded(family).encode();
        int lengthAt = family == Family.IPV4 ? 5 : 4;
        message[lengthAt] = 0;
        assertThat(extensionsOf(family, message).mplsLabels()).containsExactly(LABEL);

        byte[] unsealed = message.clone();
        ByteBuffer.wrap(unsealed).putShort(8 + 128 + 2, (short) 0);
        assertThat(extensionsOf(family, unsealed)).isEqualTo(IcmpExtensions.NONE);

        message[message.length - 1] ^= 1;
        assertThat(extensionsOf(family, message)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void announcedAndWithoutChecksumTheyAreBelieved() {
        byte[] message = timeExceeded(Family.IPV4).encode();
        ByteBuffer.wrap(message).putShort(8 + 128 + 2, (short) 0);
        assertThat(extensionsOf(Family.IPV4, message).mplsLabels()).containsExactly(LABEL);
    }

    @Test
    void announcedWithAWrongChecksumTheyAreIgnoredAndItIsSaidWhy() {
        byte[] message = timeExceeded(Family.IPV4).encode();
        message[message.length - 1] ^= 1;
        IcmpExtensions extensions = extensionsOf(Family.IPV4, message);
        assertThat(extensions.objects()).isEmpty();
        assertThat(extensions.fault()).isEqualTo("the structure's checksum is wrong");
        assertThat(extensions.describe()).isEqualTo("extensions unreadable, because the structure's checksum is wrong");
    }

    @Test
    void aLengthBeyondTheMessageIsSaidAndTheQuoteStillRead() {
        byte[] message = timeExceeded(Family.IPV4).encode();
        message[5] = (byte) 200;
        IcmpView view = new IcmpView();
        view.wrap(Family.IPV4, heap(message), 0, message.length);
        assertThat(IcmpExtensions.of(view).fault()).isEqualTo("the length field says more than the message has");
        assertThat(view.quotesEchoRequest()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSealedButOfAnotherVersionIsMoreOfTheQuote(Family family) {
        byte[] message = timeExceeded(family).encode();
        message[family == Family.IPV4 ? 5 : 4] = 0;
        ByteBuffer structure = ByteBuffer.wrap(message, 8 + 128, VECTOR.length).slice();
        structure.put(0, (byte) 0x10).putShort(2, (short) (structure.getShort(2) + 0x1000)); // still sealed
        assertThat(InternetChecksum.isRight(heap(message), 8 + 128, VECTOR.length)).isTrue();
        assertThat(extensionsOf(family, message)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void aLongQuoteWithoutExtensionsHasNone() {
        byte[] quoted = Arrays.copyOf(requestPacket(Family.IPV4), 500);
        byte[] message = ErrorMessage.of(Family.IPV4, 3, 1, 0, quoted).encode();
        assertThat(extensionsOf(Family.IPV4, message)).isEqualTo(IcmpExtensions.NONE);
        message[5] = 125; // 500 bytes, nothing behind them
        assertThat(extensionsOf(Family.IPV4, message)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void typesWithoutALengthFieldHaveNone() {
        byte[] message = timeExceeded(Family.IPV6).encode();
        message[0] = (byte) IcmpType.V6_PACKET_TOO_BIG;
        assertThat(extensionsOf(Family.IPV6, message)).isEqualTo(IcmpExtensions.NONE);
    }

    @Test
    void aMalformedViewHasNone() {
        assertThat(IcmpExtensions.of(new IcmpView())).isEqualTo(IcmpExtensions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "200000, the structure is shorter than its header",
        "10000000, the structure's version is not 2",
        "20000001, the structure's checksum is wrong",
        "20000000 00080101 00000000 0004, the structure ends within an object's header",
        "20000000 00080101 00000000 00030101, an object is shorter than its header",
        "20000000 00080101 00000000 00050101, an object is longer than the structure",
        "20000000 00080101 00000000 ffff0101, an object is longer than the structure",
        "20000000 00080101 00000000 00000000, an object is shorter than its header",
    })
    void whatCannotBeReadIsSaidAndWhatCouldBeIsKept(String bytes, String fault) {
        byte[] structure = hex(bytes);
        IcmpExtensions extensions = IcmpExtensions.read(heap(structure), 0, structure.length);
        assertThat(extensions.fault()).isEqualTo(fault);
        assertThat(extensions.objects()).hasSize(structure.length > 8 ? 1 : 0);
    }

    @Test
    void aLabelStackThatIsNoWholeNumberOfEntriesIsUnknown() {
        byte[] structure = hex("20000000 00090101 0000000000 00040101");
        assertThat(IcmpExtensions.read(heap(structure), 0, structure.length))
                .isEqualTo(IcmpExtensions.of(
                        new UnknownExtension(1, 1, new byte[5]), new UnknownExtension(1, 1, new byte[0])));
    }

    @Test
    void noObjectsAreEncodedAsNothing() {
        assertThat(IcmpExtensions.NONE.encode()).isEmpty();
        assertThat(IcmpExtensions.NONE.describe()).isEmpty();
    }

    private static ErrorMessage timeExceeded(Family family) {
        int type = family == Family.IPV4 ? IcmpType.V4_TIME_EXCEEDED : IcmpType.V6_TIME_EXCEEDED;
        return ErrorMessage.of(family, type, 0, 0, requestPacket(family))
                .withExtensions(new MplsLabelStack(List.of(LABEL)));
    }

    private static IcmpExtensions extensionsOf(Family family, byte[] message) {
        IcmpView view = new IcmpView();
        assertThat(view.wrap(family, heap(message), 0, message.length)).isTrue();
        return IcmpExtensions.of(view);
    }
}
