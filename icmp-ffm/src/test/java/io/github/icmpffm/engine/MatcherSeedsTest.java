package io.github.icmpffm.engine;

import io.github.icmpffm.fuzz.Seeds;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import org.junit.jupiter.api.Test;

@NeedsNetwork
class MatcherSeedsTest {
    @Test
    void nothingForgedIsTakenForAProbes(TestNetwork network) throws Exception {
        network.doInside(() -> Seeds.tryAll(MatcherFuzz.class, MatcherFuzz::fuzzerTestOneInput)); // it opens a raw socket
    }
}
