package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.ID;
import static io.github.icmpffm.packet.Packets.ROUTER;
import static io.github.icmpffm.packet.Packets.ROUTER_6;
import static io.github.icmpffm.packet.Packets.TARGET;
import static io.github.icmpffm.packet.Packets.TARGET_6;
import static io.github.icmpffm.packet.Packets.US;
import static io.github.icmpffm.packet.Packets.US_6;
import static io.github.icmpffm.packet.Packets.fromRouter;
import static io.github.icmpffm.packet.Packets.heap;
import static io.github.icmpffm.packet.Packets.hex;
import static io.github.icmpffm.packet.Packets.redirect6;
import static io.github.icmpffm.packet.Packets.request;
import static io.github.icmpffm.packet.Packets.requestPacket;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpViewTest {
    private final IcmpView view = new IcmpView();

    @ParameterizedTest
    @EnumSource
    void anEchoReplyShowsItsFields(Family family) {
        byte[] bytes = new byte[100];
        byte[] message = new EchoReply(family, 7, 0xfffe, hex("616263")).encode();
        System.arraycopy(message, 0, bytes, 5, message.length);

        assertThat(view.wrap(family, heap(bytes), 5, message.length)).isTrue();
        assertThat(view.malformation()).isEmpty();
        assertThat(view.family()).isEqualTo(family);
        assertThat(view.isEchoReply()).isTrue();
        assertThat(view.isEchoRequest()).isFalse();
        assertThat(view.isError()).isFalse();
        assertThat(view.isNotice()).isFalse();
        assertThat(view.checksumIsRight()).isTrue();
        assertThat(view.code()).isZero();
        assertThat(view.identifier()).isEqualTo(7);
        assertThat(view.sequence()).isEqualTo(0xfffe);
        assertThat(view.restOfHeader()).isEqualTo(0x0007_fffe);
        assertThat(view.offset()).isEqualTo(5);
        assertThat(view.length()).isEqualTo(11);
        assertThat(view.payloadOffset()).isEqualTo(13);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.hasIpHeader()).isFalse();
        assertThat(view.ttl()).isEqualTo(-1);
        assertThat(view.quotesEchoRequest()).isFalse();
    }

    @Test
    void anIpv4HeaderIsStripped() {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        assertThat(view.wrapIpv4(heap(packet), 0, packet.length)).isTrue();
        assertThat(view.isEchoReply()).isTrue();
        assertThat(view.checksumIsRight()).isTrue();
        assertThat(view.offset()).isEqualTo(20);
        assertThat(view.payloadLength()).isEqualTo(56);
        assertThat(view.ttl()).isEqualTo(60);
        assertThat(view.sourceHigh()).isZero();
        assertThat(view.sourceLow()).isEqualTo(AddressBits.low(ROUTER));
        assertThat(view.destinationLow()).isEqualTo(AddressBits.low(US));
    }

    @Test
    void ipv4OptionsAreStrippedToo() {
        byte[] packet = new Ipv4Header(0, 0, 0, false, false, 0, 1, 1, ROUTER, US, hex("0101010100000000"))
                .packet(request(Family.IPV4).reply().encode());
        assertThat(view.wrapIpv4(heap(packet), 0, packet.length)).isTrue();
        assertThat(view.offset()).isEqualTo(28);
        assertThat(view.checksumIsRight()).isTrue();
    }

    @Test
    void bytesBeyondTheTotalLengthAreCutAway() {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        byte[] longer = Arrays.copyOf(packet, packet.length + 9);
        assertThat(view.wrapIpv4(heap(longer), 0, longer.length)).isTrue();
        assertThat(view.payloadLength()).isEqualTo(56);
    }

    @Test
    void aTruncatedEchoReplyIsMalformed() {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        assertMalformed4(Arrays.copyOf(packet, packet.length - 1), "its IPv4 total length is beyond what was received");
        byte[] message = request(Family.IPV4).reply().encode();
        assertThat(view.wrap(Family.IPV4, heap(message), 0, 7)).isFalse();
        assertThat(view.malformation()).isEqualTo("it is shorter than an ICMP header");
    }

    @Test
    void aPacketCutByItsBufferIsReadAsFarAsItGoes() {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        for (int kept = 28; kept <= packet.length; kept++) {
            assertThat(view.wrapCutIpv4(heap(packet), 0, kept)).isTrue();
            assertThat(view.isEchoReply()).isTrue();
            assertThat(view.sequence()).isEqualTo(1);
            assertThat(view.payloadLength()).isEqualTo(kept - 28);
            assertThat(view.sourceLow()).isEqualTo(AddressBits.low(ROUTER));
        }
        for (int kept = 0; kept < 28; kept++) {
            assertThat(view.wrapCutIpv4(heap(packet), 0, kept)).isFalse();
            assertThat(view.malformation()).isNotEmpty();
        }
        byte[] withOptions = new Ipv4Header(0, 0, 0, false, false, 0, 1, 1, ROUTER, US, new byte[40])
                .packet(request(Family.IPV4).encode());
        assertThat(view.wrapCutIpv4(heap(withOptions), 0, 59)).isFalse();
        assertThat(view.malformation()).isEqualTo("it was cut within its IPv4 header");
        byte[] longer = Arrays.copyOf(packet, packet.length + 9);
        assertThat(view.wrapCutIpv4(heap(longer), 0, longer.length)).isTrue();
        assertThat(view.payloadLength()).isEqualTo(56);
    }

    @Test
    void anIpv4PacketThatIsNoneIsMalformed() {
        assertMalformed4(new byte[0], "it is shorter than an IPv4 header");
        assertMalformed4(changed(0, 0x65), "its IP version is not 4");
        assertMalformed4(changed(0, 0x44), "its IPv4 header length is below 20");
        assertMalformed4(changed(3, 19), "its IPv4 total length is below its header length");
        assertMalformed4(changed(2, 1), "its IPv4 total length is beyond what was received");
        assertMalformed4(changed(3, 27), "it is shorter than an ICMP header");
        assertMalformed4(changed(6, 0x20), "it is a fragment");
        assertMalformed4(changed(7, 1), "it is a fragment");
        assertMalformed4(changed(9, 17), "its protocol is not ICMP");
    }

    private static byte[] changed(int at, int value) {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        packet[2] = 0;
        packet[at] = (byte) value;
        return packet;
    }

    private void assertMalformed4(byte[] packet, String reason) {
        assertThat(view.wrapIpv4(heap(packet), 0, packet.length)).isFalse();
        assertThat(view.malformation()).isEqualTo(reason);
        assertThat(view.type()).isEqualTo(-1);
        assertThat(view.isEchoReply()).isFalse();
        assertThat(view.isError()).isFalse();
        assertThat(view.checksumIsRight()).isFalse();
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void aRangeOutsideTheBufferIsMalformedAndNotRead() {
        byte[] packet = fromRouter(request(Family.IPV4).reply());
        for (long[] range : new long[][] {{0, 85}, {-1, 20}, {84, 1}, {Long.MAX_VALUE, 20}, {10, Long.MAX_VALUE},
            {0, -1}}) {
            assertThat(view.wrapIpv4(heap(packet), range[0], range[1])).isFalse();
            assertThat(view.wrapIpv6(heap(packet), range[0], range[1])).isFalse();
            assertThat(view.wrap(Family.IPV4, heap(packet), range[0], range[1])).isFalse();
            assertThat(view.malformation()).isEqualTo("it does not lie within its buffer");
        }
    }

    @Test
    void nothingOfTheMessageBeforeIsLeft() {
        byte[] error = fromRouter(ErrorMessage.of(Family.IPV4, 3, 1, 0, requestPacket(Family.IPV4)));
        assertThat(view.wrapIpv4(heap(error), 0, error.length)).isTrue();
        assertThat(view.quotesEchoRequest()).isTrue();
        byte[] reply = request(Family.IPV6).reply().encode();
        assertThat(view.wrap(Family.IPV6, heap(reply), 0, reply.length)).isTrue();
        assertThat(view.quotesEchoRequest()).isFalse();
        assertThat(view.quoted().hasIpHeader()).isFalse();
        assertThat(view.quoted().identifier()).isEqualTo(-1);
        assertThat(view.quoted().destinationLow()).isZero();
        assertThat(view.hasIpHeader()).isFalse();
        assertThat(view.sourceLow()).isZero();
        assertThat(view.wrap(Family.IPV4, heap(new byte[0]), 0, 0)).isFalse();
        assertThat(view.type()).isEqualTo(-1);
        assertThat(view.restOfHeader()).isZero();
    }

    @Test
    void anIpv6HeaderAndItsExtensionHeadersAreStripped() {
        byte[] message = request(Family.IPV6).reply().encode(ROUTER_6, US_6);
        byte[] extensions = hex("3c00010400000000 2c01010400000000 0000000000000000 3a000000deadbeef");
        byte[] packet = new Ipv6Header(0, 0, 0, 0, 61, ROUTER_6, US_6).packet(join(extensions, message));
        assertThat(view.wrapIpv6(heap(packet), 0, packet.length)).isTrue();
        assertThat(view.isEchoReply()).isTrue();
        assertThat(view.checksumIsRight()).isTrue();
        assertThat(view.ttl()).isEqualTo(61);
        assertThat(view.offset()).isEqualTo(40 + extensions.length);
        assertThat(view.sourceHigh()).isEqualTo(AddressBits.high(ROUTER_6));
        assertThat(view.sourceLow()).isEqualTo(AddressBits.low(ROUTER_6));
        assertThat(view.destinationHigh()).isEqualTo(AddressBits.high(US_6));
        assertThat(view.destinationLow()).isEqualTo(AddressBits.low(US_6));
        packet[packet.length - 1] ^= 1;
        assertThat(view.checksumIsRight()).isFalse();
    }

    @Test
    void anIpv6PacketThatIsNoneIsMalformed() {
        byte[] packet = fromRouter(request(Family.IPV6).reply());
        assertMalformed6(Arrays.copyOf(packet, 39), "it is shorter than an IPv6 header");
        assertMalformed6(Arrays.copyOf(packet, 60), "its IPv6 payload length is beyond what was received");
        assertMalformed6(with(packet, 0, 0x45), "its IP version is not 6");
        assertMalformed6(with(packet, 6, 17), "its next header is not ICMPv6");
        assertMalformed6(with(with(packet, 6, 60), 41, 200), "it ends within an IPv6 extension header");
        byte[] fragment = new Ipv6Header(0, 0, 0, 44, 61, ROUTER_6, US_6).packet(hex("3a0000080000000081000000"));
        assertMalformed6(fragment, "it is a fragment");
    }

    private void assertMalformed6(byte[] packet, String reason) {
        assertThat(view.wrapIpv6(heap(packet), 0, packet.length)).isFalse();
        assertThat(view.malformation()).isEqualTo(reason);
        assertThat(view.isEchoReply()).isFalse();
    }

    @Test
    void everyErrorAndNoticeQuotesItsEchoRequest() {
        for (Family family : Family.values()) {
            for (int type = 0; type < 256; type++) {
                if (!ErrorMessage.quotes(family, type)) {
                    continue;
                }
                byte[] message = ErrorMessage.of(family, type, 0, 0, requestPacket(family))
                        .encode();
                assertThat(view.wrap(family, heap(message), 0, message.length)).isTrue();
                assertThat(view.isError()).isNotEqualTo(view.isNotice());
                assertQuotesOurRequest(family, 56);
            }
        }
    }

    @Test
    void whatIsAnErrorAndWhatANotice() {
        assertThat(typesThatAre(Family.IPV4, true)).containsExactly(3, 11, 12);
        assertThat(typesThatAre(Family.IPV4, false)).containsExactly(4, 5);
        assertThat(typesThatAre(Family.IPV6, true)).containsExactly(1, 2, 3, 4);
        assertThat(typesThatAre(Family.IPV6, false)).containsExactly(137);
    }

    private int[] typesThatAre(Family family, boolean error) {
        return IntStream.range(0, 256)
                .filter(type -> {
                    byte[] message = new byte[8];
                    message[0] = (byte) type;
                    view.wrap(family, heap(message), 0, 8);
                    return error ? view.isError() : view.isNotice();
                })
                .toArray();
    }

    private void assertQuotesOurRequest(Family family, int payloadLength) {
        QuotedView quoted = view.quoted();
        assertThat(view.quotesEchoRequest()).isTrue();
        assertThat(quoted.hasIpHeader()).isTrue();
        assertThat(quoted.hasIcmpHeader()).isTrue();
        assertThat(quoted.identifier()).isEqualTo(ID);
        assertThat(quoted.sequence()).isEqualTo(1);
        assertThat(quoted.ttl()).isEqualTo(64);
        assertThat(quoted.protocol()).isEqualTo(family.protocol());
        assertThat(quoted.packetLength()).isEqualTo(requestPacket(family).length);
        assertThat(AddressBits.toInetAddress(quoted.destinationHigh(), quoted.destinationLow()))
                .isEqualTo(family == Family.IPV4 ? TARGET : TARGET_6);
        assertThat(AddressBits.toInetAddress(quoted.sourceHigh(), quoted.sourceLow()))
                .isEqualTo(family == Family.IPV4 ? US : US_6);
        assertThat(quoted.payloadLength()).isEqualTo(payloadLength);
        byte[] payload = BigEndian.copyOf(view.segment(), quoted.payloadOffset(), payloadLength);
        assertThat(payload).isEqualTo(EchoPayload.ofLength(payloadLength));
    }

    @ParameterizedTest
    @EnumSource
    void eightQuotedBytesAreEnough(Family family) {
        byte[] short8 = Arrays.copyOf(requestPacket(family), family.ipHeaderLength() + 8);
        byte[] message = ErrorMessage.of(family, 3, 0, 0, short8).encode();
        view.wrap(family, heap(message), 0, message.length);
        assertQuotesOurRequest(family, 0);

        view.wrap(family, heap(message), 0, message.length - 1);
        assertThat(view.quotesEchoRequest()).isFalse();
        assertThat(view.quoted().hasIpHeader()).isTrue();
        assertThat(view.quoted().hasIcmpHeader()).isFalse();
    }

    @Test
    void paddingAndExtensionsAreNotTakenForQuotedPayload() {
        byte[] message = ErrorMessage.of(Family.IPV4, 11, 0, 0, requestPacket(Family.IPV4))
                .withExtensions(new MplsLabelStack(List.of(new MplsLabel(16001, 0, true, 1))))
                .encode();
        assertThat(message).hasSize(8 + 128 + 12);
        view.wrap(Family.IPV4, heap(message), 0, message.length);
        assertQuotesOurRequest(Family.IPV4, 56);
    }

    @Test
    void aQuoteThatIsNotOfAnEchoRequestIsSaidNotToBe() {
        byte[] packet = requestPacket(Family.IPV4);
        assertThat(quotesRequest(Family.IPV4, packet)).isTrue();
        assertThat(quotesRequest(Family.IPV4, with(packet, 0, 0x65))).isFalse(); // another version
        assertThat(quotesRequest(Family.IPV4, with(packet, 0, 0x44))).isFalse(); // header too short
        assertThat(quotesRequest(Family.IPV4, with(packet, 0, 0x4f))).isFalse(); // all but the last bytes are options
        assertThat(quotesRequest(Family.IPV4, with(packet, 7, 1))).isFalse(); // a later fragment
        assertThat(quotesRequest(Family.IPV4, with(packet, 6, 0x20))).isTrue(); // the first fragment
        assertThat(quotesRequest(Family.IPV4, with(packet, 9, 17))).isFalse(); // UDP
        assertThat(quotesRequest(Family.IPV4, with(packet, 20, 0))).isFalse(); // a reply
        assertThat(quotesRequest(Family.IPV4, with(packet, 21, 1))).isFalse(); // code 1
        assertThat(quotesRequest(Family.IPV4, requestPacket(Family.IPV6))).isFalse();

        byte[] packet6 = requestPacket(Family.IPV6);
        assertThat(quotesRequest(Family.IPV6, packet6)).isTrue();
        assertThat(quotesRequest(Family.IPV6, with(packet6, 0, 0x45))).isFalse();
        assertThat(quotesRequest(Family.IPV6, with(packet6, 6, 1))).isFalse();
        assertThat(quotesRequest(Family.IPV6, with(packet6, 40, 129))).isFalse();
        assertThat(quotesRequest(Family.IPV6, packet)).isFalse();
    }

    private boolean quotesRequest(Family family, byte[] quoted) {
        byte[] message = ErrorMessage.of(family, 3, 0, 0, quoted).encode();
        assertThat(view.wrap(family, heap(message), 0, message.length)).isTrue();
        return view.quotesEchoRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "3a00010400000000", // hop-by-hop
        "3c00010400000000 3a01010400000000 0000000000000000", // hop-by-hop, destination
        "2c00010400000000 3a000001deadbeef", // hop-by-hop, first fragment
    })
    void quotedExtensionHeadersAreSkipped(String extensions) {
        byte[] headers = hex(extensions);
        byte[] quoted = new Ipv6Header(0, 0, 0, 0, 64, US_6, TARGET_6)
                .packet(join(headers, request(Family.IPV6).encode()));
        assertThat(quotesRequest(Family.IPV6, quoted)).isTrue();
        assertThat(view.quoted().sequence()).isEqualTo(1);
        assertThat(view.quoted().payloadLength()).isEqualTo(56);
        assertThat(quotesRequest(Family.IPV6, Arrays.copyOf(quoted, 40 + headers.length + 7)))
                .isFalse();
        assertThat(quotesRequest(Family.IPV6, Arrays.copyOf(quoted, 40 + headers.length - 1)))
                .isFalse();
    }

    @Test
    void aQuotedLaterFragmentIsNotReadAsAnEchoRequest() {
        byte[] quoted = new Ipv6Header(0, 0, 0, 44, 64, US_6, TARGET_6)
                .packet(join(hex("3a000008deadbeef"), request(Family.IPV6).encode()));
        assertThat(quotesRequest(Family.IPV6, quoted)).isFalse();
    }

    @Test
    void anIpv6RedirectsQuoteIsFoundInItsOption() {
        byte[] message = redirect6(requestPacket(Family.IPV6));
        assertThat(view.wrap(Family.IPV6, heap(message), 0, message.length)).isTrue();
        assertThat(view.isNotice()).isTrue();
        assertQuotesOurRequest(Family.IPV6, 56);
        message[41] = 0; // an option of length 0 would be read for ever
        assertThat(view.wrap(Family.IPV6, heap(message), 0, message.length)).isTrue();
        assertThat(view.quotesEchoRequest()).isFalse();
    }

    @Test
    void onesOwnRequestFromTheErrorQueueIsWrappedLikeAMessage() {
        byte[] own = request(Family.IPV4).encode();
        assertThat(view.wrap(Family.IPV4, heap(own), 0, 8)).isTrue();
        assertThat(view.isEchoRequest()).isTrue();
        assertThat(view.identifier()).isEqualTo(ID);
        assertThat(view.sequence()).isEqualTo(1);
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void aWrongChecksumIsSeenInIpv4() {
        byte[] message = request(Family.IPV4).reply().encode();
        message[20] ^= 4;
        assertThat(view.wrap(Family.IPV4, heap(message), 0, message.length)).isTrue();
        assertThat(view.checksumIsRight()).isFalse();
    }

    @Test
    void headersOfExactlyTheirLengthWithNothingBehindThemAreMalformed() {
        byte[] header = Ipv4Header.forIcmp(ROUTER, US, 1).packet(new byte[0]);
        assertMalformed4(header, "it is shorter than an ICMP header");
        byte[] header6 = Ipv6Header.forIcmp(ROUTER_6, US_6, 1).packet(new byte[0]);
        assertMalformed6(header6, "it is shorter than an ICMP header");
        byte[] extended = new Ipv6Header(0, 0, 0, 60, 1, ROUTER_6, US_6).packet(hex("3a00010400000000"));
        assertMalformed6(extended, "it is shorter than an ICMP header");
        byte[] cut = new Ipv6Header(0, 0, 0, 60, 1, ROUTER_6, US_6).packet(hex("3a010104000000"));
        assertMalformed6(cut, "it ends within an IPv6 extension header");
    }

    @Test
    void aTtlOfZeroIsATtl() {
        byte[] packet = Ipv4Header.forIcmp(ROUTER, US, 0).packet(request(Family.IPV4).encode());
        assertThat(view.wrapIpv4(heap(packet), 0, packet.length)).isTrue();
        assertThat(view.hasIpHeader()).isTrue();
        assertThat(view.ttl()).isZero();
    }

    @Test
    void packetsAreReadWhereverTheyBegin() {
        for (Family family : Family.values()) {
            byte[] packet = fromRouter(ErrorMessage.of(family, 3, 0, 0, requestPacket(family)));
            byte[] buffer = join(new byte[13], packet);
            boolean wellFormed = family == Family.IPV4
                    ? view.wrapIpv4(heap(buffer), 13, packet.length)
                    : view.wrapIpv6(heap(buffer), 13, packet.length);
            assertThat(wellFormed).isTrue();
            assertThat(view.checksumIsRight()).isTrue();
            assertThat(view.offset()).isEqualTo(13 + family.ipHeaderLength());
            assertQuotesOurRequest(family, 56);
        }
    }

    @Test
    void aQuotedLengthThatCannotBeTrueIsNotBelieved() {
        byte[] packet = with(with(requestPacket(Family.IPV4), 2, 0), 3, 27);
        assertThat(quotesRequest(Family.IPV4, packet)).isTrue();
        assertThat(view.quoted().payloadLength()).isEqualTo(56);
        packet[3] = 28;
        assertThat(quotesRequest(Family.IPV4, packet)).isTrue();
        assertThat(view.quoted().payloadLength()).isZero();
    }

    @Test
    void theCodeOfAQuotedMessageIsShown() {
        assertThat(quotesRequest(Family.IPV4, with(requestPacket(Family.IPV4), 21, 5))).isFalse();
        assertThat(view.quoted().code()).isEqualTo(5);
        assertThat(view.quoted().type()).isEqualTo(8);
    }

    @Test
    void anIpv6RedirectMayEndAnywhere() {
        byte[] message = redirect6(requestPacket(Family.IPV6));
        for (int length = 8; length < message.length; length++) {
            assertThat(view.wrap(Family.IPV6, heap(message), 0, length)).isTrue();
            assertThat(view.quotesEchoRequest()).as("%d bytes", length).isFalse();
        }
        byte[] buffer = join(new byte[3], message);
        assertThat(view.wrap(Family.IPV6, heap(buffer), 3, message.length)).isTrue();
        assertQuotesOurRequest(Family.IPV6, 56);
    }

    private static byte[] with(byte[] packet, int at, int value) {
        byte[] copy = packet.clone();
        copy[at] = (byte) value;
        return copy;
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
