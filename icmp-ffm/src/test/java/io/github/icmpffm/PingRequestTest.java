package io.github.icmpffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingRequestTest {

    private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

    @Test
    void theSameToAnotherTargetSharesAllButThat() {
        PingRequest request = PingRequest.to(IPV4).withTimeout(Duration.ofMillis(7)).withPayloadLength(99);
        PingRequest other = request.withTarget(IPV6);
        assertThat(other.target()).isEqualTo(IPV6);
        assertThat(other.timeout()).isEqualTo(Duration.ofMillis(7));
        assertThat(other.shape().payload()).isSameAs(request.shape().payload());
    }

    @Test
    void aPayloadTooLongForTheOtherFamilyIsRefused() {
        PingRequest request = PingRequest.to(IPV6).withPayloadLength(65_520);
        assertThatThrownBy(() -> request.withTarget(IPV4)).isInstanceOf(IllegalArgumentException.class);
    }
}
