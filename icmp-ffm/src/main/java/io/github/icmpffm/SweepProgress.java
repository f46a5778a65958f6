package io.github.icmpffm;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a sweep is.
 *
 * @param addresses how many it is over
 * @param sent requests the kernel took, retries included
 * @param answered addresses that have answered
 * @param failures requests that could not be sent
 * @param failureReasons how many of those for which reason, as {@code Network is unreachable (ENETUNREACH)}
 * @param elapsed since it was started
 */
public record SweepProgress(
        long addresses,
        long sent,
        long answered,
        long failures,
        Map<String, Long> failureReasons,
        Duration elapsed) {

    /** Copies the map, whose order stays. */
    public SweepProgress {
        failureReasons = Collections.unmodifiableMap(new LinkedHashMap<>(failureReasons));
    }
}
