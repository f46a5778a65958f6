package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.BrokenJar;
import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of the programs' own, here a class that is missing, is told in a line and never by a stack trace. */
class OwnFaultIT {
    private static final String PACKAGE = "io/github/icmpffm/watchdog/";

    @ParameterizedTest
    @CsvSource({
        "BetterPing, Target, 127.0.0.1, better_ping, 2",
        "Watchdog, WatchdogTimer, --port=0, watchdog, 5"
    })
    void anErrorIsALineToo(
            String program, String missing, String argument, String name, int exitCode, @TempDir Path folder)
            throws IOException {
        Path jar = BrokenJar.of(Programs.JAR, folder, PACKAGE + missing + ".class");

        FinishedProcess broken = FinishedProcess.of(List.of(InstalledJava.ours().executable(),
                "--enable-native-access=ALL-UNNAMED", "-cp", jar.toString(),
                "io.github.icmpffm.watchdog." + program, argument));

        assertThat(broken.errors())
                .containsExactly(
                        name + ": this should not happen: java.lang.NoClassDefFoundError: " + PACKAGE + missing);
        assertThat(broken.exitCode()).isEqualTo(exitCode);
    }
}
