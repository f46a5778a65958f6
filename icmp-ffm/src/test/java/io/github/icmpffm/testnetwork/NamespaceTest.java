package io.github.icmpffm.testnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import io.github.icmpffm.process.Needs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The namespace: what is in it, what gets in, and that nothing of it is left. */
@NeedsNetwork
class NamespaceTest {

    @Test
    void onlyWhatRunsInsideSeesTheDevice(TestNetwork network) throws Exception {
        assertThat(network.inside(() -> NetworkInterface.getByName(TestNetwork.DEVICE)))
                .isNotNull();
        assertThat(NetworkInterface.getByName(TestNetwork.DEVICE)).isNull();
        assertThat(network.exec("ip", "-br", "address", "show", "dev", TestNetwork.DEVICE))
                .contains("198.51.100.1/24", "2001:db8::1/64");
    }

    @Test
    void whatAnInsideTaskThrowsIsThrown(TestNetwork network) {
        assertThatThrownBy(() -> network.doInside(() -> {
            throw new IOException("from inside");
        }))
                .isInstanceOf(IOException.class)
                .hasMessage("from inside");
    }

    @Test
    void theHostsOfTwoNetworksAreStrangers(TestNetwork network) throws Exception {
        try (TestNetwork other = TestNetwork.create()) {
            network.host("198.51.100.9").replies();
            other.host("198.51.100.9").silent();

            assertThat(reachable(network, "198.51.100.9")).isTrue();
            assertThat(other.inside(() -> InetAddress.ofLiteral("198.51.100.9").isReachable(200)))
                    .isFalse();
            assertThat(network.requestCount()).isEqualTo(1);
            assertThat(other.requestCount()).isEqualTo(1);
        }
    }

    /** Java's own ICMP: a raw socket, as root, on a thread inside. */
    private static boolean reachable(TestNetwork network, String address) throws Exception {
        return network.inside(() -> InetAddress.ofLiteral(address).isReachable(2000));
    }

    @Test
    void thePingGroupDecidesWhoMayOpenADatagramSocket(TestNetwork network) throws Exception {
        assertThat(network.inside(NamespaceTest::openDatagramSocket)).isEqualTo(-Errno.EACCES);

        network.openPingGroup();
        assertThat(network.inside(NamespaceTest::openDatagramSocket)).isZero();

        network.closePingGroup();
        assertThat(network.inside(NamespaceTest::openDatagramSocket)).isEqualTo(-Errno.EACCES);
    }

    private static int openDatagramSocket() {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            int fd = Sockets.socket(
                    errno, SocketConstants.AF_INET, SocketConstants.SOCK_DGRAM, SocketConstants.IPPROTO_ICMP);
            return fd < 0 ? fd : Sockets.close(errno, fd);
        }
    }

    @Test
    void theKernelCanBeToldNotToReply(TestNetwork network) throws Exception {
        assertThat(reachable(network, "127.0.0.1")).isTrue();
        network.ignoreEchoRequests();
        assertThat(network.exec("cat", "/proc/sys/net/ipv4/icmp_echo_ignore_all"))
                .isEqualTo("1\n");
        assertThat(network.exec("cat", "/proc/sys/net/ipv6/icmp/echo_ignore_all"))
                .isEqualTo("1\n");
    }

    @Test
    void aSetUpCommandThatFailsSaysWhatItPrinted(TestNetwork network) {
        assertThatThrownBy(() -> network.exec("ip", "link", "show", "dev", "nosuchdevice"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ip link show dev nosuchdevice: exit code 1")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aTestWhoseSetUpTheKernelHasNothingForIsSkipped(TestNetwork network) {
        Class<? extends Exception> thrown = Needs.isRequired()
                ? IllegalStateException.class
                : TestAbortedException.class;
        assertThatThrownBy(() -> network.exec("ip", "link", "add", "d0", "type", "nosuchtype"))
                .isInstanceOf(thrown)
                .hasMessageStartingWith("the kernel here has nothing for: ip link add d0 type nosuchtype");
        assertThatThrownBy(() -> network.exec("tc", "qdisc", "add", "dev", TestNetwork.DEVICE, "root", "nosuchqdisc"))
                .isInstanceOf(thrown);
    }

    @Test
    void aDeviceThatIsDownLosesPacketsUntilItIsUpAgain(TestNetwork network) throws Exception {
        network.host("198.51.100.9").replies();
        assertThat(reachable(network, "198.51.100.9")).isTrue();

        network.exec("ip", "link", "set", TestNetwork.DEVICE, "down");
        network.send(network.requests().getFirst().reply());
        network.exec("ip", "link", "set", TestNetwork.DEVICE, "up");
        network.exec("ip", "route", "replace", "default", "dev", TestNetwork.DEVICE);

        assertThat(reachable(network, "198.51.100.9")).isTrue();
    }

    @Test
    void aBehaviourThatThrowsFailsTheNetwork() throws Exception {
        TestNetwork network = TestNetwork.create();
        network.host("198.51.100.9").onRequest(request -> {
            throw new IllegalArgumentException("broken script");
        });
        network.inside(() -> InetAddress.ofLiteral("198.51.100.9").isReachable(50));
        network.awaitRequests("198.51.100.9", 1);

        assertThatThrownBy(network::close).hasMessageContaining("broken script");
        network.close();
    }

    @Test
    void processesAreInsideAndEndWithTheNetwork() throws Exception {
        TestNetwork network = TestNetwork.create();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "sleep 60 & echo started; wait");
        Process shell = network.start(builder);
        assertThat(shell.inputReader().readLine()).isEqualTo("started");

        List<ProcessHandle> inside = network.processesInside();
        assertThat(inside).contains(shell.toHandle()).hasSize(2);
        assertThat(network.threadsInside()).isEmpty();
        assertThat(builder.command()).first().isEqualTo("sh");

        network.close();
        assertThat(network.processesInside()).isEmpty();
        assertThat(shell.waitFor(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingIsLeft() throws Exception {
        useOnce();
        long descriptors = count("/proc/self/fd");
        long namespaces = namespacesOfThreads();
        for (int i = 0; i < 10; i++) {
            useOnce();
        }
        assertThat(count("/proc/self/fd")).isLessThanOrEqualTo(descriptors);
        assertThat(namespacesOfThreads()).isLessThanOrEqualTo(namespaces);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("network-namespace", "test-network");
    }

    private static void useOnce() throws Exception {
        try (TestNetwork network = TestNetwork.create()) {
            network.tapped().host("198.51.100.9").replies();
            assertThat(reachable(network, "198.51.100.9")).isTrue();
            assertThat(network.exec("echo", "done")).isEqualTo("done\n");
        }
    }

    private static long count(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.count();
        }
    }

    /** In how many network namespaces this process's threads live. */
    private static long namespacesOfThreads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(NamespaceTest::namespaceOf).filter(id -> !id.isEmpty()).distinct().count();
        }
    }

    private static String namespaceOf(Path task) {
        try {
            return Files.readSymbolicLink(task.resolve("ns/net")).toString();
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }
}
