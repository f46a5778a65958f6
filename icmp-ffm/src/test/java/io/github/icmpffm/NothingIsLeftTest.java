package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither descriptor nor thread nor native memory outlives a close. */
@NeedsNetwork
class NothingIsLeftTest {

    private static final int WARM_UP = 100;
    private static final int TIMES = 1000;

    /**
     * In a JVM of its own, whose small heap cannot hide what is native. A pinger has more than 300 kB of native memory, a
     * socket more than 60: a thousand that are not given back would be far more than the limit.
     */
    @ParameterizedTest
    @ValueSource(strings = {"pingers", "sockets"})
    void afterAThousand(String what, TestNetwork network) throws Exception {
        Finished finished = network.run(Duration.ofSeconds(120),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                homeOf(Pinger.class) + ":" + homeOf(OpensAndCloses.class), OpensAndCloses.class.getName(), what);
        assertThat(finished.exitCode()).as(finished.toString()).isZero();
        String[] grown = finished.out().strip().split(" ");
        assertThat(Long.parseLong(grown[0])).as("descriptors").isLessThanOrEqualTo(0);
        assertThat(Long.parseLong(grown[1])).as("threads").isLessThanOrEqualTo(1);
        assertThat(Long.parseLong(grown[2])).as("kilobytes of memory").isLessThan(40_000);
    }

    private static Path homeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** What the other JVM runs; it prints by how much descriptors, threads and memory have grown. */
    static final class OpensAndCloses {

        public static void main(String[] arguments) throws Exception {
            boolean pingers = arguments[0].equals("pingers");
            for (int i = 0; i < WARM_UP; i++) {
                use(pingers);
            }
            long descriptors = entries("/proc/self/fd");
            long threads = entries("/proc/self/task");
            long memory = residentKilobytes();
            for (int i = 0; i < TIMES; i++) {
                use(pingers);
            }
            System.out.println((entries("/proc/self/fd") - descriptors) + " "
                    + (entries("/proc/self/task") - threads) + " " + (residentKilobytes() - memory));
        }

        private static void use(boolean pinger) throws Exception {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            if (pinger) {
                try (Pinger opened = Pinger.open()) {
                    require(opened.ping(loopback) instanceof Reply);
                }
            } else {
                try (IcmpSocket opened = IcmpSocket.open(Family.IPV4, SocketKind.RAW)) {
                    opened.sendTo(loopback, Icmp.echoRequest(77, 0).encode());
                    require(opened.receiveFrom(Duration.ofSeconds(5)).isPresent());
                }
            }
        }

        private static void require(boolean answered) {
            if (!answered) {
                throw new IllegalStateException("no answer");
            }
        }

        private static long entries(String directory) throws IOException {
            try (Stream<Path> entries = Files.list(Path.of(directory))) {
                return entries.count();
            }
        }

        private static long residentKilobytes() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }
}
