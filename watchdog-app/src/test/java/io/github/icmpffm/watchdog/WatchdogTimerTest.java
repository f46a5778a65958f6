package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are in milliseconds here, from wherever the monotonic clock happens to be. */
class WatchdogTimerTest {
    private static final long MILLI = 1_000_000;
    private static final long TIMEOUT = 10_000;
    private static final long START_TIMEOUT = 7_000;

    @Test
    void beforeTheFirstMessageItsOwnTimeoutRuns() {
        WatchdogTimer timer = begun(0);

        assertThat(isOver(timer, START_TIMEOUT - 1)).isFalse();
        assertThat(isOver(timer, START_TIMEOUT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 3_000 * MILLI, Long.MIN_VALUE})
    void itIsOverOneTimeoutAfterTheLastMessageWhereverTheClockIs(long origin) {
        WatchdogTimer timer = WatchdogTimer.waitingForStart(TIMEOUT * MILLI, START_TIMEOUT * MILLI, origin)
                .fed(origin + 2_000 * MILLI)
                .fed(origin + 4_000 * MILLI);

        assertThat(timer.isOver(origin + 14_000 * MILLI - 1)).isFalse();
        assertThat(timer.isOver(origin + 14_000 * MILLI)).isTrue();
    }

    @Test
    void oneSleepsUntilItIsOverButNeverLong() {
        WatchdogTimer timer = begun(0).fed(0);

        assertThat(timer.sleep(0)).isEqualTo(WatchdogTimer.LONGEST_SLEEP);
        assertThat(timer.sleep(9_950 * MILLI)).isEqualTo(50 * MILLI);
        assertThat(timer.sleep(10_000 * MILLI)).isZero();
        assertThat(timer.sleep(20_000 * MILLI)).isZero();
    }

    @Test
    void timelyLooksChangeNothing() {
        WatchdogTimer timer = begun(0).fed(0);
        for (int now = 100; now <= 10_000; now += 100) {
            timer = timer.woken(now * MILLI, 0);
        }

        assertThat(isOver(timer, 9_999)).isFalse();
        assertThat(isOver(timer, 10_000)).isTrue();
    }

    @Test
    void aLookThatIsALittleLateDoesNotPutItOff() {
        WatchdogTimer timer = looking(begun(0).fed(0), 9_950).woken(10_900 * MILLI, 0);

        assertThat(isOver(timer, 10_900)).isTrue();
    }

    @Test
    void theTimeInWhichItDidNotRunDoesNotCount() {
        WatchdogTimer timer = looking(begun(0).fed(0), 4_000).woken(60_000 * MILLI, 0);

        assertThat(isOver(timer, 65_999)).isFalse();
        assertThat(isOver(timer, 66_000)).isTrue();
    }

    @Test
    void afterAFreezeThereIsAtLeastASecond() {
        WatchdogTimer timer = looking(begun(0).fed(0), 9_900).woken(60_000 * MILLI, 0);

        assertThat(isOver(timer, 60_999)).isFalse();
        assertThat(isOver(timer, 61_000)).isTrue();
    }

    @Test
    void thatGraceIsGrantedOnceUntilTheNextMessage() {
        WatchdogTimer timer = looking(begun(0).fed(0), 4_000).woken(60_000 * MILLI, 0).woken(80_000 * MILLI, 0);
        assertThat(isOver(timer, 80_000)).isTrue();

        timer = timer.fed(80_000 * MILLI).woken(100_000 * MILLI, 0);
        assertThat(isOver(timer, 109_999)).isFalse();
    }

    @Test
    void whatWasWaitingAfterAFreezeCountsFromThen() {
        WatchdogTimer timer = looking(begun(0).fed(0), 4_000).woken(60_000 * MILLI, 0).fed(60_000 * MILLI);

        assertThat(isOver(timer, 69_999)).isFalse();
        assertThat(isOver(timer, 70_000)).isTrue();
    }

    @Test
    void aSuspensionOfTheMachineStartsItOver() {
        WatchdogTimer timer = looking(begun(0).fed(0), 9_900).woken(10_050 * MILLI, 3_600_000 * MILLI);

        assertThat(isOver(timer, 20_049)).isFalse();
        assertThat(isOver(timer, 20_050)).isTrue();
    }

    @Test
    void oneSuspensionStartsItOverOnce() {
        WatchdogTimer timer = begun(0).fed(0).woken(100 * MILLI, 5_000 * MILLI);
        for (int now = 200; now <= 10_100; now += 100) {
            timer = timer.woken(now * MILLI, 5_000 * MILLI);
        }

        assertThat(isOver(timer, 10_100)).isTrue();
    }

    @Test
    void clocksThatWereNotReadAtOnceAreNoSuspension() {
        WatchdogTimer timer = looking(begun(0).fed(0), 9_900).woken(10_000 * MILLI, 400 * MILLI);

        assertThat(isOver(timer, 10_000)).isTrue();
    }

    @Test
    void atTheStartASuspensionStartsTheOtherTimeoutOver() {
        WatchdogTimer timer = begun(0).woken(100 * MILLI, 5_000 * MILLI);

        assertThat(isOver(timer, 7_099)).isFalse();
        assertThat(isOver(timer, 7_100)).isTrue();
    }

    private static WatchdogTimer begun(long now) {
        return WatchdogTimer.waitingForStart(TIMEOUT * MILLI, START_TIMEOUT * MILLI, now * MILLI);
    }

    private static WatchdogTimer looking(WatchdogTimer timer, long until) {
        WatchdogTimer looked = timer;
        for (long now = 50; now <= until; now += 50) {
            looked = looked.woken(now * MILLI, 0);
        }
        return looked;
    }

    private static boolean isOver(WatchdogTimer timer, long now) {
        return timer.isOver(now * MILLI);
    }
}
