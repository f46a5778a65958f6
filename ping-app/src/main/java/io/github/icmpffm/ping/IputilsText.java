package io.github.icmpffm.ping;

import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.WrongByte;
import io.github.icmpffm.program.HarmlessText;

/** Numbers and summary as iputils writes them. */
final class IputilsText {
    private static final int NANOS_A_MICRO = 1000;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int MICROS_A_MILLI = 1000;

    /** Bytes at the beginning of the payload in which iputils keeps the time. */
    private static final int TIMEVAL = 16;

    private static final int BYTES_A_ROW = 32;

    private IputilsText() {}

    /** A round trip in milliseconds, to the microsecond whatever its length. */
    static StringBuilder appendExactTime(StringBuilder text, long nanos) {
        return appendMillis(text, micros(nanos));
    }

    /** A round trip in milliseconds: below 1 with three decimals, below 10 with two, below 100 with one, else none. */
    static StringBuilder appendTime(StringBuilder text, long nanos) {
        if (nanos >= 99_950_000) {
            return text.append((nanos + NANOS_A_MILLI / 2) / NANOS_A_MILLI);
        }
        if (nanos >= 9_995_000) {
            return appendRounded(text, nanos, 1, 100_000);
        }
        return nanos >= 999_500 ? appendRounded(text, nanos, 2, 10_000) : appendMillis(text, micros(nanos));
    }

    private static StringBuilder appendRounded(StringBuilder text, long nanos, int decimals, int unit) {
        long rounded = nanos + unit / 2;
        text.append(rounded / NANOS_A_MILLI).append('.');
        return Decimal.appendPadded(text, rounded % NANOS_A_MILLI / unit, decimals);
    }

    /** Where a payload is wrong, and all of it from iputils' own data on, or from the first byte if one before is wrong. */
    static void appendWrongByte(StringBuilder text, WrongByte wrong, int payloadLength) {
        text.append("\nwrong data byte #").append(wrong.index());
        text.append(" should be 0x").append(Integer.toHexString(wrong.expected()));
        text.append(" but was 0x").append(Integer.toHexString(wrong.received()));
        int first = wrong.index() < TIMEVAL ? 0 : TIMEVAL;
        byte[] payload = wrong.payload();
        int end = Math.min(payloadLength, payload.length);
        for (int i = first; i < end; i++) {
            if (i == first || i % BYTES_A_ROW == TIMEVAL) {
                text.append("\n#").append(i).append('\t');
            }
            text.append(Integer.toHexString(payload[i] & 0xff)).append(' ');
        }
    }

    private static StringBuilder appendMillis(StringBuilder text, long micros) {
        text.append(micros / MICROS_A_MILLI).append('.');
        return Decimal.appendPadded(text, micros % MICROS_A_MILLI, 3);
    }

    private static long micros(long nanos) {
        return (nanos + NANOS_A_MICRO / 2) / NANOS_A_MICRO;
    }

    /**
     * The lines at the end. To iputils, what the kernel refused was transmitted; and it is an error, if it was refused for its
     * length.
     *
     * @param timed whether round trips are told
     * @param rates whether the time between requests and the moving average are
     */
    static StringBuilder summary(
            String name, PingStatistics statistics, long tooLong, boolean timed, boolean rates) {
        StringBuilder text = new StringBuilder(240);
        long transmitted = statistics.transmitted() + statistics.sendFailures();
        text.append("\n--- ").append(HarmlessText.line(name)).append(" ping statistics ---\n");
        text.append(transmitted).append(" packets transmitted, ").append(statistics.received()).append(" received");
        unusual(text, statistics.duplicates(), " duplicates");
        unusual(text, statistics.corrupted(), " corrupted");
        unusual(text, statistics.errorMessages() + tooLong, " errors");
        if (transmitted > 0) {
            text.append(", ").append(Decimal.percent(transmitted - statistics.received(), transmitted));
            long millis = (statistics.sendingTime().toNanos() + NANOS_A_MILLI / 2) / NANOS_A_MILLI;
            text.append("% packet loss, time ").append(millis).append("ms");
        }
        text.append('\n');
        int before = text.length();
        if (statistics.received() > 0 && timed) {
            roundTrips(text, statistics.roundTrips());
        }
        if (statistics.mostUnderWay() > 1) {
            comma(text, before).append("pipe ").append(statistics.mostUnderWay());
        }
        if (rates && statistics.received() > 0 && transmitted > 1) {
            comma(text, before).append("ipg/ewma ");
            appendMillis(text, statistics.sendingTime().toNanos() / NANOS_A_MICRO / (transmitted - 1)).append('/');
            appendMillis(text, micros(statistics.roundTrips().smoothedNanos())).append(" ms");
        }
        return text.append('\n');
    }

    private static void unusual(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", +").append(count).append(what);
        }
    }

    private static StringBuilder comma(StringBuilder text, int before) {
        return text.length() > before ? text.append(", ") : text;
    }

    private static void roundTrips(StringBuilder text, RoundTripSummary times) {
        text.append("rtt min/avg/max/mdev = ");
        appendMillis(text, micros(times.minimumNanos())).append('/');
        appendMillis(text, micros(times.meanNanos())).append('/');
        appendMillis(text, micros(times.maximumNanos())).append('/');
        appendMillis(text, micros(times.deviationNanos())).append(" ms");
    }
}
