package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole outputs of {@code --format iputils}, only the numbers masked. */
@NeedsNetwork
class IputilsOutputIT {
    private static final String HOST = "198.51.100.9";
    private static final String HOST_V6 = "2001:db8::9";

    private static Finished run(TestNetwork network, String... arguments) throws InterruptedException {
        String[] all = new String[arguments.length + 2];
        all[0] = "--format";
        all[1] = "iputils";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return PingProcess.ping(network, all);
    }

    private static String masked(TestNetwork network, String... arguments) throws InterruptedException {
        return Masked.of(run(network, arguments).out());
    }

    // ---- loopback

    @Test
    void loopbackByNumber(TestNetwork network) throws Exception {
        assertThat(masked(network, "-c", "2", "-i", "0.1", "127.0.0.1")).isEqualTo("""
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T ms
                64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=T ms

                --- 127.0.0.1 ping statistics ---
                2 packets transmitted, 2 received, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    @Test
    void loopbackOfIpv6(TestNetwork network) throws Exception {
        assertThat(masked(network, "-c", "1", "::1")).isEqualTo("""
                PING ::1 (::1) 56 data bytes
                64 bytes from ::1: icmp_seq=1 ttl=64 time=T ms

                --- ::1 ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    @Test
    void loopbackByName(TestNetwork network) throws Exception {
        assertThat(masked(network, "-4", "-c", "1", "localhost")).isEqualTo("""
                PING localhost (127.0.0.1) 56(84) bytes of data.
                64 bytes from localhost (127.0.0.1): icmp_seq=1 ttl=64 time=T ms

                --- localhost ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    @Test
    void numericLoopbackByName(TestNetwork network) throws Exception {
        assertThat(masked(network, "-n", "-4", "-c", "1", "localhost"))
                .contains("\n64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T ms\n");
    }

    // ---- options

    @Test
    void quiet(TestNetwork network) throws Exception {
        assertThat(masked(network, "-q", "-c", "1", "127.0.0.1")).isEqualTo("""
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.

                --- 127.0.0.1 ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    @Test
    void timestamps(TestNetwork network) throws Exception {
        assertThat(masked(network, "-D", "-c", "1", "127.0.0.1"))
                .startsWith("""
                        PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                        [T] 64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T ms

                        ---\
                        """);
    }

    @Test
    void outstanding(TestNetwork network) throws Exception {
        network.host(HOST).replies().losing(request -> request.sequence() == 1);
        assertThat(masked(network, "-O", "-c", "2", "-i", "0.2", "-W", "0.3", HOST)).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.
                no answer yet for icmp_seq=1
                64 bytes from 198.51.100.9: icmp_seq=2 ttl=64 time=T ms

                --- 198.51.100.9 ping statistics ---
                2 packets transmitted, 1 received, 50% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    @Test
    void flood(TestNetwork network) throws Exception {
        assertThat(masked(network, "-f", "-c", "3", "127.0.0.1")).isEqualTo("""
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                .\b \b.\b \b.\b \b
                --- 127.0.0.1 ping statistics ---
                3 packets transmitted, 3 received, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms, ipg/ewma T/T ms
                """);
    }

    @ParameterizedTest
    @CsvSource({"-A", "-i 0"})
    void adaptiveAndUnpausedTellTheRates(String option, TestNetwork network) throws Exception {
        String[] arguments = (option + " -q -c 3 127.0.0.1").split(" ", -1);
        assertThat(masked(network, arguments)).endsWith("= T/T/T/T ms, ipg/ewma T/T ms\n");
    }

    @Test
    void aPayloadTooSmallForATime(TestNetwork network) throws Exception {
        assertThat(masked(network, "-s", "8", "-c", "1", "127.0.0.1")).isEqualTo("""
                PING 127.0.0.1 (127.0.0.1) 8(36) bytes of data.
                16 bytes from 127.0.0.1: icmp_seq=1 ttl=64

                --- 127.0.0.1 ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time Tms

                """);
    }

    @Test
    void pattern(TestNetwork network) throws Exception {
        assertThat(masked(network, "-p", "c0ffee", "-c", "1", "127.0.0.1"))
                .startsWith("PATTERN: 0xc0ffee\nPING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.\n");
    }

    @Test
    void source(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        assertThat(masked(network, "-I", "tun0", "-c", "1", HOST))
                .startsWith("PING 198.51.100.9 (198.51.100.9) from 198.51.100.1 tun0: 56(84) bytes of data.\n64 bytes");
        assertThat(masked(network, "-I", "198.51.100.1", "-c", "1", HOST))
                .startsWith("PING 198.51.100.9 (198.51.100.9) from 198.51.100.1 : 56(84) bytes of data.\n64 bytes");
    }

    // ---- what goes wrong

    @Test
    void unreachable(TestNetwork network) throws Exception {
        network.host(HOST).answers(request -> request.hostUnreachable().from("198.51.100.254"));
        Finished ping = run(network, "-c", "2", "-i", "0.1", HOST);
        assertThat(Masked.of(ping.out())).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.
                From 198.51.100.254 icmp_seq=1 Destination Host Unreachable
                From 198.51.100.254 icmp_seq=2 Destination Host Unreachable

                --- 198.51.100.9 ping statistics ---
                2 packets transmitted, 0 received, +2 errors, 100% packet loss, time Tms

                """);
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @Test
    void unreachableOfIpv6(TestNetwork network) throws Exception {
        network.host(HOST_V6).answers(request -> request.unreachable(3).from("2001:db8::fe"));
        assertThat(masked(network, "-c", "1", HOST_V6)).isEqualTo("""
                PING 2001:db8::9 (2001:db8::9) 56 data bytes
                From 2001:db8::fe icmp_seq=1 Destination unreachable: Address unreachable

                --- 2001:db8::9 ping statistics ---
                1 packets transmitted, 0 received, +1 errors, 100% packet loss, time Tms

                """);
    }

    @Test
    void timeExceeded(TestNetwork network) throws Exception {
        network.host(HOST).replies().behind("203.0.113.1", "203.0.113.2");
        network.host(HOST_V6).answers(request -> request.timeExceeded().from("2001:db8::fe"));
        assertThat(masked(network, "-t", "1", "-c", "1", HOST))
                .contains("\nFrom 203.0.113.1 icmp_seq=1 Time to live exceeded\n", " 0 received, +1 errors, 100% ");
        assertThat(masked(network, "-c", "1", HOST_V6))
                .contains("\nFrom 2001:db8::fe icmp_seq=1 Time exceeded: Hop limit\n");
    }

    @Test
    void tooBig(TestNetwork network) throws Exception {
        network.host(HOST).answers(request -> request.tooBig(1280).from("198.51.100.254"));
        network.host(HOST_V6).answers(request -> request.tooBig(1280).from("2001:db8::fe"));
        assertThat(masked(network, "-c", "1", "-s", "1400", HOST))
                .contains("\nFrom 198.51.100.254 icmp_seq=1 Frag needed and DF set (mtu = 1280)\n");
        assertThat(masked(network, "-c", "1", "-s", "1400", HOST_V6))
                .contains("\nFrom 2001:db8::fe icmp_seq=1 Packet too big: mtu=1280\n");
    }

    @Test
    void tooLongToSend(TestNetwork network) throws Exception {
        Finished ping = run(network, "-M", "do", "-s", "2000", "-c", "1", HOST);
        assertThat(ping.err()).isEqualTo("ping-app: local error: message too long, mtu=1500\n");
        assertThat(Masked.of(ping.out())).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) 2000(2028) bytes of data.

                --- 198.51.100.9 ping statistics ---
                1 packets transmitted, 0 received, +1 errors, 100% packet loss, time Tms

                """);
    }

    @Test
    void notPermitted(TestNetwork network) throws Exception {
        network.exec("iptables", "-I", "OUTPUT", "-p", "icmp", "-j", "DROP");
        Finished ping = run(network, "-c", "1", HOST);
        assertThat(ping.err()).isEqualTo("ping-app: sendmsg: Operation not permitted\n");
        assertThat(ping.out()).contains("1 packets transmitted, 0 received, 100% packet loss, time 0ms\n");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @Test
    void duplicates(TestNetwork network) throws Exception {
        network.host(HOST).replies().duplicatingAfter(ofMillis(20));
        assertThat(masked(network, "-c", "2", "-i", "0.2", "-W", "1", HOST)).startsWith("""
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.
                64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=T ms
                64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=T ms (DUP!)
                64 bytes from 198.51.100.9: icmp_seq=2 ttl=64 time=T ms
                """)
                .contains("\n2 packets transmitted, 2 received, +", " duplicates, 0% packet loss, time Tms\n");
    }

    @Test
    void corrupted(TestNetwork network) throws Exception {
        network.host(HOST).replies().preceding(request -> List.of(request.reply().withFlippedByte(20)));
        String text = masked(network, "-p", "ff", "-c", "1", HOST).replaceAll("#48\t(\\p{XDigit}+ ){8}", "#48\tNONCE ");
        assertThat(text).isEqualTo("""
                PATTERN: 0xff
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.
                64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=T ms
                wrong data byte #20 should be 0xff but was 0xfe
                #16\tff ff ff ff fe ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff\s
                #48\tNONCE\s
                64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=T ms

                --- 198.51.100.9 ping statistics ---
                1 packets transmitted, 1 received, +1 corrupted, 0% packet loss, time Tms
                rtt min/avg/max/mdev = T/T/T/T ms
                """);
    }

    /** Part 3, point 6. */
    @ParameterizedTest
    @CsvSource({HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void aWrongByteIsNoBadChecksum(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies().preceding(
                request -> List.of(request.reply().withFlippedByte(20)));
        assertThat(run(network, "--mode", mode, "-p", "ff", "-c", "1", host).out())
                .contains("\nwrong data byte #20 should be 0xff but was 0xfe\n", ", 1 received, +1 corrupted, 0% ")
                .doesNotContain("BAD CHECKSUM");
    }

    /** Part 3, point 1: as Debian's check_ping has it. */
    @ParameterizedTest
    @CsvSource({
        "-4," + HOST + ",raw", "-4," + HOST + ",datagram", "-6," + HOST_V6 + ",raw", "-6," + HOST_V6 + ",datagram"
    })
    void theLineOfCheckPingIsUnderstood(String family, String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        Finished ping = run(network, "--mode", mode, family, "-n", "-U", "-w", "10", "-c", "2", host);
        assertThat(ping.out()).contains("2 packets transmitted, 2 received, 0% packet loss, time ")
                .containsPattern("rtt min/avg/max/mdev = \\S+ ms\n");
        assertThat(ping.exitCode()).isZero();
    }

    @Test
    void badChecksum(TestNetwork network) throws Exception {
        network.host(HOST).replies().preceding(request -> List.of(request.reply().withBadChecksum()));
        assertThat(masked(network, "-c", "1", HOST))
                .contains("\n64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=T ms (BAD CHECKSUM!)\n64 bytes");
    }

    /** Part 3, point 8. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void theNumberThatIsPrintedIsTheOneOnTheWire(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        assertThat(run(network, "--mode", mode, "-c", "2", "-i", "0.1", host).out())
                .contains("icmp_seq=1 ", "icmp_seq=2 ");
        assertThat(network.requests(host)).extracting(Request::sequence).containsExactly(1, 2);
        PingProcess.ping(network, "--mode", mode, "-c", "1", "--format", "json", host);
        assertThat(network.requests(host).getLast().sequence()).isZero();
    }

    /** Part 3, point 10. */
    @ParameterizedTest
    @CsvSource({HOST + ",raw", HOST + ",datagram", HOST_V6 + ",raw", HOST_V6 + ",datagram"})
    void json(String host, String mode, TestNetwork network) throws Exception {
        network.openPingGroup().host(host).replies();
        Finished ping = run(network, "--mode", mode, "-j", "-c", "2", "-i", "0.1", host);
        assertThat(ping.out().lines()).satisfiesExactly(
                line -> assertThat(line).matches("\\{\"bytes\": 64, \"host\": \"" + host + "\", \"seq\": 1,"
                        + " \"ttl\": 64, \"time\": \"[0-9.]+\"}"),
                line -> assertThat(line).contains("\"seq\": 2, "),
                line -> assertThat(line)
                        .startsWith("{\"host\": \"" + host + "\", \"transmitted\": 2, \"received\": 2, ")
                        .contains("\"rtt\": {\"min\": \""));
        assertThat(ping.err()).isEmpty();
    }

    /** Part 3, point 9. */
    @Test
    void theVariableForNamesIsHeeded(TestNetwork network) throws Exception {
        List<String> switchedOff = List.of("env", "IPUTILS_PING_PTR_LOOKUP=0");
        Finished ping = PingProcess.pingThrough(
                network, switchedOff, "--format", "iputils", "-4", "-c", "1", "localhost");
        assertThat(ping.out()).contains("64 bytes from 127.0.0.1: ");
        assertThat(ping.err()).isEqualTo(
                "ping-app: WARNING: reverse DNS resolution (PTR lookup) disabled, enforce with -H\n");
        Finished forced = PingProcess.pingThrough(
                network, switchedOff, "--format", "iputils", "-H", "-4", "-c", "1", "localhost");
        assertThat(forced.out()).contains("64 bytes from localhost (127.0.0.1): ");
        assertThat(forced.err()).isEmpty();
    }

    @Test
    void differentAddress(TestNetwork network) throws Exception {
        network.host(HOST).answers(request -> request.reply().from("198.51.100.77"));
        assertThat(masked(network, "-c", "1", HOST))
                .contains("\n64 bytes from 198.51.100.77: icmp_seq=1 ttl=64 time=T ms (DIFFERENT ADDRESS!)\n");
    }

    @Test
    void totalLoss(TestNetwork network) throws Exception {
        Finished ping = run(network, "-c", "2", "-i", "0.1", "-W", "0.2", HOST);
        assertThat(Masked.of(ping.out())).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.

                --- 198.51.100.9 ping statistics ---
                2 packets transmitted, 0 received, 100% packet loss, time Tms

                """);
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @Test
    void theTimeIsFromTheFirstRequestToTheLast(TestNetwork network) throws Exception {
        network.host(HOST).repliesAfter(ofMillis(300));
        Finished ping = run(network, "-c", "3", "-i", "0.2", HOST);
        assertThat(ping.out()).containsPattern("time (39\\d|4\\d\\d)ms").containsPattern("pipe 2\n");
        assertThat(network.requests(HOST)).extracting(Request::sequence).containsExactly(1, 2, 3);
    }
}
