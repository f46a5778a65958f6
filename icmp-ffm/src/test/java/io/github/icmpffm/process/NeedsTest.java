package io.github.icmpffm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class NeedsTest {
    /** A program by its name alone, which may be started without asking whether it is there; these three always are. */
    private static final Pattern UNASKED = Pattern
            .compile("new ProcessBuilder\\(\\s*\"(?!sh\"|bash\"|date\")[^/\"]+\"");

    @Test
    void withoutWhatItNeedsATestIsSkippedForAReason() {
        assertThatThrownBy(() -> Needs.that(false, "gcc is not installed", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("gcc is not installed");
    }

    @Test
    void withoutWhatItNeedsATestFailsWhereThatIsRequired() {
        assertThatThrownBy(() -> Needs.that(false, "gcc is not installed", true))
                .isNotInstanceOf(TestAbortedException.class)
                .hasMessage("gcc is not installed (and -Dicmp.privileged=required forbids to skip)");
    }

    @Test
    void withWhatItNeedsATestRuns() {
        assertThatNoException().isThrownBy(() -> Needs.program("sh"));
        assertThatNoException().isThrownBy(() -> Needs.program(InstalledJava.ours().executable()));
    }

    /** Else a bare machine would never be given it. */
    @Test
    void aProgramThatTheListHasNotIsAnErrorAlsoWhereItIsInstalled() {
        assertThatThrownBy(() -> FinishedProcess.of(List.of("true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'true'")
                .hasMessageContaining("programs.properties");
    }

    /** Part 3, point 12. */
    @Test
    void everyTestThatStartsAProgramAsksWhetherItIsThere() throws IOException {
        List<String> unasked = new ArrayList<>();
        for (Path source : testSources()) {
            Matcher start = UNASKED.matcher(Files.readString(source));
            while (start.find()) {
                unasked.add(source.getFileName() + ": " + start.group());
            }
        }
        assertThat(unasked).as("to be started by FinishedProcess or TestNetwork, or after Needs.program").isEmpty();
    }

    private static List<Path> testSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("icmp-ffm", "ping-app", "watchdog-app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }
}
