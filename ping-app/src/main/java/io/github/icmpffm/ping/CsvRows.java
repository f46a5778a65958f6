package io.github.icmpffm.ping;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** Rows of the same columns, one at a time; the first row has their names (RFC 4180, but for the line ends). */
final class CsvRows {
    private final StringWriter line = new StringWriter();
    private final CsvWriter csv = CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF).build(line);
    private final Output output;
    private final List<String> columns;
    private final String[] row;
    private boolean begun;

    CsvRows(Output output, List<String> columns) {
        this.output = output;
        this.columns = columns;
        row = new String[columns.size()];
        Arrays.fill(row, "");
    }

    /** Gives a field of the present row its value, made harmless; one without a value is empty. */
    CsvRows set(String column, String value) {
        row[columns.indexOf(column)] = CsvText.of(value);
        return this;
    }

    /** The same for a number. */
    CsvRows set(String column, long value) {
        return set(column, Long.toString(value));
    }

    /** Ends the row. */
    void end() {
        if (!begun) {
            begun = true;
            csv.writeRecord(columns);
        }
        csv.writeRecord(row);
        Arrays.fill(row, "");
        output.write(line.getBuffer());
        line.getBuffer().setLength(0);
    }
}
