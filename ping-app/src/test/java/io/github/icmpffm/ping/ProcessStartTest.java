package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessStartTest {
    private static final String AFTER_NAME = " S 1 2 2 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 12345 1000 1 1\n";

    @Test
    void theStartTimeIsFoundBehindAnyName() {
        assertThat(ProcessStart.startNanos("42 (java)" + AFTER_NAME)).isEqualTo(123_450_000_000L);
        assertThat(ProcessStart.startNanos("42 (a) b (c d)" + AFTER_NAME)).isEqualTo(123_450_000_000L);
    }

    @Test
    void whatIsNoSuchFileHasNone() {
        assertThat(ProcessStart.startNanos("")).isNegative();
        assertThat(ProcessStart.startNanos("42 (java) S 1 2")).isNegative();
        assertThat(ProcessStart.startNanos("no bracket" + AFTER_NAME)).isNegative();
        assertThat(ProcessStart.startNanos("42 (java)" + AFTER_NAME.replace("12345", "x"))).isNegative();
    }

    @Test
    void theProcessBeganBeforeThisTestButNotLong() {
        long now = System.nanoTime();
        long age = ProcessHandle.current().info().startInstant().map(start -> Duration.between(
                start, Instant.now()).toNanos()).orElseThrow();
        if (age < Duration.ofSeconds(50).toNanos()) {
            assertThat(now - ProcessStart.nanos(now)).isCloseTo(age, offset(1_000_000_000L));
        }
    }

    /** As after a restart of a machine whose sandbox makes the numbers up. */
    @Test
    void anImplausibleAgeIsNotBelieved() {
        long future = System.nanoTime() + Duration.ofDays(1).toNanos();
        assertThat(ProcessStart.nanos(future)).isEqualTo(future);
    }
}
