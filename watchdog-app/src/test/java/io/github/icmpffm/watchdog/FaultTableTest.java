package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/watchdog.md} names for each row of the fault table the tests that hold it, and those are there. */
class FaultTableTest {
    private static final int ROWS = 23;
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+|[a-z]) \\|.*\\|([^|]*`[^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void eachRowHasATestThatExistsAndRunsProcesses() throws IOException, ReflectiveOperationException {
        Map<String, List<MatchResult>> tests = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "watchdog.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                tests.put(row.group(1), TEST.matcher(row.group(2)).results().toList());
            }
        }

        assertThat(tests.keySet()).filteredOn(row -> Character.isDigit(row.charAt(0))).hasSize(ROWS);
        for (Map.Entry<String, List<MatchResult>> row : tests.entrySet()) {
            assertThat(row.getValue()).as("row " + row.getKey()).anyMatch(test -> test.group(1).endsWith("IT"));
            for (MatchResult test : row.getValue()) {
                Class<?> inClass = Class.forName("io.github.icmpffm.watchdog." + test.group(1));
                assertThat(Stream.of(inClass.getDeclaredMethods()).map(method -> method.getName()))
                        .as("row " + row.getKey())
                        .contains(test.group(2));
            }
        }
    }
}
