package io.github.icmpffm.ping;

import io.github.icmpffm.fuzz.Seeds;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void everyCommandLineIsUnderstoodOrRefused() {
        Seeds.tryAll(OptionsFuzz.class, OptionsFuzz::fuzzerTestOneInput);
    }

    @Test
    void everyListIsReadOrRefused() {
        Seeds.tryAll(TargetListFuzz.class, TargetListFuzz::fuzzerTestOneInput);
    }
}
