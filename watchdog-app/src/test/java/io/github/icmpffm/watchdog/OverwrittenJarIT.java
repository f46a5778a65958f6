package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R10: a jar that is overwritten in place, as by an update, costs neither the summary nor the guard. */
@NeedsNetwork
class OverwrittenJarIT {
    private final TestNetwork network;

    @TempDir
    private Path folder;

    OverwrittenJarIT(TestNetwork network) {
        this.network = network;
        network.host("8.8.8.8").replies();
    }

    private RunningProgram startedAndOverwritten(int replies, String... arguments) throws Exception {
        Path jar = Files.copy(Programs.JAR, folder.resolve("copy.jar"));
        RunningProgram betterPing = RunningProgram.start(network, Programs.betterPingOf(jar, arguments));
        betterPing.awaitLine("make the timer zero", replies);
        overwrite(jar);
        return betterPing;
    }

    private static void overwrite(Path jar) throws IOException {
        byte[] noise = new byte[(int) Files.size(jar)];
        new Random(1).nextBytes(noise);
        try (OutputStream file = Files.newOutputStream(jar, StandardOpenOption.WRITE)) {
            file.write(noise);
        }
    }

    @Test
    void theWatchdogStillKillsAndSaysWhy() throws Exception {
        RunningProgram betterPing = startedAndOverwritten(60, "--timeout", "2", "-i", "0.1", "8.8.8.8");

        network.host("8.8.8.8").silent();

        assertThat(betterPing.awaitEnd()).isEqualTo(130);
        assertThat(betterPing.text()).contains("Problem in receiving", "server 8.8.8.8 cannot be reached.")
                .anyMatch(line -> line.startsWith("min/avg/max/mdev = "))
                .noneMatch(line -> line.contains("Error"));
        assertThat(Port.isFree(network)).isTrue();
    }

    @Test
    void ctrlCStillEndsBothInOrder() throws Exception {
        RunningProgram betterPing = startedAndOverwritten(60, "-i", "0.1", "8.8.8.8");

        Signals.send(betterPing.pid(), Signals.SIGINT);

        assertThat(betterPing.awaitEnd()).isZero();
        assertThat(betterPing.text()).contains("child exit status is: 0")
                .anyMatch(line -> line.startsWith("min/avg/max/mdev = "))
                .noneMatch(line -> line.contains("Error"));
    }

    @Test
    void aHaltedParentIsKilledAllTheSame() throws Exception {
        RunningProgram betterPing = startedAndOverwritten(60, "--timeout", "2", "-i", "0.1", "8.8.8.8");

        Signals.send(betterPing.pid(), Signals.SIGSTOP);

        assertThat(betterPing.awaitEnd()).isBetween(128, 160);
        assertThat(betterPing.text()).contains("Problem in receiving");
    }
}
