package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpSocket;
import io.github.icmpffm.socket.SocketKind;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.RefusedOption;
import io.github.icmpffm.testnetwork.TestNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program's sockets are, and what it reports where the kernel does not give what was asked for. */
@NeedsNetwork
class SocketIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void whereTheKernelHasNoStampsItPingsByTheMonotonicClockAndSaysSo(String host, String mode, TestNetwork network)
            throws Exception {
        network.openPingGroup().host(host).replies();

        Finished ping = RefusedOption.call(
                SocketConstants.SOL_SOCKET, SocketConstants.SO_TIMESTAMPING, Errno.ENOPROTOOPT,
                () -> PingProcess.ping(network, "--mode", mode, "-v", "-c", "2", "-i", "0.1", "--format", "json",
                        host));

        assertThat(ping.exitCode()).isZero();
        assertThat(ping.out()).contains("\"clock\":\"user\"", "\"received\":2");
        assertThat(ping.err().lines())
                .startsWith("ping-app: the kernel refused SO_TIMESTAMPING: Protocol not available (ENOPROTOOPT)")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, HOST_V6})
    void anIdentifierThatAnotherDatagramSocketHasIsRefusedInOneLine(String host, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        Family family = host.equals(HOST) ? Family.IPV4 : Family.IPV6;
        try (IcmpSocket other = network.inside(() -> IcmpSocket.open(family, SocketKind.DATAGRAM))) {
            other.bind(IcmpSocket.anyAddress(family), 77);

            Finished ping = PingProcess.ping(network, "--mode", "datagram", "-e", "77", "-c", "1", host);

            assertThat(ping.err()).isEqualTo(
                    "ping-app: another socket has the identifier 77 (EADDRINUSE); take another, or a raw socket\n");
            assertThat(ping.exitCode()).isEqualTo(2);
        }
        assertThat(PingProcess.ping(network, "--mode", "datagram", "-e", "77", "-c", "1", host, "127.0.0.1", "::1")
                .exitCode())
                .as("and of both families, once it is free")
                .isZero();
        assertThat(PingProcess.ping(network, "--sweep", "--rate", "0", "-e", "77", host).exitCode())
                .as("of a fast sweep, too")
                .isZero();
    }
}
