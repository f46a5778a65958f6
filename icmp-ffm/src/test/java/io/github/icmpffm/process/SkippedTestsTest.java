package io.github.icmpffm.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final String RAN = "<testcase name='ran' classname='A' time='0.1'/>";
    private static final String BY_CONDITION = "<testcase name='a' classname='A'><skipped message='no root'/></testcase>";
    private static final String BY_ASSUMPTION = """
            <testcase name="b" classname="A">
              <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: %s
                at org.junit.jupiter.api.Assumptions.throwAssumptionFailed(Assumptions.java:340)
              ]]></skipped>
            </testcase>""";

    @TempDir
    private Path project;

    @Test
    void skippedTestsOfAllModulesAreGroupedByReasonTheMostFrequentFirst() throws Exception {
        report("one/target/surefire-reports", BEGIN, RAN, BY_ASSUMPTION.formatted("gcc is not installed"),
                BY_CONDITION);
        report("two/target/failsafe-reports", BEGIN, BY_CONDITION, RAN, BY_ASSUMPTION.formatted("no root"),
                BY_ASSUMPTION.formatted("Assumption failed: no old Java"));

        assertThat(SkippedTests.summary(project, BEGIN, Set.of()))
                .startsWith("Of 7 tests 5 were skipped:", "     3: no root")
                .contains("     1: gcc is not installed", "     1: no old Java")
                .hasSize(4);
    }

    @Test
    void reportsOfEarlierBuildsAreNotCounted() throws Exception {
        report("one/target/surefire-reports", BEGIN.minusSeconds(1), BY_CONDITION);

        assertThat(SkippedTests.summary(project, BEGIN, Set.of())).containsExactly("Of 0 tests 0 were skipped.");
    }

    @Test
    void theLastLineIsTheCommandThatInstallsWhatIsMissing() throws Exception {
        report("one/target/surefire-reports", BEGIN, RAN, BY_CONDITION);

        assertThat(SkippedTests.summary(project, BEGIN, new TreeSet<>(List.of("iptables", "gcc"))))
                .last()
                .isEqualTo("To install what is missing (gcc, iptables): .ci/install-test-programs");
        assertThat(Path.of("..", ".ci", "install-test-programs")).isExecutable();
    }

    /** Part 3, point 12: failsafe goes by skipITs alone. */
    @Test
    void whoSkipsTestsSkipsThoseOfTheProgramsToo() throws IOException {
        assertThat(Path.of("..", "pom.xml")).content().contains("<skipITs>${skipTests}</skipITs>");
    }

    private void report(String folder, Instant written, String... cases) throws IOException {
        Path file = Files.createDirectories(project.resolve(folder)).resolve("TEST-A.xml");
        Files.writeString(file, "<testsuite name='A'>" + String.join("\n", cases) + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
