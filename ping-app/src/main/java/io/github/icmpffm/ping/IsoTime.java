package io.github.icmpffm.ping;

import java.time.LocalDate;

/** Time of day and date as {@code 2026-01-01T00:00:00.123456789Z}, always with all nine decimals. */
final class IsoTime {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final int SECONDS_A_DAY = 86_400;

    private IsoTime() {}

    /** Not by {@code DateTimeFormatter}, which drops zeros at the end and takes long to load. */
    static String of(long nanosSince1970) {
        long seconds = Math.floorDiv(nanosSince1970, NANOS_A_SECOND);
        int ofDay = Math.floorMod(seconds, SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(30)
                .append(LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY)))
                .append('T');
        Decimal.appendPadded(text, ofDay / 3600, 2).append(':');
        Decimal.appendPadded(text, ofDay / 60 % 60, 2).append(':');
        Decimal.appendPadded(text, ofDay % 60, 2).append('.');
        return Decimal.appendPadded(text, Math.floorMod(nanosSince1970, NANOS_A_SECOND), 9)
                .append('Z')
                .toString();
    }
}
