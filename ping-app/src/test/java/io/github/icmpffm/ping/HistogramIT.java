package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The histogram in text: for somebody who looks, of a run that is long enough. */
@NeedsNetwork
class HistogramIT {
    private static final String ROW = " +\\d+\\.?\\d* - +\\d+\\.?\\d* ms +\\d+( #+)?";

    @Test
    void aLongerRunOnATerminalEndsWithAHistogram(TestNetwork network) throws Exception {
        List<String> lines = onTerminal(network, "-q", "-c", "20", "-i", "0.01", "127.0.0.1");

        int figures = 0;
        while (!lines.get(figures).contains("min/avg/max/mdev")) {
            figures++;
        }
        assertThat(lines.subList(figures + 1, lines.size()))
                .hasSizeBetween(1, 10)
                .allSatisfy(line -> assertThat(line).matches(ROW));
    }

    @Test
    void aShortRunHasNone(TestNetwork network) throws Exception {
        assertThat(onTerminal(network, "-q", "-c", "19", "-i", "0.01", "127.0.0.1"))
                .noneMatch(line -> line.matches(ROW));
    }

    @Test
    void aPipeGetsNone(TestNetwork network) throws Exception {
        assertThat(PingProcess.ping(network, "-q", "-c", "20", "-i", "0.01", "127.0.0.1").out().lines())
                .noneMatch(line -> line.matches(ROW));
    }

    private static List<String> onTerminal(TestNetwork network, String... arguments) throws InterruptedException {
        String command = String.join(" ", PingProcess.command(arguments));
        Finished script = network.run(Duration.ofSeconds(40), "script", "-qec", command, "/dev/null");
        return script.out().lines().map(String::stripTrailing).toList();
    }
}
