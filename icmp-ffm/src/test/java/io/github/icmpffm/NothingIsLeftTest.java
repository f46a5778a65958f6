package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Neither descriptor nor thread nor native memory outlives a close. */
@NeedsNetwork
class NothingIsLeftTest {

    private static final int TIMES = 1000;

    private final TestNetwork network;

    NothingIsLeftTest(TestNetwork network) {
        this.network = network;
    }

    @Test
    void afterAThousandPingers() throws Exception {
        nothingIsLeftBy(() -> {
            try (Pinger pinger = network.inside(() -> Pinger.open())) {
                assertThat(pinger.ping(InetAddress.getByName("127.0.0.1"))).isInstanceOf(Reply.class);
            }
        });
    }

    @Test
    void afterAThousandSockets() throws Exception {
        byte[] request = Icmp.echoRequest(77, 0).encode();
        nothingIsLeftBy(() -> {
            try (IcmpSocket socket = network.inside(() -> IcmpSocket.open(Family.IPV4, SocketKind.RAW))) {
                socket.sendTo(InetAddress.getByName("127.0.0.1"), request);
                assertThat(socket.receiveFrom(Duration.ofSeconds(1))).isPresent();
            }
        });
    }

    private interface Use {
        void once() throws Exception;
    }

    private static void nothingIsLeftBy(Use use) throws Exception {
        for (int i = 0; i < 50; i++) {
            use.once(); // what the JVM itself opens and allocates the first time
        }
        long descriptors = entries("/proc/self/fd");
        long threads = entries("/proc/self/task");
        long memory = residentKilobytes();
        for (int i = 0; i < TIMES; i++) {
            use.once();
        }
        assertThat(entries("/proc/self/fd")).isLessThanOrEqualTo(descriptors + 2);
        assertThat(entries("/proc/self/task")).isLessThanOrEqualTo(threads + 3);
        // A pinger has more than 300 kB of native memory, a socket more than 100 kB: a thousand that are not given back
        // would be far more than what the heap itself grows by meanwhile.
        assertThat(residentKilobytes() - memory).isLessThan(150_000);
    }

    private static long entries(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.count();
        }
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
