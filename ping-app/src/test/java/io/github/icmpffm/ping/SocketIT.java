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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program's sockets are, and what it reports where the kernel does not give what was asked for. */
@NeedsNetwork
class SocketIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    /** F8. */
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

    /** F10. */
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

    // ---- interfaces

    /** As a VRF, the port of a bridge, or an unnumbered or PPP link: Java does not list it. */
    private static void makeInterfaceWithoutAddress(TestNetwork network) throws InterruptedException {
        network.exec("ip", "link", "add", "bare0", "type", "veth", "peer", "name", "bare1");
        network.exec("ip", "link", "set", "bare0", "addrgenmode", "none");
        network.exec("ip", "link", "set", "bare0", "up");
        network.exec("ip", "link", "set", "bare1", "addrgenmode", "none", "up");
        network.exec("ip", "route", "add", "192.0.2.0/24", "dev", "bare0");
        network.exec("ip", "route", "add", "2001:db8:9::/64", "dev", "bare0");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.9,raw", "192.0.2.9,datagram", "2001:db8:9::9,raw", "2001:db8:9::9,datagram"})
    void anInterfaceNeedNotHaveAnAddress(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().everyOtherHost().replies();
        makeInterfaceWithoutAddress(network);

        Finished ping = PingProcess.ping(network, "--mode", mode, "-I", "bare0", "-c", "1", "-W", "0.2", host);

        assertThat(ping.err()).isEmpty();
        assertThat(ping.out()).contains("1 sent, 0 received");
        assertThat(ping.exitCode()).isEqualTo(1);
        assertThat(network.requests()).as("by the other interface").isEmpty();
    }

    @Test
    void theZoneOfALinkLocalAddressNeedNotHaveAnAddressEither(TestNetwork network) throws Exception {
        makeInterfaceWithoutAddress(network);

        Finished ping = PingProcess.ping(network, "-c", "1", "-W", "0.2", "fe80::9%bare0");

        assertThat(ping.err()).isEmpty();
        assertThat(ping.out()).contains("\nfe80::9%bare0: ");
    }

    /** P4. */
    @ParameterizedTest
    @CsvSource({
        HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram", "fe80::9,raw", "fe80::9,datagram"
    })
    void anInterfaceMayBeGivenByItsNumber(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        String number = network.exec("ip", "-o", "link", "show", TestNetwork.DEVICE).split(":", 2)[0];

        Finished ping = PingProcess.ping(
                network, "--mode", mode, "-I", number, "-c", "1", "--format", "iputils", "-n", host);
        Finished none = PingProcess.ping(network, "-I", "9999", "-c", "1", host);
        Finished large = PingProcess.ping(network, "-I", "2130706433000", "-c", "1", host);

        assertThat(ping.out()).startsWith("PING " + host).contains(" from ", " tun0: ", " 1 received, 0% packet loss");
        assertThat(ping.exitCode()).isZero();
        assertThat(none.err()).isEqualTo("ping-app: invalid argument: '9999' for -I: no such interface\n");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(large.err()).isEqualTo("ping-app: invalid argument: '2130706433000' for -I: no such interface\n");
    }

    /** Part 3, point 9. */
    @ParameterizedTest
    @ValueSource(strings = {HOST, HOST_V6, TestNetwork.ADDRESS})
    void aTargetThatLoopbackDoesNotReachIsHintedAt(String host, TestNetwork network) throws Exception {
        Finished remote = PingProcess.ping(network, "-I", "lo", "-c", "1", "-W", "0.2", host);
        Finished own = PingProcess.ping(network, "-I", "lo", "-c", "1", "127.0.0.2", "::1");

        assertThat(remote.err()).isEqualTo("ping-app: " + host
                + " is not an address of lo, which requests do not leave (-I)\n");
        assertThat(own.err()).isEmpty();
        assertThat(own.exitCode()).isZero();
    }

    /** P7. */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "datagram"})
    void aBroadcastAddressIsSaidToBeOne(String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host("198.51.100.254").replies();

        Finished typed = PingProcess.ping(network, "--mode", mode, "-c", "1", "198.51.100.255");
        Finished ranged = PingProcess.ping(network, "--mode", mode, "-c", "1", "-W", "0.2", "198.51.100.254/31");

        assertThat(typed.err())
                .isEqualTo("ping-app: 198.51.100.255 is a broadcast address: nothing is sent there (EACCES)\n");
        assertThat(typed.out()).contains("Permission denied (EACCES)");
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(ranged.err()).isEmpty();
        assertThat(ranged.out()).contains("198.51.100.254: seq=0 time=");
    }

    // ---- link-local addresses

    /** P3. */
    @ParameterizedTest
    @ValueSource(strings = {"raw", "datagram"})
    void aLinkLocalAddressIsOnTheOnlyLink(String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host("fe80::9").replies();

        Finished ping = PingProcess.ping(network, "--mode", mode, "-c", "1", "fe80::9");

        assertThat(ping.err()).isEmpty();
        assertThat(ping.out()).startsWith("fe80::9%tun0: seq=0 time=");
    }

    /** P3. */
    @ParameterizedTest
    @CsvSource({"raw,fe80::9", "datagram,fe80::9", "raw,ff02::1", "datagram,ff02::1"})
    void ofSeveralLinksTheMessageNamesThem(String mode, String address, TestNetwork network) throws Exception {
        network.openPingGroup().host(address).replies();
        network.exec("ip", "link", "add", "other0", "type", "veth", "peer", "name", "other1");
        network.exec("ip", "link", "set", "other1", "addrgenmode", "none", "up");
        network.exec("ip", "link", "set", "other0", "up");

        Finished ping = PingProcess.ping(network, "--mode", mode, "-c", "1", address);
        Finished said = PingProcess.ping(network, "--mode", mode, "-c", "1", "-I", "tun0", "-W", "0.2", address);
        Finished trace = PingProcess.ping(network, "--mode", mode, "--trace", address);
        Finished beside = PingProcess.ping(network, "--mode", mode, "-c", "1", "127.0.0.1", address);

        assertThat(ping.err()).startsWith("ping-app: '" + address + "' is a link-local address; add its interface: ")
                .contains(address + "%tun0", " or ", address + "%other0")
                .endsWith(" (or -I)\n");
        assertThat(ping.out()).isEmpty();
        assertThat(ping.exitCode()).isEqualTo(2);
        assertThat(said.err()).isEmpty();
        assertThat(trace.err()).isEqualTo(ping.err());
        assertThat(beside.err()).isEqualTo(ping.err());
        assertThat(beside.out()).startsWith("127.0.0.1: seq=0 time=");
    }

    // ---- families

    /** P8. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void ofTwoFamiliesTheOneWithoutASocketHasItsReason(String without, String mode, TestNetwork network)
            throws Exception {
        network.openPingGroup().host(HOST).replies();
        network.host(HOST_V6).replies();
        boolean ipv4 = without.equals(HOST);

        Finished ping = RefusedOption.call(
                ipv4 ? SocketConstants.SOL_IP : SocketConstants.SOL_IPV6,
                ipv4 ? SocketConstants.IP_TOS : SocketConstants.IPV6_TCLASS,
                Errno.ENOPROTOOPT,
                () -> PingProcess.ping(network, "--mode", mode, "-Q", "8", "-c", "1", HOST, HOST_V6));

        assertThat(ping.err()).isEqualTo("ping-app: " + without + ": setting " + (ipv4 ? "IP_TOS" : "IPV6_TCLASS")
                + " = 8 failed: Protocol not available (ENOPROTOOPT)\n");
        assertThat(ping.out()).startsWith((ipv4 ? HOST_V6 : HOST) + ": seq=0 time=");
        assertThat(ping.exitCode()).isEqualTo(2);
    }
}
