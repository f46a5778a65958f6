package io.github.icmpffm.ping;

import java.util.regex.Pattern;

/** Output of iputils' ping, and of ours that is to be like it, with only the numbers masked that differ from run to run. */
final class Masked {
    private static final Pattern TIME = Pattern.compile("time=(\\d+\\.\\d+|\\d+) ms");
    private static final Pattern WHOLE_TIME = Pattern.compile("time \\d+ms");
    private static final Pattern TIMES = Pattern
            .compile("= \\d+\\.\\d{3}/\\d+\\.\\d{3}/\\d+\\.\\d{3}/\\d+\\.\\d{3} ms");
    private static final Pattern RATES = Pattern.compile("ipg/ewma \\d+\\.\\d{3}/\\d+\\.\\d{3} ms");
    private static final Pattern STAMP = Pattern.compile("(?m)^\\[\\d{10}\\.\\d{6}\\] ");

    /** Of a packet that is answered at once, how many others are under way is chance. */
    private static final Pattern PIPE = Pattern.compile("(, )?pipe \\d+");

    /** Until 2024 iputils had no blank there, and the name a second time. */
    private static final Pattern OLD_HEADER_V6 = Pattern.compile("(?m)^PING (\\S+?)\\((\\S+ \\()?([0-9a-f:]+)\\)\\)? ");

    private Masked() {}

    static String of(String text) {
        String masked = TIME.matcher(text).replaceAll("time=T ms");
        masked = WHOLE_TIME.matcher(masked).replaceAll("time Tms");
        masked = TIMES.matcher(masked).replaceAll("= T/T/T/T ms");
        masked = RATES.matcher(masked).replaceAll("ipg/ewma T/T ms");
        masked = STAMP.matcher(masked).replaceAll("[T] ");
        masked = PIPE.matcher(masked).replaceAll("");
        return OLD_HEADER_V6.matcher(masked).replaceAll("PING $1 ($3) ");
    }
}
