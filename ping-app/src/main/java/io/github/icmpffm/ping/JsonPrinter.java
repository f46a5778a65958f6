package io.github.icmpffm.ping;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One JSON object a line. Each has its time. A key is always there, in this order; a {@code ttl} the kernel did not tell, and the {@code rtt_ms} of a
 * summary without replies, are null. The schema is in {@code docs/ping-events.schema.json}.
 */
final class JsonPrinter extends FieldPrinter {
    private static final String ROOT_SEPARATOR = "";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final Output output;
    private final JsonGenerator json;

    JsonPrinter(Output output) {
        this.output = output;
        try {
            json = JsonEscapes.factory().setRootValueSeparator(ROOT_SEPARATOR).createGenerator(line, JsonEncoding.UTF8);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void begin(String event) {
        try {
            json.writeStartObject();
            json.writeStringField("event", event);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void text(String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void number(String name, long value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void truth(String name, boolean value) {
        try {
            json.writeBooleanField(name, value);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void decimal(String name, String value) {
        try {
            json.writeFieldName(name);
            json.writeNumber(value);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void nothing(String name) {
        try {
            json.writeNullField(name);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void beginFigures(String name) {
        try {
            json.writeObjectFieldStart(name);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void endFigures() {
        try {
            json.writeEndObject();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    @Override
    void end() {
        try {
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw impossible(e);
        }
        line.write('\n');
        output.write(line.toByteArray());
        line.reset();
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("memory is no device", e);
    }
}
