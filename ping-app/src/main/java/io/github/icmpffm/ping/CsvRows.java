package io.github.icmpffm.ping;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** Rows of the same columns, one at a time; the first row has their names (RFC 4180, but for the line ends). */
final class CsvRows {
    /** As OWASP has them, but for those that are not printable. */
    private static final String FORMULA_BEGINNINGS = "=+-@";

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

    /** Gives a field of the present row its value, a number or text of our own; one without a value is empty. */
    CsvRows set(String column, String value) {
        row[columns.indexOf(column)] = value;
        return this;
    }

    /** The same for a number. */
    CsvRows set(String column, long value) {
        return set(column, Long.toString(value));
    }

    /** The same for a name, which a spreadsheet is not to take for a formula: what could be one begins with an apostrophe. */
    CsvRows setName(String column, String name) {
        boolean isFormula = !name.isEmpty() && FORMULA_BEGINNINGS.indexOf(name.charAt(0)) >= 0;
        return set(column, isFormula ? "'".concat(name) : name);
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
