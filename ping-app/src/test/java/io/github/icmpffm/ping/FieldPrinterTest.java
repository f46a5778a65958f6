package io.github.icmpffm.ping;

import static io.github.icmpffm.ping.Printed.HOST;
import static io.github.icmpffm.ping.Printed.HOST_V6;
import static io.github.icmpffm.ping.Printed.beginning;
import static io.github.icmpffm.ping.Printed.corrupted;
import static io.github.icmpffm.ping.Printed.duplicate;
import static io.github.icmpffm.ping.Printed.error;
import static io.github.icmpffm.ping.Printed.failure;
import static io.github.icmpffm.ping.Printed.late;
import static io.github.icmpffm.ping.Printed.redirect;
import static io.github.icmpffm.ping.Printed.reply;
import static io.github.icmpffm.ping.Printed.sent;
import static io.github.icmpffm.ping.Printed.statistics;
import static io.github.icmpffm.ping.Printed.target;
import static io.github.icmpffm.ping.Printed.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Timing;
import io.github.icmpffm.process.HarmlessBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** json and csv, with events that a run does not bring at will. */
class FieldPrinterTest {
    private static final Set<String> ALL = Set.of(
            "start", "reply", "timeout", "error", "notice", "send-failure", "dropped", "summary", "total");

    private final Printed printed = new Printed();

    private String everything(Format format) {
        Printer printer = format.printer(
                printed.output(),
                new PingOptions.Display(format, false, false, false, false, false, false, false, false));
        Target strange = target("a \"strange\", name", "fe80::1");
        printer.start(HOST, beginning(56));
        printer.start(HOST_V6, beginning(0));
        printer.start(strange, beginning(65_527));
        printer.event(HOST, sent(0));
        printer.event(HOST, reply(0));
        printer.event(HOST, new Reply(HOST.address(), HOST.address(), 1, 1, 0, Timing.USER, -1, 64, 1));
        printer.event(HOST, duplicate(0));
        printer.event(HOST, late(0));
        printer.event(HOST, corrupted(0));
        printer.event(HOST, timeout(65_535));
        printer.event(HOST, error(3, 3, 4, 1280));
        printer.event(HOST, redirect(0));
        printer.event(HOST, failure(4, 90));
        printer.event(HOST, failure(4, 4242));
        printer.dropped(HOST, new Dropped(2, 1993, 1, 0, 0, 1, 0, 0));
        printer.summary(HOST, statistics(4, 33_400, 33_500));
        printer.summary(strange, statistics(1));
        printer.total(2, statistics(5, 33_400, 33_500));
        return printed.text();
    }

    @Test
    void everyJsonObjectKeepsTheSchemaAndThereIsOneOfEachKind() {
        List<String> lines = everything(Format.JSON).lines().toList();
        assertThat(lines).hasSize(17).allSatisfy(EventSchema::requireValid);
        assertThat(lines.stream().map(line -> EventSchema.parse(line).get("event").asText())).containsAll(ALL);
    }

    @Test
    void theTotalHasTheNumberOfTargetsInPlaceOfOne() {
        assertThat(everything(Format.JSON).lines().toList().getLast())
                .startsWith("{\"event\":\"total\",\"targets\":2,\"transmitted\":5,\"received\":2,");
    }

    @Test
    void everyCsvRowIsTheSameObjectInOtherWords() {
        List<String> objects = everything(Format.JSON).lines().toList();
        List<String> rows = new FieldPrinterTest().everything(Format.CSV).lines().toList();
        assertThat(rows).hasSize(objects.size() + 1);
        for (int i = 0; i < objects.size(); i++) {
            String row = rows.get(i + 1);
            assertThat(withoutMoment(EventSchema.ofCsv(rows.getFirst(), row)))
                    .as(row)
                    .isEqualTo(withoutMoment(EventSchema.parse(objects.get(i))));
        }
    }

    /** R10. What JSON escapes comes out as it went in; what a reader of CSV cannot take back is replaced. */
    @Test
    void aNameIsToTheLetterInJsonAndHarmlessInBoth() {
        Target odd = target("=x\033[31m\u009b\u202e\u2028\u200b\udb40\udc41\ud800\u007f\u00fc\ud83d\ude00",
                "198.51.100.9");
        summary(Format.JSON, odd);
        String json = printed.text();
        assertThat(HarmlessBytes.text(json.getBytes(StandardCharsets.UTF_8)))
                .contains(
                        "\"=x\\u001B[31m\\u009B\\u202E\\u2028\\u200B\\uDB40\\uDC41\\uD800\\u007F\u00fc\\uD83D\\uDE00\"");
        assertThat(EventSchema.parse(json).get("target").asText()).isEqualTo(odd.name());
        summary(Format.CSV, odd);
        assertThat(HarmlessBytes.text(printed.text().substring(json.length()).getBytes(StandardCharsets.UTF_8)))
                .contains("summary,'=x?[31m???????\u00fc\ud83d\ude00,");
    }

    private void summary(Format format, Target target) {
        format.printer(printed.output(),
                new PingOptions.Display(format, false, false, false, false, false, false, false, false))
                .summary(target, statistics(1));
    }

    @ParameterizedTest
    @CsvSource({
        "=1+1, '=1+1'", "+1+1, '+1+1'", "-1-1, '-1-1'", "@sum, '@sum'", "-x, '-x'", "-, '-'", "+., '+.'",
        "-1.2.3, '-1.2.3'",
        "\uff1d1, '\uff1d1'"
    })
    void whatASpreadsheetWouldCalculateHasAnApostropheBeforeIt(String text, String guarded) {
        assertThat(CsvText.of(text)).isEqualTo("'" + guarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "-0.5", "-.5", "1", "a=1", "host-1.example", "fe80::1%eth0", "198.51.100.9",
        "'x"})
    void numbersAndOtherTextHaveNone(String text) {
        assertThat(CsvText.of(text)).isSameAs(text);
    }

    @Test
    void whatBeginsWithATabOrAReturnHasOneAsWell() {
        assertThat(CsvText.of("\t=1")).isEqualTo("'?=1");
        assertThat(CsvText.of("\r=1")).isEqualTo("'?=1");
    }

    /** Without the time of what happens when it is printed, which is another each time. */
    private static JsonNode withoutMoment(JsonNode event) {
        if (Set.of("dropped", "summary", "total").contains(event.get("event").asText())) {
            ((ObjectNode) event).remove("time");
        }
        return event;
    }

    @Test
    void theColumnsAreThoseOfTheMetadata() {
        assertThat(CsvPrinter.COLUMNS).isEqualTo(EventSchema.csvColumns("ping-events.csv-metadata.json"));
        assertThat(everything(Format.CSV).lines().findFirst()).contains(String.join(",", CsvPrinter.COLUMNS));
    }

    @Test
    void theSchemaIsStrict() {
        String reply = everything(Format.JSON).lines().filter(line -> line.contains("\"reply\"")).findFirst()
                .orElseThrow();
        assertThat(EventSchema.faults(reply)).isEmpty();
        assertThat(EventSchema.faults(reply.replace("\"seq\":0", "\"seq\":65536"))).isNotEmpty();
        assertThat(EventSchema.faults(reply.replace("\"ok\"", "\"good\""))).isNotEmpty();
        assertThat(EventSchema.faults(reply.replace("\"seq\":0,", ""))).isNotEmpty();
        assertThat(EventSchema.faults(reply.replace("\"seq\":0", "\"seq\":0,\"more\":1"))).isNotEmpty();
        assertThat(EventSchema.faults(reply.replace("198.51.100.9", "host"))).isNotEmpty();
    }
}
