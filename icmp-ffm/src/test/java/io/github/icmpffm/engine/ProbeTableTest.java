package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeTableTest {

    @Test
    void itFindsWhatAMapFindsWhileItGrowsAndShrinks() {
        Random random = new Random(7);
        ProbeTable table = new ProbeTable(4, 1000, 1000);
        Map<String, Integer> reference = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            long high = random.nextInt(3);
            long low = random.nextInt(20);
            int sequence = random.nextInt(50);
            String key = high + "/" + low + "/" + sequence;
            Integer expected = reference.get(key);
            assertThat(table.find(high, low, sequence)).isEqualTo(expected == null ? ProbeTable.NONE : expected);
            if (expected == null) {
                reference.put(key, table.add(high, low, sequence));
            } else {
                table.remove(expected);
                reference.remove(key);
            }
        }
    }

    @Test
    void moreThan65536ProbesMayBeInFlight() {
        ProbeTable table = new ProbeTable(4, 1000, 1000);
        for (int target = 0; target < 3; target++) {
            for (int sequence = 0; sequence < 65_536; sequence++) {
                table.add(0, target, sequence);
            }
        }
        assertThat(table.find(0, 2, 65_535)).isEqualTo(3 * 65_536 - 1);
    }

    @Test
    void anEndedProbeIsRememberedForAMinuteAndTheOldestGoFirst() {
        ProbeTable table = new ProbeTable(4, 1, 2);
        int first = table.add(0, 1, 0);
        int second = table.add(0, 2, 0);
        table.end(first, ProbeTable.ANSWERED, 1000);
        table.end(second, ProbeTable.UNANSWERED, 2000);
        assertThat(table.stale(1000 + ProbeTable.REMEMBERED_NANOS)).isEqualTo(ProbeTable.NONE);
        assertThat(table.stale(1001 + ProbeTable.REMEMBERED_NANOS)).isEqualTo(first);
        int third = table.add(0, 3, 0);
        table.end(third, ProbeTable.ANSWERED, 3000);
        assertThat(table.stale(3000)).as("more than are to be remembered").isEqualTo(first);
        table.remove(first);
        assertThat(table.stale(3000)).isEqualTo(ProbeTable.NONE);
    }

    @Test
    void whatIsAnsweredDoesNotDriveOutWhatIsNot() {
        ProbeTable table = new ProbeTable(4, 2, 3);
        int lost = table.add(1, 2, 0);
        table.end(lost, ProbeTable.UNANSWERED, 0);
        for (int sequence = 1; sequence <= 5; sequence++) {
            table.end(table.add(1, 2, sequence), ProbeTable.ANSWERED, sequence);
        }
        for (int slot = table.stale(10); slot != ProbeTable.NONE; slot = table.stale(10)) {
            assertThat(table.state[slot]).isEqualTo(ProbeTable.ANSWERED);
            table.remove(slot);
        }
        assertThat(table.find(1, 2, 0)).isEqualTo(lost);
        assertThat(table.find(1, 2, 3)).isEqualTo(ProbeTable.NONE);
        assertThat(table.find(1, 2, 4)).isNotEqualTo(ProbeTable.NONE);
    }
}
