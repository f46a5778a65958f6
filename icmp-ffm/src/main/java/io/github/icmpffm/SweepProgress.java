package io.github.icmpffm;

import java.time.Duration;

/**
 * How far a sweep is.
 *
 * @param addresses how many it is over
 * @param sent requests the kernel took, retries included
 * @param answered addresses that have answered
 * @param failures requests the kernel refused
 * @param elapsed since it was started
 */
public record SweepProgress(long addresses, long sent, long answered, long failures, Duration elapsed) {}
