package io.github.icmpffm.testnetwork;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packets byte by byte, against numbers that were made elsewhere. */
class AnswerTest {

    private static final byte[] PAYLOAD = {0, 1, 2, 3, 4, 5, 6, 7};

    @Test
    void checksumsAreThoseOfTheRfcs() {
        byte[] rfc1071 = HexFormat.of().parseHex("0001f203f4f5f6f7");
        assertThat(WirePackets.checksum(rfc1071, 0, 8)).isEqualTo(0x220d);
        byte[] odd = HexFormat.of().parseHex("080000001234000161");
        assertThat(WirePackets.checksum(odd, 0, 9)).isEqualTo(0x84ca);
        byte[] echo = WirePackets.message(128, 0, 0x12340001, PAYLOAD);
        assertThat(WirePackets.icmpChecksum(
                echo, InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral("2001:db8::2")))
                .isEqualTo(0x05fb);
    }

    @Test
    void aReplyIsTheRequestSentBack() throws Exception {
        assertThat(hex(request4().reply().packet()))
                .isEqualTo("45000024000000004001266fc6336402c6336401" + "0000e1ba12340001" + "0001020304050607");
        assertThat(hex(request6().reply().packet()))
                .startsWith("6000000000103a40")
                .endsWith("810004fb12340001" + "0001020304050607");
    }

    @Test
    void faultsChangeWhatTheySayAndKeepTheChecksumRight() throws Exception {
        EchoAnswer reply = request4().reply();

        assertThat(icmp(reply.withId(0xffff))).isEqualTo("0000f3eeffff00010001020304050607");
        assertThat(icmp(reply.withFlippedByte(7))).endsWith("06").startsWith("0000");
        List<EchoAnswer> faulty = List.of(
                reply.withWrongId(),
                reply.withWrongSequence(),
                reply.withCode(3),
                reply.withFlippedByte(0),
                reply.withForgedPayload(),
                reply.truncatedBy(1),
                reply.lengthenedBy(1));
        assertThat(faulty).allMatch(answer -> checksumIsRight(answer.message()));
        assertThat(faulty).noneMatch(EchoAnswer::isTrue);
        assertThat(faulty).doesNotHaveDuplicates();
        assertThat(reply.isTrue()).isTrue();
        assertThat(reply.from("198.51.100.77").isTrue()).isTrue();
        assertThat(checksumIsRight(reply.withBadChecksum().message())).isFalse();
        assertThat(reply.truncatedBy(3).message()).hasSize(13);
        assertThat(reply.lengthenedBy(3).message()).hasSize(19);
    }

    @Test
    void aFaultAddsToAnother() throws Exception {
        EchoAnswer answer = request4().reply().withWrongId().after(ofMillis(3)).withTtl(9).from("198.51.100.77");

        assertThat(answer.delay()).isEqualTo(ofMillis(3));
        assertThat(answer.packet()[8]).isEqualTo((byte) 9);
        assertThat(hex(answer.packet())).contains("c633644dc6336401", "12350001");
    }

    @Test
    void anErrorQuotesTheWholePacketOrEightBytesOfIt() throws Exception {
        Request request = request4();

        assertThat(icmp(request.hostUnreachable())).isEqualTo("0301fcfe00000000" + hex(request.packet()));
        assertThat(request.hostUnreachable().quotingEightBytes().message()).hasSize(8 + 20 + 8);
        assertThat(request6().hostUnreachable().quotingEightBytes().message()).hasSize(8 + 40 + 8);
        assertThat(icmp(request.tooBig(1400))).startsWith("0304").contains("00000578");
        assertThat(icmp(request6().tooBig(1400))).startsWith("0200").contains("00000578");
        assertThat(icmp(request.redirectTo("198.51.100.254")))
                .startsWith("0501")
                .contains("c63364fe45");
        assertThat(icmp(request.sourceQuench())).startsWith("0400");
        assertThat(icmp(request.parameterProblem(20))).startsWith("0c00").contains("14000000");
        assertThatThrownBy(() -> request6().sourceQuench()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anErrorAboutSomebodyElsesPacketQuotesAnIntactPacket() throws Exception {
        for (Request request : List.of(request4(), request6())) {
            String elsewhere = request.isIpv4() ? "203.0.113.9" : "2001:db8:9::9";
            for (ErrorAnswer error : List.of(
                    request.timeExceeded().quotingId(7),
                    request.timeExceeded().quotingSequence(7),
                    request.timeExceeded().quotingDestination(elsewhere))) {
                byte[] quoted = Arrays.copyOfRange(error.message(), 8, error.message().length);
                Request other = Objects.requireNonNull(new PacketReader().read(quoted, 0));
                assertThat(Stream.of(other.id() == 7, other.sequence() == 7, !same(other, request)))
                        .containsOnlyOnce(true);
            }
        }
    }

    private static boolean same(Request one, Request other) {
        return one.destination().equals(other.destination());
    }

    @Test
    void mplsLabelsAreThoseOfTheRfc() throws Exception {
        String error = icmp(request4().timeExceeded().withMpls(16001, 0, 1));

        assertThat(error).startsWith("0b00").hasSize(2 * (8 + 128 + 12)).endsWith("2000ca0d0008010103e81101");
        assertThat(error.substring(8, 16)).as("128 bytes are 32 words").isEqualTo("00200000");
        assertThat(icmp(request6().timeExceeded().withMpls(16001, 0, 1)).substring(8, 16))
                .as("128 bytes are 16 words of 8")
                .isEqualTo("10000000");
        assertThat(icmp(request4().timeExceeded().withMpls(16001, 0, 1).withMpls(3, 0, 2)))
                .endsWith("000c010103e8100100003102");
    }

    @Test
    void aRouterQuotesTheTtlThatWasLeft() throws Exception {
        Host host = new Host().replies().behind("203.0.113.1", "203.0.113.2");
        byte[] packet = request4().packet();
        packet[8] = 2;
        WirePackets.sealHeader4(packet);
        Request request = Objects.requireNonNull(new PacketReader().read(packet, 0));

        byte[] error = host.answersTo(request).getFirst().packet();

        assertThat(error[8]).as("TTL of the error").isEqualTo((byte) 63);
        assertThat(error[28 + 8]).as("TTL of the quoted packet").isEqualTo((byte) 1);
    }

    @Test
    void whatGoesWrongNeedsAnAnswerToGoWrongWith() {
        assertThatThrownBy(() -> new Host().duplicating()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPacketWithAWrongChecksumIsMalformed() throws Exception {
        byte[] packet = request4().packet();
        packet[35] ^= 1;
        assertThatThrownBy(() -> new PacketReader().read(packet, 0)).hasMessageContaining("ICMP checksum");
        byte[] header = request4().packet();
        header[8] ^= 1;
        assertThatThrownBy(() -> new PacketReader().read(header, 0)).hasMessageContaining("header checksum");
    }

    private static Request request4() throws MalformedPacket {
        return request(8, "198.51.100.1", "198.51.100.2");
    }

    private static Request request6() throws MalformedPacket {
        return request(128, "2001:db8::1", "2001:db8::2");
    }

    private static Request request(int type, String from, String to) throws MalformedPacket {
        InetAddress source = InetAddress.ofLiteral(from);
        InetAddress destination = InetAddress.ofLiteral(to);
        byte[] message = WirePackets.message(type, 0, 0x12340001, PAYLOAD);
        WirePackets.setChecksum(message, WirePackets.icmpChecksum(message, source, destination));
        byte[] packet = WirePackets.packet(source, destination, 64, 0, message);
        return Objects.requireNonNull(new PacketReader().read(packet, 0));
    }

    /** By the definition: the sum over a message with its checksum in it has nothing but ones. */
    private static boolean checksumIsRight(byte[] message) {
        return WirePackets.checksum(message, 0, message.length) == 0;
    }

    private static String icmp(Answer answer) {
        return hex(answer.message());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
