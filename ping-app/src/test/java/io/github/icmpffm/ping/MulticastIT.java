package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F12: a multicast group, all members of which reply. */
@NeedsNetwork
class MulticastIT {

    @ParameterizedTest
    @CsvSource({"224.0.0.1,raw", "224.0.0.1,datagram", "ff02::1%tun0,raw", "ff02::1%tun0,datagram"})
    void theMembersOfAGroupAreNoDuplicatesInTheFormatOfIputils(String group, String mode, TestNetwork network)
            throws Exception {
        boolean ipv4 = !group.contains(":");
        network.openPingGroup().host(group.split("%", 2)[0]).onRequest(request -> members(request, ipv4));

        Finished ping = PingProcess.ping(
                network, "--mode", mode, "--format", "iputils", "-n", "-I", "tun0", "-c", "2", "-i", "0.3", group);

        assertThat(ping.out())
                .contains("64 bytes from " + (ipv4 ? "198.51.100.20" : "2001:db8::20"), ": icmp_seq=1 ttl=64 time=")
                .containsPattern("2 packets transmitted, 2 received, \\+[1-9] duplicates, 0% packet loss")
                .doesNotContain("DUP!", "DIFFERENT ADDRESS!");
    }

    private static List<Answer> members(Request request, boolean ipv4) {
        return List.of(
                request.reply().from(ipv4 ? "198.51.100.20" : "2001:db8::20"),
                request.reply().from(ipv4 ? "198.51.100.21" : "2001:db8::21"));
    }
}
