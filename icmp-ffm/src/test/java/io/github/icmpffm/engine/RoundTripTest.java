package io.github.icmpffm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Monotonic times are around 1 s here, wall times around {@link #OFFSET} later. */
class RoundTripTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long OFFSET = 1_700_000_000L * SECOND;

    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void kernelStampsBothWaysAreTheBest() {
        roundTrip.measure(SECOND, 10_000, OFFSET, OFFSET + SECOND + 5_000, SECOND + 90_000, OFFSET,
                OFFSET + SECOND + 25_000);
        assertThat(roundTrip.nanos()).isEqualTo(20_000);
        assertThat(roundTrip.source()).isEqualTo(RoundTrip.Source.KERNEL);
    }

    @Test
    void withoutASendStampTheTimeBeforeTheSendCallCounts() {
        roundTrip.measure(SECOND, 10_000, OFFSET, 0, SECOND + 90_000, OFFSET, OFFSET + SECOND + 25_000);
        assertThat(roundTrip.nanos()).isEqualTo(25_000);
        assertThat(roundTrip.source()).isEqualTo(RoundTrip.Source.KERNEL_RECEIVE);
    }

    @Test
    void withoutAReceiveStampTheMonotonicClockCounts() {
        roundTrip.measure(SECOND, 10_000, OFFSET, OFFSET + SECOND, SECOND + 90_000, OFFSET, 0);
        assertThat(roundTrip.nanos()).isEqualTo(90_000);
        assertThat(roundTrip.source()).isEqualTo(RoundTrip.Source.USER);
    }

    @Test
    void aStepOfTheWallClockDoesNotChangeTheRoundTrip() {
        for (long step : new long[] {3600 * SECOND, -3600 * SECOND, 2_000_000, -2_000_000}) {
            roundTrip.measure(
                    SECOND, 10_000,
                    OFFSET,
                    OFFSET + SECOND + 5_000,
                    SECOND + 90_000,
                    OFFSET + step,
                    OFFSET + step + SECOND + 25_000);
            assertThat(roundTrip.nanos()).isEqualTo(90_000);
            assertThat(roundTrip.source()).isEqualTo(RoundTrip.Source.USER);
        }
    }

    @Test
    void aStepBeforeTheSendStampIsSeenThoughBothStampsAgree() {
        long step = -10 * SECOND;
        roundTrip.measure(
                SECOND, 10_000,
                OFFSET,
                OFFSET + step + SECOND + 5_000,
                SECOND + 90_000,
                OFFSET + step,
                OFFSET + step + SECOND + 25_000);
        assertThat(roundTrip.nanos()).isEqualTo(90_000);
    }

    @Test
    void aStepOfWhichOnlyTheReceiveStampTellsIsSeen() {
        for (long step : new long[] {-SECOND, -300_000, 300_000, SECOND}) {
            roundTrip.measure(SECOND, 10_000, OFFSET, 0, SECOND + 90_000, OFFSET, OFFSET + step + SECOND + 25_000);
            assertThat(roundTrip.nanos()).isEqualTo(90_000);
            assertThat(roundTrip.source()).isEqualTo(RoundTrip.Source.USER);
        }
    }

    @Test
    void anotherProbesSendStampIsNotBelieved() {
        roundTrip.measure(
                SECOND, 10_000, OFFSET, OFFSET + SECOND - 500_000_000, SECOND + 90_000, OFFSET,
                OFFSET + SECOND + 25_000);
        assertThat(roundTrip.nanos()).isEqualTo(25_000);
        roundTrip.measure(
                SECOND, 10_000, OFFSET, OFFSET + SECOND + 26_000, SECOND + 90_000, OFFSET, OFFSET + SECOND + 25_000);
        assertThat(roundTrip.nanos()).isEqualTo(25_000);
    }

    @Test
    void aReadingOfTheClocksInWhichTheThreadWasHeldUpIsTakenAgain() {
        long[] now = {SECOND};
        int[] holdUps = {2};
        EngineClock clock = new EngineClock(new EngineClock.Source() {
            @Override
            public long monotonicNanos() {
                now[0] += 20;
                return now[0];
            }

            @Override
            public long realtimeNanos() {
                long wall = now[0] + OFFSET;
                if (holdUps[0]-- > 0) {
                    now[0] += 50_000_000; // between the two readings
                }
                return wall;
            }
        });
        assertThat(clock.wallOffset()).isCloseTo(OFFSET, org.assertj.core.data.Offset.offset(100L));
    }
}
