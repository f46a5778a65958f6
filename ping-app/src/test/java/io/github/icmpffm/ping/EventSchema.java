package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code docs} says of json and csv. */
final class EventSchema {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read("ping-events.schema.json"), InputFormat.JSON);
    private static final JsonNode CSV = columns("ping-events.csv-metadata.json");

    private EventSchema() {}

    private static String read(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    static List<Error> faults(String line) {
        return SCHEMA.validate(
                line,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    static void requireValid(String line) {
        assertThat(faults(line)).as(line).isEmpty();
    }

    private static JsonNode columns(String metadata) {
        return parse(read(metadata)).get("tableSchema").get("columns");
    }

    static List<String> csvColumns(String metadata) {
        List<String> names = new ArrayList<>();
        columns(metadata).forEach(column -> names.add(column.get("name").asText()));
        return names;
    }

    /** The object that a row stands for. */
    static JsonNode ofCsv(String header, String row) {
        List<String> names = fields(header);
        List<String> values = fields(row);
        assertThat(values).as(row).hasSameSizeAs(names);
        ObjectNode object = MAPPER.createObjectNode();
        ObjectNode figures = MAPPER.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!values.get(i).isEmpty()) {
                JsonNode value = value(CSV.get(i).get("datatype").asText(), values.get(i));
                if (name.matches("rtt_.+_ms")) {
                    figures.set(name.substring("rtt_".length(), name.length() - "_ms".length()), value);
                } else {
                    object.set(name, value);
                }
            }
        }
        withNulls(object, figures);
        return object;
    }

    /** A key without value is empty in csv and null in json. */
    private static void withNulls(ObjectNode object, ObjectNode figures) {
        String event = object.get("event").asText();
        if (event.equals("summary") || event.equals("total")) {
            object.set("rtt_ms", figures.isEmpty() ? MAPPER.nullNode() : figures);
        } else if (event.equals("reply") && !object.has("ttl")) {
            object.putNull("ttl");
        }
    }

    private static JsonNode value(String datatype, String text) {
        return switch (datatype) {
            case "nonNegativeInteger", "decimal" -> parse(text);
            default -> MAPPER.getNodeFactory().textNode(text);
        };
    }

    private static List<String> fields(String row) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(row)) {
            return reader.iterator().next().getFields();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
