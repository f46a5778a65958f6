package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.engine.AddressSpace.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {

    @Test
    void itIsTheSetOfIncludedWithoutExcluded() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            List<Range> included = ranges(random);
            List<Range> excluded = ranges(random);
            TreeSet<Long> reference = new TreeSet<>();
            included.forEach(range -> addresses(range).forEach(reference::add));
            excluded.forEach(range -> addresses(range).forEach(reference::remove));

            AddressSpace space = new AddressSpace(included, excluded);

            assertThat(space.size()).isEqualTo(reference.size());
            long number = 0;
            for (long address : reference) {
                int range = space.rangeOf(number);
                assertThat(space.high(range) * 1000 + space.low(range, number)).isEqualTo(address);
                assertThat(space.numberOf(address / 1000, address % 1000)).isEqualTo(number);
                number++;
            }
            for (long address = 0; address < 3000; address++) {
                assertThat(space.numberOf(address / 1000, address % 1000) >= 0).isEqualTo(reference.contains(address));
            }
        }
    }

    private static List<Range> ranges(Random random) {
        List<Range> ranges = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            ranges.add(new Range(random.nextInt(3), random.nextInt(900), 1 + random.nextInt(60)));
        }
        return ranges;
    }

    private static List<Long> addresses(Range range) {
        List<Long> addresses = new ArrayList<>();
        for (long i = 0; i < range.size(); i++) {
            addresses.add(range.high() * 1000 + range.low() + i);
        }
        return addresses;
    }
}
