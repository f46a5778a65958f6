package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PermutationTest {

    @Test
    void everyNumberComesUpOnce() {
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 1023, 1024, 1025, 65_536, 100_003}) {
            for (long seed = 0; seed < 3; seed++) {
                Permutation permutation = new Permutation(size, seed);
                BitSet seen = new BitSet(size);
                for (int number = 0; number < size; number++) {
                    long image = permutation.apply(number);
                    assertThat(image).isBetween(0L, size - 1L);
                    assertThat(seen.get((int) image)).isFalse();
                    seen.set((int) image);
                }
            }
        }
    }

    @Test
    void neighboursAreNotNeighboursAfterwards() {
        Permutation permutation = new Permutation(65_536, 99);
        int close = 0;
        for (int number = 1; number < 65_536; number++) {
            if (Math.abs(permutation.apply(number) - permutation.apply(number - 1)) < 256) {
                close++;
            }
        }
        assertThat(close).as("by chance it is one in 128").isLessThan(65_536 / 64);
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        Permutation one = new Permutation(1000, 1);
        Permutation other = new Permutation(1000, 2);
        int same = 0;
        for (int number = 0; number < 1000; number++) {
            same += one.apply(number) == other.apply(number) ? 1 : 0;
        }
        assertThat(same).isLessThan(20);
    }

    @Test
    void itReachesAllOfIpv4AndMore() {
        for (long size : new long[] {1L << 32, (1L << 32) - 5, 1L << 62}) {
            Permutation permutation = new Permutation(size, 5);
            for (long number = 0; number < 1000; number++) {
                assertThat(permutation.apply(number)).isBetween(0L, size - 1);
                assertThat(permutation.apply(size - 1 - number)).isBetween(0L, size - 1);
            }
        }
    }
}
