package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTableTest {

    private final TargetTable targets = new TargetTable(2);

    @Test
    void eachTargetCountsItsOwnSequence() {
        int one = targets.acquire(0, 1, 0);
        int two = targets.acquire(0, 2, 0);
        targets.advanceSequence(one);
        targets.advanceSequence(one);
        targets.advanceSequence(two);
        assertThat(targets.nextSequence(one)).isEqualTo(2);
        assertThat(targets.nextSequence(two)).isEqualTo(1);
        assertThat(targets.acquire(0, 1, 0)).isEqualTo(one);
    }

    @Test
    void theSequenceWrapsAsOnTheWire() {
        int target = targets.acquire(0, 1, 0);
        for (int i = 0; i < 65_536; i++) {
            assertThat(targets.nextSequence(target)).isEqualTo(i);
            targets.advanceSequence(target);
        }
        assertThat(targets.nextSequence(target)).isZero();
    }

    @Test
    void onceTheNumbersHaveBegunAgainThatIsKnownForGood() {
        int target = targets.acquire(0, 1, 0);
        for (int i = 0; i < 200_000; i++) {
            assertThat(targets.hasWrapped(target)).isEqualTo(i >= 65_536);
            targets.advanceSequence(target);
        }
    }

    @Test
    void aTargetWithoutUsersIsForgotten() {
        int target = targets.acquire(5, 1, 0);
        targets.acquire(5, 1, 0);
        targets.advanceSequence(target);
        targets.release(target);
        assertThat(targets.nextSequence(targets.acquire(5, 1, 0))).isEqualTo(1);
        targets.release(target);
        targets.release(target);
        assertThat(targets.nextSequence(targets.acquire(5, 1, 0))).isZero();
    }

    @Test
    void itHoldsAHundredThousandTargets() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100_000; i++) {
                targets.advanceSequence(targets.acquire(i % 3, i, 0));
            }
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(targets.nextSequence(targets.acquire(i % 3, i, 0))).isEqualTo(2);
        }
    }
}
