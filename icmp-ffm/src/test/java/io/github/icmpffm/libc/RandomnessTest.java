package io.github.icmpffm.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void noTwoNumbersAreTheSameAndEveryBitVaries() {
        Set<Long> numbers = new HashSet<>();
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < 1000; i++) {
            long number = Randomness.nextLong();
            numbers.add(number);
            ones |= number;
            zeros |= ~number;
        }

        assertThat(numbers).hasSize(1000);
        assertThat(ones).isEqualTo(-1);
        assertThat(zeros).isEqualTo(-1);
    }
}
