package io.github.icmpffm.ping;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.socket.SocketKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One JSON object a line. A key is always there, in this order; a {@code ttl} the kernel did not tell, and the {@code rtt_ms} of a
 * summary without replies, are null. Times are JSON numbers in milliseconds, written from the nanoseconds digit by digit.
 */
final class JsonPrinter implements Printer {
    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final Output output;

    JsonPrinter(Output output) {
        this.output = output;
    }

    @Override
    public void start(Target target, Beginning beginning) {
        try (JsonGenerator json = begin("start", target)) {
            json.writeStringField("address", AddressText.of(target.address()));
            json.writeStringField("mode", beginning.socketKind() == SocketKind.RAW ? "raw" : "datagram");
            json.writeNumberField("bytes", beginning.payloadLength());
        } catch (IOException e) {
            throw impossible(e);
        }
        end();
    }

    @Override
    @SuppressWarnings("IfChainToSwitch") // a switch over types costs the first event 15 ms
    public void event(Target target, PingEvent event) {
        try {
            if (event instanceof Reply reply) {
                reply(target, reply, "ok");
            } else if (event instanceof Timeout timeout) {
                timeout(target, timeout);
            } else if (event instanceof IcmpError error) {
                error(target, error);
            } else if (event instanceof SendFailure failure) {
                sendFailure(target, failure);
            } else if (event instanceof Duplicate duplicate) {
                reply(target, duplicate.reply(), "duplicate");
            } else if (event instanceof Late late) {
                reply(target, late.reply(), "late");
            } else if (event instanceof Corrupted corrupted) {
                reply(target, corrupted.reply(), "corrupted");
            } else if (event instanceof Notice notice) {
                notice(target, notice);
            } else {
                return;
            }
        } catch (IOException e) {
            throw impossible(e);
        }
        end();
    }

    private void reply(Target target, Reply reply, String status) throws IOException {
        try (JsonGenerator json = begin("reply", target)) {
            json.writeStringField("from", AddressText.of(reply.from()));
            json.writeNumberField("seq", reply.sequence());
            if (reply.hopLimit() < 0) {
                json.writeNullField("ttl");
            } else {
                json.writeNumberField("ttl", reply.hopLimit());
            }
            json.writeNumberField("bytes", reply.bytes());
            millis(json, "rtt_ms", reply.roundTripNanos());
            json.writeStringField("time", IsoTime.of(reply.timeNanos()));
            json.writeStringField("clock", reply.timing().word());
            json.writeStringField("status", status);
        }
    }

    private void timeout(Target target, Timeout timeout) throws IOException {
        try (JsonGenerator json = begin("timeout", target)) {
            json.writeNumberField("seq", timeout.sequence());
        }
    }

    private void error(Target target, IcmpError error) throws IOException {
        try (JsonGenerator json = begin("error", target)) {
            json.writeStringField("from", AddressText.of(error.from()));
            json.writeNumberField("seq", error.sequence());
            message(json, error.type(), error.code(), error.reason());
        }
    }

    private void notice(Target target, Notice notice) throws IOException {
        try (JsonGenerator json = begin("notice", target)) {
            json.writeStringField("from", AddressText.of(notice.from()));
            message(json, notice.type(), notice.code(), notice.reason());
        }
    }

    private static void message(JsonGenerator json, int type, int code, String message) throws IOException {
        json.writeNumberField("type", type);
        json.writeNumberField("code", code);
        json.writeStringField("message", message);
    }

    private void sendFailure(Target target, SendFailure failure) throws IOException {
        try (JsonGenerator json = begin("send-failure", target)) {
            json.writeNumberField("seq", failure.sequence());
            json.writeStringField("errno", failure.errnoName());
            json.writeStringField("message", failure.message());
        }
    }

    @Override
    public void summary(Target target, PingStatistics statistics) {
        try (JsonGenerator json = begin("summary", target)) {
            json.writeNumberField("transmitted", statistics.transmitted());
            json.writeNumberField("received", statistics.received());
            json.writeNumberField("duplicates", statistics.duplicates());
            json.writeNumberField("late", statistics.late());
            json.writeNumberField("corrupted", statistics.corrupted());
            json.writeNumberField("errors", statistics.errors());
            json.writeNumberField("timeouts", statistics.timeouts());
            json.writeNumberField("send_failures", statistics.sendFailures());
            json.writeNumberField("notices", statistics.notices());
            json.writeFieldName("loss_percent");
            json.writeNumber(withPoint(Decimal.percent(statistics.lost(), statistics.transmitted())));
            json.writeFieldName("rtt_ms");
            roundTrips(json, statistics.roundTrips());
        } catch (IOException e) {
            throw impossible(e);
        }
        end();
    }

    private static void roundTrips(JsonGenerator json, RoundTripSummary times) throws IOException {
        if (times.count() == 0) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        millis(json, "min", times.minimumNanos());
        millis(json, "avg", times.meanNanos());
        millis(json, "max", times.maximumNanos());
        millis(json, "mdev", times.deviationNanos());
        millis(json, "p50", times.percentileNanos(50));
        millis(json, "p95", times.percentileNanos(95));
        millis(json, "p99", times.percentileNanos(99));
        json.writeEndObject();
    }

    private static void millis(JsonGenerator json, String name, long nanos) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Decimal.millis(nanos));
    }

    /** {@code 75.0}: a reader that goes by the look of a number takes it for the same type in every line. */
    private static String withPoint(String number) {
        return number.indexOf('.') < 0 ? number.concat(".0") : number;
    }

    /** An object with what all have; closing it ends it. */
    private JsonGenerator begin(String event, Target target) throws IOException {
        line.reset();
        JsonGenerator json = factory.createGenerator(line, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeStringField("event", event);
        json.writeStringField("target", target.name());
        return json;
    }

    private void end() {
        line.write('\n');
        output.write(line.toByteArray());
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("memory is no device", e);
    }
}
