package io.github.icmpffm.testnetwork;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Namespaces;
import io.github.icmpffm.libc.SocketConstants;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Has the responder answer often enough to be compiled, once in a JVM: else the first "immediate" answer of a test run
 * takes 16 ms, most of it loading and linking, and a few hundred after it 0.3 ms. A pair of sockets is the device, so
 * nothing of the kernel's network is involved.
 */
final class WarmUp {

    private static final int ROUNDS = 100;

    /** So many packets fit into a socket's buffer. */
    private static final int REQUESTS_A_ROUND = 50;

    private static boolean done;

    private WarmUp() {}

    /** Does it, the first time. Not in a static initialiser: the responder's thread would wait for its end. */
    static synchronized void once() {
        if (!done) {
            done = true;
            run();
        }
    }

    private static void run() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(JAVA_INT, 2);
            int type = Namespaces.SOCK_SEQPACKET | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
            TunDevice.checked(Namespaces.socketpair(new CapturedErrno(arena), type, pair), "socketpair");
            Host host = new Host().repliesAfter(Duration.ofNanos(50_000));
            Responder responder = new Responder(pair.get(JAVA_INT, 0), new TrafficLog(), request -> host);
            Thread thread = new Thread(responder, "test-network-warm-up");
            thread.setDaemon(true);
            thread.start();
            TunDevice kernel = TunDevice.of(pair.get(JAVA_INT, Integer.BYTES), arena);
            exchange(kernel);
            responder.close();
            NetworkNamespace.join(thread);
            kernel.close();
        }
    }

    private static void exchange(TunDevice kernel) {
        byte[] request = echoRequest(8, TestNetwork.ADDRESS, "198.51.100.2");
        byte[] requestV6 = echoRequest(128, TestNetwork.ADDRESS_V6, "2001:db8::2");
        long deadline = System.nanoTime() + 10_000_000_000L;
        for (int round = 0; round < ROUNDS && System.nanoTime() - deadline < 0; round++) {
            for (int i = 0; i < REQUESTS_A_ROUND; i++) {
                kernel.write(round % 2 == 0 ? request : requestV6);
            }
            for (int replies = 0; replies < REQUESTS_A_ROUND && System.nanoTime() - deadline < 0;) {
                if (kernel.read() != null) {
                    replies++;
                }
            }
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
