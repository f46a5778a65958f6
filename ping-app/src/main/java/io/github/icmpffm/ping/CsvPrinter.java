package io.github.icmpffm.ping;

import java.util.List;

/**
 * One row a line, of the same columns whatever the event; a field it does not have is empty. They are told in
 * {@code docs/ping-events.csv-metadata.json}, and named in the first row.
 */
final class CsvPrinter extends FieldPrinter {
    static final List<String> COLUMNS = List.of(
            "event",
            "target",
            "address",
            "mode",
            "bytes",
            "from",
            "seq",
            "ttl",
            "rtt_ms",
            "queued_ms",
            "left_host",
            "time",
            "clock",
            "status",
            "type",
            "code",
            "message",
            "errno",
            "targets",
            "transmitted",
            "received",
            "duplicates",
            "late",
            "corrupted",
            "errors",
            "timeouts",
            "send_failures",
            "notices",
            "open",
            "error_messages",
            "missed",
            "loss_percent",
            "rtt_min_ms",
            "rtt_avg_ms",
            "rtt_max_ms",
            "rtt_mdev_ms",
            "rtt_p50_ms",
            "rtt_p95_ms",
            "rtt_p99_ms");

    private static final String FIGURES = "rtt_ms";

    private final CsvRows rows;
    private boolean inFigures;

    CsvPrinter(Output output) {
        rows = new CsvRows(output, COLUMNS);
    }

    @Override
    void begin(String event) {
        text("event", event);
    }

    @Override
    void text(String name, String value) {
        rows.set(inFigures ? "rtt_" + name + "_ms" : name, value);
    }

    @Override
    void number(String name, long value) {
        rows.set(name, value);
    }

    @Override
    void truth(String name, boolean value) {
        rows.set(name, Boolean.toString(value));
    }

    @Override
    void decimal(String name, String value) {
        text(name, value);
    }

    @Override
    void nothing(String name) {
        // Stays empty.
    }

    @Override
    void beginFigures(String name) {
        inFigures = name.equals(FIGURES);
    }

    @Override
    void endFigures() {
        inFigures = false;
    }

    @Override
    void end() {
        rows.end();
    }
}
