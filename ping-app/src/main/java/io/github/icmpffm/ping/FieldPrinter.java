package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.socket.SocketKind;

/**
 * A format of named fields, one record for each event. Which fields an event has is decided here; how they are written, by whoever
 * extends this. Times are in milliseconds, written from the nanoseconds digit by digit.
 */
abstract class FieldPrinter implements Printer {

    /** Begins a record. */
    abstract void begin(String event);

    abstract void text(String name, String value);

    abstract void number(String name, long value);

    abstract void truth(String name, boolean value);

    /** A number as it is to be written. */
    abstract void decimal(String name, String value);

    /** A field without value. */
    abstract void nothing(String name);

    /** The fields that follow are figures of that one. */
    abstract void beginFigures(String name);

    abstract void endFigures();

    /** Writes the record. */
    abstract void end();

    @Override
    public void start(Target target, Beginning beginning) {
        begin("start", target);
        text("address", ZonedAddress.text(target.address()));
        text("mode", beginning.socketKind() == SocketKind.RAW ? "raw" : "datagram");
        number("bytes", beginning.payloadLength());
        time(beginning.timeNanos());
        end();
    }

    @Override
    @SuppressWarnings("IfChainToSwitch") // a switch over types costs the first event 15 ms
    public void event(Target target, PingEvent event) {
        if (event instanceof Sent || event instanceof IcmpError) { // the error was reported when it came
            return;
        }
        if (event instanceof Reply reply) {
            reply(target, reply, "ok");
        } else if (event instanceof Timeout timeout) {
            begin("timeout", target);
            number("seq", timeout.sequence());
            if (!timeout.leftHost()) {
                truth("left_host", false);
            }
            time(EventTime.nanos(event));
        } else if (event instanceof ErrorHint hint) {
            IcmpError error = hint.error();
            begin("error", target);
            text("from", ZonedAddress.text(error.from()));
            number("seq", error.sequence());
            message(error.type(), error.code(), error.reason());
            decimal("rtt_ms", Decimal.millis(error.roundTripNanos()));
            queued(error.queuedNanos());
            time(EventTime.nanos(event));
        } else if (event instanceof SendFailure failure) {
            begin("send-failure", target);
            number("seq", failure.sequence());
            text("errno", failure.errnoName());
            text("message", failure.message());
            time(EventTime.nanos(event));
        } else if (event instanceof Duplicate duplicate) {
            reply(target, duplicate.reply(), "duplicate");
        } else if (event instanceof Late late) {
            reply(target, late.reply(), "late");
        } else if (event instanceof Corrupted corrupted) {
            reply(target, corrupted.reply(), "corrupted");
        } else if (event instanceof Notice notice) {
            begin("notice", target);
            text("from", ZonedAddress.text(notice.from()));
            number("seq", notice.sequence());
            message(notice.type(), notice.code(), notice.reason());
            time(EventTime.nanos(event));
        }
        end();
    }

    private void reply(Target target, Reply reply, String status) {
        begin("reply", target);
        text("from", ZonedAddress.text(reply.from()));
        number("seq", reply.sequence());
        if (reply.hopLimit() < 0) {
            nothing("ttl");
        } else {
            number("ttl", reply.hopLimit());
        }
        number("bytes", reply.bytes());
        decimal("rtt_ms", Decimal.millis(reply.roundTripNanos()));
        queued(reply.queuedNanos());
        time(reply.timeNanos());
        text("clock", reply.timing().word());
        text("status", status);
    }

    /** Only where the request waited in this host. */
    private void queued(long nanos) {
        if (nanos > 0) {
            decimal("queued_ms", Decimal.millis(nanos));
        }
    }

    private void message(int type, int code, String message) {
        number("type", type);
        number("code", code);
        text("message", message);
    }

    @Override
    public void dropped(Target target, Dropped dropped) {
        begin("dropped", target);
        number("received", dropped.replies());
        number("duplicates", dropped.duplicates());
        number("late", dropped.late());
        number("corrupted", dropped.corrupted());
        number("errors", dropped.errors());
        number("timeouts", dropped.timeouts());
        number("send_failures", dropped.sendFailures());
        number("notices", dropped.notices());
        time(EventTime.now());
        end();
    }

    private void time(long nanosSince1970) {
        text("time", IsoTime.of(nanosSince1970));
    }

    private void begin(String event, Target target) {
        begin(event);
        text("target", target.name());
    }

    @Override
    public void summary(Target target, PingStatistics statistics) {
        begin("summary", target);
        statistics(statistics);
        time(EventTime.now());
        end();
    }

    @Override
    public void total(int targets, PingStatistics all) {
        begin("total");
        number("targets", targets);
        statistics(all);
        time(EventTime.now());
        end();
    }

    private void statistics(PingStatistics statistics) {
        number("transmitted", statistics.transmitted());
        number("received", statistics.received());
        number("duplicates", statistics.duplicates());
        number("late", statistics.late());
        number("corrupted", statistics.corrupted());
        number("errors", statistics.errors());
        number("timeouts", statistics.timeouts());
        number("send_failures", statistics.sendFailures());
        number("notices", statistics.notices());
        number("open", statistics.open());
        number("error_messages", statistics.errorMessages());
        number("missed", statistics.missed());
        if (statistics.decided() == 0) {
            nothing("loss_percent");
        } else {
            decimal("loss_percent", withPoint(Decimal.percent(statistics.lost(), statistics.decided())));
        }
        if (statistics.roundTrips().count() == 0) {
            nothing("rtt_ms");
        } else {
            roundTrips(statistics.roundTrips());
        }
    }

    private void roundTrips(RoundTripSummary times) {
        beginFigures("rtt_ms");
        decimal("min", Decimal.millis(times.minimumNanos()));
        decimal("avg", Decimal.millis(times.meanNanos()));
        decimal("max", Decimal.millis(times.maximumNanos()));
        decimal("mdev", Decimal.millis(times.deviationNanos()));
        decimal("p50", Decimal.millis(times.percentileNanos(50)));
        decimal("p95", Decimal.millis(times.percentileNanos(95)));
        decimal("p99", Decimal.millis(times.percentileNanos(99)));
        endFigures();
    }

    /** {@code 75.0}: a reader that goes by the look of a number takes it for the same type in every line. */
    private static String withPoint(String number) {
        return number.indexOf('.') < 0 ? number.concat(".0") : number;
    }
}
