package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.process.Needs;
import io.github.icmpffm.socket.IcmpException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class PingerOfOneFamilyTest {

    @Test
    void itPingsThatFamilyAndHasNoSocketOfTheOther() throws Exception {
        Needs.icmpSocket();
        try (Pinger pinger = Pinger.open(PingerOptions.defaults().family(Family.IPV4))) {
            assertThat(pinger.ping(InetAddress.getByName("127.0.0.1"))).isInstanceOf(Reply.class);
            assertThat(pinger.socketKind(Family.IPV6)).isEmpty();
            assertThatThrownBy(() -> pinger.ping(InetAddress.getByName("::1")))
                    .isInstanceOf(IcmpException.class)
                    .hasMessageContaining("other family");
        }
    }
}
