package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The captures in {@code docs/captures}, which {@code src/test/capture/captures.sh} has made, show what the report
 * shows.
 */
class CapturesTest {
    private static final Path FOLDER = Path.of("..", "docs", "captures");
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;

    @Test
    void partAIsRequestsAndTheirRepliesWithTheReportsPayload() throws IOException {
        List<Packet> packets = packets("part-a.pcap");

        assertThat(packets).hasSizeGreaterThanOrEqualTo(6).allSatisfy(packet -> {
            assertThat(packet.protocol()).isEqualTo(ICMP);
            assertThat(packet.headerSum()).as("IP checksum").isEqualTo(0xffff);
            assertThat(sum(packet.payload(), 0)).as("ICMP checksum").isEqualTo(0xffff);
            assertThat(new String(packet.payload(), 8, 18, StandardCharsets.US_ASCII)).isEqualTo("This is the ping.\n");
        });
        for (int i = 0; i < packets.size(); i += 2) {
            byte[] request = packets.get(i).payload();
            byte[] reply = packets.get(i + 1).payload();
            assertThat(request[0]).isEqualTo((byte) ECHO_REQUEST);
            assertThat(reply[0]).isEqualTo((byte) ECHO_REPLY);
            assertThat(HexFormat.of().formatHex(request, 6, 8)).as("sequence").isEqualTo("%04x".formatted(i / 2));
            assertThat(HexFormat.of().formatHex(reply, 4, reply.length))
                    .isEqualTo(HexFormat.of().formatHex(request, 4, request.length));
        }
    }

    @Test
    void partBIsOneStartAndAResetForEachReply() throws IOException {
        List<Packet> packets = packets("part-b.pcap");

        assertThat(packets).allSatisfy(packet -> {
            assertThat(packet.protocol()).isEqualTo(TCP);
            assertThat(packet.headerSum()).as("IP checksum").isEqualTo(0xffff);
            assertThat(sum(packet.payload(), packet.pseudoHeaderSum())).as("TCP checksum").isEqualTo(0xffff);
        });
        assertThat(packets.stream().map(CapturesTest::segmentData).filter(data -> !data.isEmpty()))
                .containsExactly("2c010000", "00010000", "00010000", "00010000", "00010000");
        assertThat(packets)
                .as("only better_ping speaks")
                .filteredOn(packet -> !segmentData(packet).isEmpty())
                .allMatch(packet -> ByteBuffer.wrap(packet.payload()).getShort(2) == Port.NUMBER);
    }

    private static String segmentData(Packet packet) {
        int headerLength = (packet.payload()[12] >> 4 & 0xf) * 4;
        return HexFormat.of().formatHex(packet.payload(), headerLength, packet.payload().length);
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, and not compared
    private record Packet(byte[] header, byte[] payload) {
        int protocol() {
            return header[9];
        }

        int headerSum() {
            return sum(header, 0);
        }

        /** Source, destination, protocol and length: bytes 12 to 19 of the header, and two words. */
        int pseudoHeaderSum() {
            int addresses = 0;
            for (int i = 12; i < 20; i += 2) {
                addresses += ByteBuffer.wrap(header).getShort(i) & 0xffff;
            }
            return addresses + protocol() + payload.length;
        }
    }

    /** RFC 1071, word by word; 0xffff if the checksum in it is right. */
    private static int sum(byte[] bytes, int start) {
        int sum = start;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    /** The file of tcpdump: 24 bytes of header, then for each packet 16 and an Ethernet frame. */
    private static List<Packet> packets(String name) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(0)).as("pcap, microseconds, little-endian").isEqualTo(0xa1b2c3d4);
        assertThat(file.getInt(20)).as("Ethernet").isEqualTo(1);
        List<Packet> packets = new ArrayList<>();
        for (int at = 24; at < file.limit();) {
            int length = file.getInt(at + 8);
            assertThat(file.getInt(at + 12)).as("the whole packet").isEqualTo(length);
            int ip = at + 16 + 14;
            int headerLength = (file.get(ip) & 0xf) * 4;
            int total = Short.toUnsignedInt(Short.reverseBytes(file.getShort(ip + 2)));
            byte[] header = new byte[headerLength];
            byte[] payload = new byte[total - headerLength];
            file.get(ip, header).get(ip + headerLength, payload);
            packets.add(new Packet(header, payload));
            at += 16 + length;
        }
        return packets;
    }
}
