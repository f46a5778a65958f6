package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default format, and what standard output may be. */
@NeedsNetwork
class PlainOutputIT {
    private static final String HOST = "198.51.100.9";
    private static final String TIME = "\\d+\\.\\d{6}";

    @Test
    void aReplyIsTheReportsLine(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.1", HOST);

        assertThat(ping.err()).isEmpty();
        assertThat(ping.exitCode()).isZero();
        List<String> lines = ping.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).matches("198\\.51\\.100\\.9: seq=0 time=" + TIME + "ms");
        assertThat(lines.get(1)).matches("198\\.51\\.100\\.9: seq=1 time=" + TIME + "ms");
        assertThat(lines.get(2)).isEmpty();
        assertThat(lines.get(3))
                .isEqualTo("198.51.100.9: 2 sent, 2 received, 0 lost (0%), 0 duplicates, 0 errors");
        assertThat(lines.get(4))
                .matches("198\\.51\\.100\\.9: min/avg/max/mdev = " + slashed(4) + " ms, median/p95/p99 = "
                        + slashed(3) + " ms");
    }

    private static String slashed(int count) {
        return String.join("/", Collections.nCopies(count, TIME));
    }

    @Test
    void ipv6AddressesAreWrittenAsInRfc5952(TestNetwork network) throws Exception {
        network.host("2001:db8::9").replies();

        assertThat(PingProcess.ping(network, "-c", "1", "2001:0DB8:0:0:0:0:0:9").out())
                .startsWith("2001:db8::9: seq=0 time=")
                .contains("\n2001:db8::9: 1 sent, 1 received");
    }

    @Test
    void theSummaryHasTheSameWordsWithoutAnyReply(TestNetwork network) throws Exception {
        assertThat(PingProcess.ping(network, "-c", "1", "-W", "0.1", HOST).out()).isEqualTo("""
                198.51.100.9: seq=0 timeout

                198.51.100.9: 1 sent, 0 received, 1 lost (100%), 0 duplicates, 0 errors
                198.51.100.9: min/avg/max/mdev = -/-/-/- ms, median/p95/p99 = -/-/- ms
                """);
    }

    @Test
    void duplicatesCorruptedAndNoticesAreToldAndCountedApart(TestNetwork network) throws Exception {
        network.host(HOST)
                .replies()
                .preceding(request -> List.of(
                        request.redirectTo("198.51.100.3").from("198.51.100.254"),
                        request.reply().withFlippedByte(3)))
                .duplicatingAfter(ofMillis(20));

        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.3", HOST);

        assertThat(ping.out().lines())
                .anyMatch(line -> line.equals(
                        "198.51.100.9: seq=0 redirect from=198.51.100.254 (Redirect Host)"))
                .anyMatch(line -> line.matches("198\\.51\\.100\\.9: seq=0 time=" + TIME + "ms corrupted"))
                .anyMatch(line -> line.matches("198\\.51\\.100\\.9: seq=0 time=" + TIME + "ms"))
                .anyMatch(line -> line.matches("198\\.51\\.100\\.9: seq=0 time=" + TIME + "ms duplicate"))
                .anyMatch(line -> line.startsWith("198.51.100.9: 2 sent, 2 received, 0 lost (0%), ")
                        && line.contains(" duplicates, 0 errors, ")
                        && line.contains(" corrupted")
                        && line.contains(" notices"));
    }

    @Test
    void aReplyAfterItsTimeoutIsLateAndNotReceived(TestNetwork network) throws Exception {
        network.host(HOST)
                .onRequest(request -> List.of(request.reply().after(ofMillis(request.sequence() == 0 ? 300 : 0))));

        Finished ping = PingProcess.ping(network, "-c", "3", "-i", "0.3", "-W", "0.1", HOST);

        assertThat(ping.out().lines())
                .contains("198.51.100.9: seq=0 timeout")
                .anyMatch(line -> line.matches("198\\.51\\.100\\.9: seq=0 time=3\\d\\d\\.\\d{6}ms late"))
                .contains("198.51.100.9: 3 sent, 2 received, 1 lost (33.3333%), 0 duplicates, 0 errors, 1 late");
    }

    @Test
    void errorsNameTheirSenderAndReason(TestNetwork network) throws Exception {
        network.host(HOST).replies().behind("203.0.113.1", "203.0.113.2");
        network.host("2001:db8::9").answers(request -> request.tooBig(1300).from("2001:db8::fe"));

        assertThat(PingProcess.ping(network, "-c", "1", "-t", "2", HOST).out())
                .startsWith("198.51.100.9: seq=0 time-exceeded from=203.0.113.2 (Time to live exceeded)\n");
        assertThat(PingProcess.ping(network, "-c", "1", "2001:db8::9").out())
                .startsWith("2001:db8::9: seq=0 too-big from=2001:db8::fe (Packet too big: mtu=1300)\n");
    }

    /** Part 3, point 9. */
    @ParameterizedTest
    @CsvSource({"198.51.100.9,raw", "198.51.100.9,datagram", "2001:db8::9,raw", "2001:db8::9,datagram"})
    void aReplyFromAnotherAddressCountsAndIsMarked(String host, String mode, TestNetwork network) throws Exception {
        String other = host.substring(0, host.length() - 1) + "77";
        network.openPingGroup().host(host).answers(request -> request.reply().from(other));

        Finished ping = PingProcess.ping(network, "--mode", mode, "-c", "1", host);
        Finished sweep = PingProcess.ping(network, "--mode", mode, "--sweep", "-W", "0.3", host);

        assertThat(ping.out()).startsWith(other + ": seq=0 time=")
                .contains("ms (from another address)\n", "1 sent, 1 received, 0 lost (0%)");
        assertThat(sweep.out()).startsWith(host + ": time=").contains("1 sent, 1 answered (100%)");
    }

    @Test
    void whatTheKernelRefusesWasNotSent(TestNetwork network) throws Exception {
        network.exec("ip", "route", "add", "blackhole", "203.0.113.0/24");

        Finished ping = PingProcess.ping(network, "-c", "2", "-i", "0.1", "203.0.113.5");

        assertThat(ping.out())
                .startsWith("""
                        203.0.113.5: seq=0 not sent: Invalid argument (EINVAL)
                        203.0.113.5: seq=1 not sent: Invalid argument (EINVAL)
                        """)
                .contains("0 sent, 0 received, 2 lost (100%), 0 duplicates, 0 errors, 2 not sent\n");
        assertThat(ping.exitCode()).isEqualTo(1);
    }

    @Test
    void everyLineIsThereWhenItHappens(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = PingProcess.start(network, "-i", "30", HOST);

        try (BufferedReader lines = ping.inputReader()) {
            assertThat(lines.readLine()).startsWith("198.51.100.9: seq=0 time=");
            assertThat(ping.isAlive()).isTrue();
        }
    }

    @Test
    void aFullDiskIsTold(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = network.start(PingProcess.builder(HOST).redirectOutput(new File("/dev/full")));

        assertThat(ping.errorReader().lines())
                .singleElement()
                .asString()
                .isEqualTo("ping-app: cannot write to standard output: No space left on device");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    @Test
    void aReaderWhoHasSeenEnoughEndsItQuietly(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = PingProcess.start(network, "-i", "0.05", HOST);

        try (BufferedReader lines = ping.inputReader()) {
            assertThat(lines.readLine()).startsWith("198.51.100.9: seq=0 time=");
        }

        assertThat(ping.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ping.exitValue()).isZero();
        assertThat(ping.errorReader().lines()).isEmpty();
    }
}
