package io.github.icmpffm.ping;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.icmpffm.Hop;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.MplsLabel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object a line: {@code hop} for each hop, {@code trace} at the end; or {@code mtu}. Addresses have no names here. */
final class JsonPathPrinter implements PathPrinter {
    private final JsonFactory factory = JsonEscapes.factory();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final Output output;

    JsonPathPrinter(Output output) {
        this.output = output;
    }

    /** Writes what an object has beyond its event and target. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void hop(Target target, Hop hop) {
        print("hop", target, json -> {
            json.writeNumberField("hop", hop.hopLimit());
            json.writeArrayFieldStart("probes");
            for (PingResult probe : hop.probes()) {
                json.writeStartObject();
                probe(json, probe);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void probe(JsonGenerator json, PingResult probe) throws IOException {
        switch (probe) {
            case Reply reply -> {
                json.writeStringField("status", "reply");
                json.writeStringField("from", ZonedAddress.text(reply.from()));
                millis(json, reply.roundTripNanos());
            }
            case IcmpError error -> {
                json.writeStringField("status", error.category().word());
                json.writeStringField("from", ZonedAddress.text(error.from()));
                millis(json, error.roundTripNanos());
                json.writeNumberField("type", error.type());
                json.writeNumberField("code", error.code());
                json.writeStringField("message", error.reason());
                labels(json, error);
            }
            case Timeout timeout -> json.writeStringField("status", "timeout");
            case SendFailure failure -> {
                json.writeStringField("status", "send-failure");
                json.writeStringField("errno", failure.errnoName());
                json.writeStringField("message", failure.message());
            }
        }
    }

    private static void labels(JsonGenerator json, IcmpError error) throws IOException {
        json.writeArrayFieldStart("mpls");
        for (MplsLabel label : error.mplsLabels()) {
            json.writeStartObject();
            json.writeNumberField("label", label.label());
            json.writeNumberField("tc", label.trafficClass());
            json.writeBooleanField("bottom", label.bottomOfStack());
            json.writeNumberField("ttl", label.ttl());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void route(Target target, Route route) {
        print("trace", target, json -> {
            json.writeStringField("address", ZonedAddress.text(target.address()));
            json.writeNumberField("hops", route.hops().size());
            json.writeStringField("end", route.end().word());
        });
    }

    @Override
    public void mtu(Target target, PathMtuResult result) {
        print("mtu", target, json -> {
            json.writeStringField("address", ZonedAddress.text(target.address()));
            json.writeNumberField("mtu", result.mtu());
            json.writeNumberField("most", result.most());
            json.writeStringField("evidence", result.evidence().word());
            json.writeBooleanField("answered", result.answered());
            text(json, "from", PathReason.from(result));
            text(json, "message", PathReason.message(result));
        });
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        @Nullable
        String text = value.orElse(null);
        json.writeStringField(name, text); // null is written as null
    }

    private static void millis(JsonGenerator json, long nanos) throws IOException {
        json.writeFieldName("rtt_ms");
        json.writeNumber(Decimal.millis(nanos));
    }

    private void print(String event, Target target, Body body) {
        line.reset();
        try (JsonGenerator json = factory.createGenerator(line, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            json.writeStringField("target", target.name());
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device", e);
        }
        line.write('\n');
        output.write(line.toByteArray());
    }
}
