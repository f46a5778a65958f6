package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;

/** How many events of each kind were not printed because output was not read in time. The statistics have them all the same. */
record Dropped(
        long replies,
        long duplicates,
        long late,
        long corrupted,
        long errors,
        long timeouts,
        long sendFailures,
        long notices) {
    static final Dropped NONE = new Dropped(0, 0, 0, 0, 0, 0, 0, 0);

    /** With one more; a request that was sent is no event that is printed, and does not count. */
    Dropped and(PingEvent event) {
        return new Dropped(
                replies + one(event instanceof Reply),
                duplicates + one(event instanceof Duplicate),
                late + one(event instanceof Late),
                corrupted + one(event instanceof Corrupted),
                errors + one(event instanceof ErrorHint),
                timeouts + one(event instanceof Timeout),
                sendFailures + one(event instanceof SendFailure),
                notices + one(event instanceof Notice));
    }

    private static int one(boolean is) {
        return is ? 1 : 0;
    }

    /** Whether there is anything to report. */
    boolean any() {
        return replies + duplicates + late + corrupted + errors + timeouts + sendFailures + notices > 0;
    }

    /** {@code ... 1993 more duplicates, 2 more replies}, for people. */
    String text() {
        StringBuilder text = new StringBuilder(80).append("...");
        append(text, duplicates, " more duplicates");
        append(text, late, " more late");
        append(text, corrupted, " more corrupted");
        append(text, notices, " more notices");
        append(text, replies, " more replies");
        append(text, errors, " more errors");
        append(text, timeouts, " more timeouts");
        append(text, sendFailures, " more not sent");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.length() > 3 ? ", " : " ").append(count).append(what);
        }
    }
}
