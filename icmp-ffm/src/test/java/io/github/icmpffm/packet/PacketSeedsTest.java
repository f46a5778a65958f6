package io.github.icmpffm.packet;

import io.github.icmpffm.fuzz.Seeds;
import org.junit.jupiter.api.Test;

class PacketSeedsTest {
    @Test
    void noMessageIsDecodedWrongly() {
        Seeds.tryAll(MessageFuzz.class, MessageFuzz::fuzzerTestOneInput);
    }
}
