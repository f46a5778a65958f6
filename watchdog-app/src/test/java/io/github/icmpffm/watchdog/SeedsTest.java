package io.github.icmpffm.watchdog;

import io.github.icmpffm.fuzz.Seeds;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void framesAreTheSameInWhateverPieces() {
        Seeds.tryAll(MessageReaderFuzz.class, MessageReaderFuzz::fuzzerTestOneInput);
    }

    @Test
    void everyCommandLineIsUnderstoodOrRefused() {
        Seeds.tryAll(WatchdogOptionsFuzz.class, WatchdogOptionsFuzz::fuzzerTestOneInput);
    }
}
