package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: by the launcher, where a JVM as others start it would not start, or its watchdog would not. */
@NeedsNetwork
class EnvironmentIT {
    private static final String LAUNCHER = Path.of("bin/better-ping").toAbsolutePath().toString();

    private final TestNetwork network;

    @TempDir
    private Path folder;

    EnvironmentIT(TestNetwork network) {
        this.network = network;
        network.host("8.8.8.8").replies();
    }

    private Finished run(String before, String after) throws InterruptedException {
        return network.run("sh", "-c",
                "cd \"$1\"; JAVA_HOME=$2; export JAVA_HOME; " + before + "; \"$0\" -c 2 -i 0.1 8.8.8.8 "
                        + after,
                LAUNCHER, folder.toString(), InstalledJava.ours().home().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ulimit -v 3000000",
        "ulimit -v 800000",
        "ulimit -n 64",
        "export JAVA_TOOL_OPTIONS=-XX:+UseG1GC _JAVA_OPTIONS=-Xmx2m JDK_JAVA_OPTIONS=-Xshare:off",
        "mkdir gone; cd gone; rmdir ../gone",
        "unset HOME PATH LANG LC_ALL; PATH=/usr/bin:/bin"
    })
    void bothStartAllTheSame(String before) throws Exception {
        Finished betterPing = run(before, "");

        // In a deleted folder a shell says so itself before it reads the launcher.
        assertThat(betterPing.err().lines().filter(line -> !line.startsWith("sh: 0: getcwd()"))).isEmpty();
        assertThat(betterPing.exitCode()).isZero();
        assertThat(betterPing.out()).contains("child exit status is: 0", "2 sent, 2 received");
    }

    @Test
    void aJvmThatCannotStartIsOneLineOnStandardError() throws Exception {
        Finished betterPing = run("ulimit -v 200000", "");

        assertThat(betterPing.out()).isEmpty();
        assertThat(betterPing.err().lines()).singleElement().asString()
                .startsWith("better-ping: Java cannot start here: ");
        assertThat(betterPing.exitCode()).isEqualTo(2);
    }

    @Test
    void aFullDiskIsOneLineOnStandardErrorAndTheWatchdogEnds() throws Exception {
        Finished betterPing = run(":", "> /dev/full");

        assertThat(betterPing.err()).isEqualTo(
                "better_ping: cannot write to standard output: No space left on device\n");
        assertThat(betterPing.exitCode()).isNotZero();
        assertThat(Port.isFree(network)).isTrue();
    }
}
