package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.BrokenJar;
import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.Needs;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says and answers when it cannot ping. */
class ExitCodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MORE_THAN_A_PIPE = 200_000;
    private static final List<String> WITHOUT_NET_RAW = List.of("setpriv", "--bounding-set=-net_raw");

    @ParameterizedTest
    @ValueSource(strings = {
        "-s 70000 127.0.0.1",
        "-s 65508 127.0.0.1",
        "-t 300 127.0.0.1",
        "-i -1 127.0.0.1",
        "-c abc 127.0.0.1",
        "-W nothing 127.0.0.1",
        "-p xyz 127.0.0.1",
        "-4 ::1",
        "-6 127.0.0.1",
        "-4 -6 ::1",
        "--nonsense 127.0.0.1",
        "-z 127.0.0.1",
        "--mode tcp 127.0.0.1",
        "--format xml 127.0.0.1",
        "-c",
        "-I nosuchif 127.0.0.1",
        "--until-up 1 --until-down 1 127.0.0.1",
        "198.51.100.0/33",
        "10.0.0.0/8",
        "@/no/such/file",
        "1.2.3.4.5:6",
        "with\nnewline:1",
        ""
    })
    void badInputIsOneLineOnStandardError(String arguments) {
        Needs.icmpSocket(); // some are refused after it was opened
        String[] split = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);

        FinishedProcess ping = FinishedProcess.of(PingProcess.command(split));

        assertThat(ping.output()).isEmpty();
        assertThat(ping.errors()).singleElement().asString().startsWith("ping-app: ");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @Test
    @NeedsNetwork
    void aNameThatDoesNotResolveIsOneLineOnStandardError(TestNetwork network) throws Exception {
        // Nobody answers in there.
        Finished ping = PingProcess.pingThrough(
                network, List.of("env", "RES_OPTIONS=timeout:1 attempts:1"), "nosuchhost.invalid");

        assertThat(ping.out()).isEmpty();
        assertThat(ping.err().lines()).singleElement().asString().startsWith("ping-app: nosuchhost.invalid: ");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @Test
    void helpAndVersionAreThoseOfIputils() {
        FinishedProcess help = FinishedProcess.of(PingProcess.command("-h"));
        FinishedProcess version = FinishedProcess.of(PingProcess.command("-V"));

        assertThat(help.exitCode()).isEqualTo(2);
        assertThat(help.output()).isEmpty();
        assertThat(help.errors()).first().asString().isEqualTo("Usage: ping-app [options] <destination>...");
        assertThat(version.exitCode()).isZero();
        assertThat(version.errors()).isEmpty();
        assertThat(version.output())
                .singleElement()
                .asString()
                .matches("ping-app \\d\\S* from icmp-ffm, compatible with iputils");
    }

    @Test
    @NeedsNetwork
    void noReplyIsOne(TestNetwork network) throws Exception {
        assertThat(PingProcess.ping(network, "-c", "1", "-W", "0.1", "198.51.100.9").exitCode()).isEqualTo(1);
    }

    // ---- privileges

    @ParameterizedTest
    @ValueSource(strings = {"auto", "raw", "datagram"})
    @NeedsNetwork
    void withoutAnyPrivilegeTheRemediesAreTold(String mode, TestNetwork network) throws Exception {
        Finished ping = PingProcess.pingThrough(network, WITHOUT_NET_RAW, "--mode", mode, "127.0.0.1");

        assertThat(ping.out()).isEmpty();
        assertThat(ping.err().lines()).hasSizeBetween(1, 3).first().asString().startsWith("ping-app: ");
        Map<String, List<String>> remedies = Map.of(
                "raw", List.of("EPERM", "sudo"),
                "datagram", List.of("EACCES", "net.ipv4.ping_group_range"),
                "auto", List.of("EPERM", "EACCES", "sudo", "net.ipv4.ping_group_range"));
        assertThat(ping.err()).contains(remedies.get(mode));
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @NeedsNetwork
    void withThePingGroupOpenItNeedsNoPrivilege(String loopback, TestNetwork network) throws Exception {
        network.openPingGroup();

        Finished ping = PingProcess.pingThrough(network, WITHOUT_NET_RAW, "-c", "1", loopback);

        assertThat(ping.out()).startsWith(loopback + ": seq=0 time=");
        assertThat(ping.err()).isEmpty();
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    @NeedsNetwork
    void onlyRootMayFlood(TestNetwork network) throws Exception {
        network.openPingGroup();
        Path jar = Files.copy(
                PingProcess.jar(), Files.createTempDirectory("ping").resolve("ping-app.jar"));
        Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        String java = InstalledJava.ours().executable();
        String[] nobody = {
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", java, "-jar", jar.toString()
        };

        Finished refused = network.run(concat(nobody, "-i", "0.0019", "-c", "1", "127.0.0.1"));
        Finished flood = network.run(concat(nobody, "-f", "-c", "1", "127.0.0.1"));
        Finished asIputils = network.run(concat(nobody, "--format", "iputils", "-f", "-c", "1", "127.0.0.1"));
        Finished ofIpv6 = network.run(concat(nobody, "--format", "iputils", "-f", "-c", "1", "::1"));
        Finished preload = network.run(concat(nobody, "-l", "4", "-c", "1", "127.0.0.1"));
        Finished allowed = network.run(concat(nobody, "-i", "0.002", "-l", "3", "-c", "2", "127.0.0.1"));
        long before = System.nanoTime();
        Finished adaptive = network.run(concat(nobody, "-A", "-q", "-c", "300", "127.0.0.1"));
        long took = System.nanoTime() - before;

        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("ping-app: cannot flood, minimal interval for user must be >= 2 ms,"
                        + " use -i 0.002 (or higher)\n");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(flood.err()).isEqualTo(refused.err());
        assertThat(flood.exitCode()).isEqualTo(2);
        assertThat(asIputils.out()).as("as iputils").isEqualTo("PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n");
        assertThat(ofIpv6.out()).isEqualTo("PING ::1 (::1) 56 data bytes\n");
        assertThat(asIputils.err()).isEqualTo(refused.err());
        assertThat(asIputils.exitCode()).isEqualTo(2);
        assertThat(preload.err()).isEqualTo("ping-app: cannot set preload to value greater than 3: 4\n");
        assertThat(preload.exitCode()).isEqualTo(2);
        assertThat(adaptive.out()).contains("300 sent, 300 received");
        assertThat(took).as("2 ms apart").isGreaterThan(598_000_000L);
        assertThat(allowed.out()).contains("2 sent, 2 received");
        assertThat(allowed.exitCode()).isZero();
        Files.delete(jar);
        Files.delete(jar.getParent());
    }

    private static String[] concat(String[] first, String... last) {
        String[] all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    /**
     * Only by the class path: the jar's own manifest allows it. Told by nobody but the main thread, though it begins after those that
     * have tried before it.
     */
    @Test
    void withoutNativeAccessTheFlagIsTold() throws Exception {
        Process ping = new ProcessBuilder(
                InstalledJava.ours().executable(),
                "--illegal-native-access=deny",
                "-cp",
                PingProcess.jar().toString(),
                "io.github.icmpffm.ping.PingApp",
                "-").start();
        try (Writer targets = ping.outputWriter()) {
            targets.write("#comment\n".repeat(MORE_THAN_A_PIPE / 9)); // who reads this has started them
            targets.flush();
            awaitEndOfThread("signals", ping);
            targets.write("127.0.0.1\n");
        }

        assertThat(ping.inputReader().lines()).isEmpty();
        assertThat(ping.errorReader().lines())
                .singleElement()
                .asString()
                .startsWith("ping-app: ")
                .contains("--enable-native-access=ALL-UNNAMED");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    /** Here the thread that looks names up. */
    @Test
    void aFaultOnAnyThreadIsOneLineAndThePingGoesOn(@TempDir Path folder) throws Exception {
        Needs.icmpSocket();
        Path jar = BrokenJar.of(
                PingProcess.jar(),
                folder,
                "io/github/icmpffm/ping/ReverseNames.class",
                "META-INF/services/java.net.spi.InetAddressResolverProvider");
        Process ping = new ProcessBuilder(InstalledJava.ours().executable(), "-jar", jar.toString(),
                "--format", "iputils", "-i", "30", "-w", "20", "localhost").start();
        try (BufferedReader errors = ping.errorReader()) {
            assertThat(errors.readLine())
                    .isEqualTo(
                            "ping-app: internal error: java.lang.NoClassDefFoundError: io/github/icmpffm/ping/ReverseNames");
            ping.toHandle().destroy(); // which leaves its streams open
            assertThat(errors.lines()).isEmpty();
        }
        assertThat(ping.inputReader().lines()).anyMatch(line -> line.startsWith("1 packets transmitted, 1 received"));
        assertThat(ping.waitFor()).isZero();
    }

    private static void awaitEndOfThread(String name, Process process) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (threads(process).contains(name)) {
            assertThat(System.nanoTime()).as("%s has not ended", name).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static List<String> threads(Process process) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                try {
                    names.add(Files.readString(thread.resolve("comm")).strip());
                } catch (IOException e) {
                    // it has ended meanwhile
                }
            }
        }
        return names;
    }
}
