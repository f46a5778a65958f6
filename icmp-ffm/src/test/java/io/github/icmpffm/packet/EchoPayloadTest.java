package io.github.icmpffm.packet;

import static io.github.icmpffm.packet.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EchoPayloadTest {
    @Test
    void theDefaultBeginsWithTheTextAndCountsOn() {
        byte[] payload = EchoPayload.ofLength(300);
        assertThat(new String(payload, 0, 18, StandardCharsets.US_ASCII)).isEqualTo("This is the ping.\n");
        assertThat(Arrays.copyOfRange(payload, 18, 22)).containsExactly(18, 19, 20, 21);
        assertThat(payload[299]).isEqualTo((byte) 299);
    }

    @Test
    void aShortPayloadCutsTheText() {
        assertThat(EchoPayload.ofLength(4)).asString(StandardCharsets.US_ASCII).isEqualTo("This");
        assertThat(EchoPayload.ofLength(0)).isEmpty();
    }

    @Test
    void aPatternIsRepeatedAndCut() {
        assertThat(EchoPayload.repeating(hex("c0ffee"), 7)).isEqualTo(hex("c0ffeec0ffeec0"));
    }

    @Test
    void anEmptyPatternAndANegativeLengthAreRefused() {
        assertThatThrownBy(() -> EchoPayload.repeating(new byte[0], 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EchoPayload.ofLength(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
