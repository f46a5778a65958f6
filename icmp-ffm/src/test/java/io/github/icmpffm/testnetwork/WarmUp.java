package io.github.icmpffm.testnetwork;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Polling;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Runs the code that answers requests often enough to be compiled, once in a JVM and without a device. Else the first
 * "immediate" answer of a test run takes 16 ms, most of it loading classes, and a few hundred after it 0.3 ms.
 */
final class WarmUp {

    private static final int ROUNDS = 3_000;

    private static final boolean DONE = run();

    private WarmUp() {}

    /** Has it done when it returns. */
    static boolean done() {
        return DONE;
    }

    private static boolean run() {
        warmUpDevice();
        List<byte[]> packets = List.of(
                echoRequest(8, TestNetwork.ADDRESS, "198.51.100.2"),
                echoRequest(128, TestNetwork.ADDRESS_V6, "2001:db8::2"));
        PacketReader reader = new PacketReader();
        TrafficLog log = new TrafficLog();
        Host host = new Host().repliesAfter(Duration.ZERO).altering(answer -> answer.withTtl(60));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (byte[] packet : packets) {
                    Request request = Objects.requireNonNull(reader.read(packet, System.nanoTime()));
                    log.arrived(request);
                    for (Answer answer : host.answersTo(request)) {
                        answer.packet();
                        log.write(answer, true, System::nanoTime);
                    }
                }
            }
        } catch (MalformedPacket e) {
            throw new AssertionError(e);
        }
        return true;
    }

    /** An eventfd in the device's place: what is written to it, 8 bytes, is what is read next. */
    private static void warmUpDevice() {
        try (Arena arena = Arena.ofConfined()) {
            int eventfd = Polling.eventfd(new CapturedErrno(arena), 0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK);
            TunDevice device = TunDevice.of(TunDevice.checked(eventfd, "eventfd"), arena);
            byte[] number = {1, 0, 0, 0, 0, 0, 0, 0};
            for (int round = 0; round < ROUNDS; round++) {
                device.write(number);
                device.read();
                device.read();
            }
            device.close();
        }
    }

    private static byte[] echoRequest(int type, String from, String to) {
        InetAddress source = InetAddress.ofLiteral(from);
        InetAddress destination = InetAddress.ofLiteral(to);
        byte[] message = WirePackets.message(type, 0, 0x12340001, new byte[56]);
        WirePackets.setChecksum(message, WirePackets.icmpChecksum(message, source, destination));
        return WirePackets.packet(source, destination, 64, 0, message);
    }
}
