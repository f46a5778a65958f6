package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long BUCKET = 1 << 20;

    private final List<Integer> expired = new ArrayList<>();

    @Test
    void aSlotNeverExpiresEarlyAndAtMostABucketLate() {
        TimerWheel wheel = new TimerWheel(8, 0);
        wheel.start(3, 10 * MILLISECOND);
        wheel.advance(10 * MILLISECOND - 1, expired::add);
        assertThat(expired).isEmpty();
        wheel.advance(10 * MILLISECOND + 2 * BUCKET, expired::add);
        assertThat(expired).containsExactly(3);
    }

    @Test
    void aStoppedSlotDoesNotExpire() {
        TimerWheel wheel = new TimerWheel(8, 0);
        wheel.start(1, MILLISECOND);
        wheel.stop(1);
        wheel.stop(1);
        wheel.advance(1000 * MILLISECOND, expired::add);
        assertThat(expired).isEmpty();
        assertThat(wheel.nextNanos()).isEqualTo(TimerWheel.NEVER);
    }

    @Test
    void aDeadlineBeyondTheWheelsRoundWaitsForItsOwnRound() {
        TimerWheel wheel = new TimerWheel(8, 0);
        wheel.start(1, 10_000 * MILLISECOND);
        for (long now = 0; now < 10_000 * MILLISECOND; now += 100 * MILLISECOND) {
            wheel.advance(now, expired::add);
            assertThat(expired).isEmpty();
        }
        wheel.advance(10_010 * MILLISECOND, expired::add);
        assertThat(expired).containsExactly(1);
    }

    @Test
    void afterALongStandstillEverythingOverdueExpiresAtOnce() {
        TimerWheel wheel = new TimerWheel(64, 0);
        for (int slot = 0; slot < 64; slot++) {
            wheel.start(slot, slot * 137L * MILLISECOND);
        }
        wheel.advance(3_600_000 * MILLISECOND, expired::add);
        assertThat(expired).hasSize(64);
    }

    @Test
    void theReportMayStopTheOthersOfItsBucket() {
        TimerWheel wheel = new TimerWheel(8, 0);
        for (int slot = 0; slot < 4; slot++) {
            wheel.start(slot, MILLISECOND);
        }
        wheel.advance(100 * MILLISECOND, slot -> {
            expired.add(slot);
            wheel.stop(1);
            wheel.stop(2);
        });
        assertThat(expired).containsExactly(0, 3);
    }

    @Test
    void itBehavesLikeASortedMapAndNamesTheNextTimeNoLaterThanNeeded() {
        Random random = new Random(42);
        TimerWheel wheel = new TimerWheel(512, 0);
        Map<Integer, Long> reference = new TreeMap<>();
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int slot = random.nextInt(512);
            if (reference.remove(slot) != null) {
                wheel.stop(slot);
            } else {
                long deadline = now + random.nextLong(8_000 * MILLISECOND);
                wheel.start(slot, deadline);
                reference.put(slot, deadline);
            }
            long earliest = reference.values().stream().mapToLong(Long::longValue).min().orElse(TimerWheel.NEVER);
            assertThat(wheel.nextNanos()).isLessThanOrEqualTo(Math.max(earliest + 2 * BUCKET, earliest));
            now += random.nextLong(20 * MILLISECOND);
            long at = now;
            expired.clear();
            wheel.advance(now, expired::add);
            assertThat(expired).allSatisfy(s -> assertThat(reference.remove(s)).isLessThanOrEqualTo(at));
            assertThat(reference.values()).allSatisfy(d -> assertThat(d).isGreaterThan(at - 2 * BUCKET));
        }
    }
}
