package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.ThreadPrivileges;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Router;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R8: what root may do and the program need not is given up once its sockets are open, in all of its threads. */
@NeedsNetwork
class PrivilegeIT {
    private static final int NOBODY = 65_534;
    private static final long NET_RAW = 1 << 13;
    private static final long NET_ADMIN = 1 << 12;

    private final TestNetwork network;

    /** Root's alone. */
    @TempDir
    private Path folder;

    PrivilegeIT(TestNetwork network) {
        this.network = network;
    }

    private List<ThreadPrivileges> whileItRuns(ProcessBuilder command) throws Exception {
        Process ping = network.start(command);
        try (BufferedReader lines = ping.inputReader()) {
            assertThat(lines.readLine()).isNotNull();
            return ThreadPrivileges.of(ping.pid());
        } finally {
            ping.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1",
        "-6 ::1",
        "--mode datagram 127.0.0.1 127.0.0.2",
        "--format iputils 127.0.0.1",
        "--format json -v 127.0.0.1",
        "-f --format json 127.0.0.1",
        "-A 127.0.0.1",
        "-m 7 127.0.0.1",
        "--trace 198.51.100.77"
    })
    void ofAPlainPingNothingIsKept(String arguments) throws Exception {
        network.openPingGroup().host("198.51.100.77").silent().behind(Router.at("203.0.113.1"));

        List<ThreadPrivileges> threads = whileItRuns(PingProcess.builder(arguments.split(" ")));

        assertThat(threads).hasSizeGreaterThan(5).allMatch(thread -> thread.isOnly(NOBODY, NOBODY));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1 127.0.0.2, 8192",
        "127.0.0.0/29, 8192",
        "-I lo 127.0.0.1, 8192",
        "--sweep --rate 10 127.0.0.0/24, 8192",
        "-m 7 127.0.0.1 127.0.0.2, 12288"
    })
    void whatOpensSocketsLaterKeepsThatInOneThreadThatDoesNothingElse(String arguments, long kept) throws Exception {
        List<ThreadPrivileges> threads = whileItRuns(PingProcess.builder(arguments.split(" ")));

        assertThat(threads).allMatch(thread -> thread.withoutCapabilities().isOnly(NOBODY, NOBODY))
                .filteredOn(thread -> thread.capabilities() != 0)
                .singleElement()
                .matches(thread -> thread.name().equals("sockets") && thread.capabilities() == kept);
        assertThat(kept & ~(NET_RAW | NET_ADMIN)).isZero();
    }

    @Test
    void underSudoItIsTheUserWhoCalledThat() throws Exception {
        ProcessBuilder command = PingProcess.builder("127.0.0.1");
        command.environment().putAll(Map.of("SUDO_UID", "12345", "SUDO_GID", "23456"));

        assertThat(whileItRuns(command)).allMatch(thread -> thread.isOnly(12_345, 23_456));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 5", "4294967295, 5", "x, y", "'', ''", "99999999999, 1"})
    void whoseNumbersAreNoUsersIsNobody(String user, String group) throws Exception {
        ProcessBuilder command = PingProcess.builder("127.0.0.1");
        command.environment().putAll(Map.of("SUDO_UID", user, "SUDO_GID", group));

        assertThat(whileItRuns(command)).allMatch(thread -> thread.isOnly(NOBODY, NOBODY));
    }

    @Test
    void whereTheKernelDoesNotLetItGoItPingsAndSaysSoWhenAsked() throws Exception {
        var ping = PingProcess.pingThrough(network, List.of("setpriv", "--bounding-set=-setuid"), "-v", "-c", "1",
                "127.0.0.1");

        assertThat(ping.exitCode()).isZero();
        assertThat(ping.err()).contains("ping-app: remains root: Operation not permitted (EPERM)");
    }

    @Test
    void aPlotComesIntoAFolderThatOnlyRootMayEnter() {
        Path plot = folder.resolve("plot.svg");

        FinishedProcess ping = FinishedProcess
                .of(PingProcess.builder("-c", "1", "--plot", plot.toString(), "127.0.0.1"));

        assertThat(ping.errors()).isEmpty();
        assertThat(plot).content().startsWith("<?xml").endsWith("</svg>\n");
    }

    @Test
    void underSudoAPlotIsTheUsersWhereTheUserMayWrite() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path plot = folder.resolve("plot.svg");
        ProcessBuilder command = PingProcess.builder("-c", "1", "--plot", plot.toString(), "127.0.0.1");
        command.environment().putAll(Map.of("SUDO_UID", "12345", "SUDO_GID", "23456"));

        assertThat(FinishedProcess.of(command).errors()).isEmpty();

        assertThat(Files.getAttribute(plot, "unix:uid")).isEqualTo(12_345);
        assertThat(plot).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils", "csv", "json", "--plot"})
    void aJarInAFolderThatOnlyRootMayEnterIsReadToTheEnd(String format) throws Exception {
        Path jar = Files.copy(PingProcess.jar(), folder.resolve("copy.jar"));
        List<String> arguments = new ArrayList<>(List.of("-c", "2", "-i", "0.01", "127.0.0.1"));
        arguments.addAll(
                format.equals("--plot")
                        ? List.of(format, folder.resolve("plot.png").toString())
                        : List.of("--format", format));

        FinishedProcess ping = FinishedProcess.of(InstalledJava.ours().runsJar(jar, List.of(), arguments));

        assertThat(ping.errors()).isEmpty();
        assertThat(ping.exitCode()).isZero();
        assertThat(ping.output()).anyMatch(
                line -> line.contains(" received") || line.startsWith("summary,") || line.contains("\"received\":"));
    }

    @Test
    void anInterfaceMadeAnewIsFoundAllTheSame() throws Exception {
        make();
        Process ping = PingProcess.start(network, "-i", "0.02", "-W", "0.05", "-I", "v0", "10.77.0.2");
        try (BufferedReader lines = ping.inputReader()) {
            awaitLine(lines, "timeout");
            network.exec("ip", "link", "del", "v0");
            awaitLine(lines, "not sent");
            make();
            awaitLine(lines, "timeout");
        } finally {
            ping.destroyForcibly().waitFor();
        }
    }

    private void make() throws InterruptedException {
        network.exec("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
        network.exec("ip", "addr", "add", "10.77.0.1/24", "dev", "v0");
        network.exec("ip", "link", "set", "v0", "up");
        network.exec("ip", "link", "set", "v1", "up");
        network.exec("ip", "neigh", "add", "10.77.0.2", "lladdr", "02:00:00:00:00:99", "dev", "v0", "nud", "permanent");
    }

    private static void awaitLine(BufferedReader lines, String text) throws Exception {
        String line = lines.readLine();
        while (!line.contains(text)) {
            line = lines.readLine();
        }
    }

    @Test
    void aLargestAnsweredMtuTakesASecondSetOfSockets() throws Exception {
        var mtu = PingProcess.ping(network, "--mtu", "::1");

        assertThat(mtu.err()).isEmpty();
        assertThat(mtu.exitCode()).isZero();
    }
}
