package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.RawWords;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.OwnNames;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R10: whatever bytes names and words of the command line have, all that the two programs print is harmless; {@link OwnNames} looks
 * at each byte.
 */
@NeedsNetwork
@Execution(ExecutionMode.CONCURRENT)
class HarmlessOutputIT {
    private static final String NAMED = "x\u001b[31mred\u0007\u009b\u202e";

    @TempDir
    private Path folder;

    private final TestNetwork network;

    HarmlessOutputIT(TestNetwork network) {
        this.network = network;
        network.host("8.8.8.8").replies();
    }

    private Finished run(List<String> command, String words) throws IOException, InterruptedException {
        return new OwnNames(network, folder, "8.8.8.8 " + NAMED + "\n").run(command, words.isEmpty()
                ? new String[0]
                : Arrays.stream(words.split(" ", -1))
                        .map(word -> word.replace("WORD", RawWords.HOSTILE).replace("NAMED", NAMED))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "WORD", "-WORD", "--WORD", "--WORD=1", "-- -WORD", "8.8.8.8 WORD", "fe80::1%WORD", "1.2.3.WORD", "-4 WORD",
        "-i WORD 8.8.8.8", "-c WORD 8.8.8.8", "-s WORD 8.8.8.8", "-t WORD 8.8.8.8", "--mode WORD 8.8.8.8",
        "--timeout WORD 8.8.8.8", "--port WORD 8.8.8.8", "--port=WORD 8.8.8.8", "-qWORD 8.8.8.8", "-V=WORD", "@WORD",
        "\"WORD"
    })
    void aWrongWordIsOneHarmlessLineOfBetterPing(String words) throws Exception {
        Finished betterPing = run(Programs.betterPing(), words);

        assertThat(betterPing.out()).isEmpty();
        assertThat(betterPing.err().lines()).as(betterPing.err()).singleElement().asString()
                .startsWith("better_ping: ");
        assertThat(betterPing.exitCode()).isEqualTo(BetterPing.USAGE_OR_PRIVILEGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "WORD", "--WORD", "--WORD=1", "--port WORD", "--port=WORD", "--timeout WORD", "--parent WORD",
        "--peer-port WORD"
    })
    void andOfTheWatchdog(String words) throws Exception {
        Finished watchdog = run(Programs.watchdog(), words);

        assertThat(watchdog.out()).isEmpty();
        assertThat(watchdog.err().lines()).as(watchdog.err()).singleElement().asString().startsWith("watchdog: ");
        assertThat(watchdog.exitCode()).isEqualTo(WatchdogExit.USAGE.status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORD", "./WORD", "WORD/watchdog"})
    void aWatchdogThatIsNotThereIsOneHarmlessLine(String command) throws Exception {
        Finished betterPing = run(Programs.betterPing(), "--watchdog-command " + command + " 8.8.8.8");

        assertThat(betterPing.err().lines()).as(betterPing.err()).hasSize(1);
        assertThat(betterPing.exitCode()).isEqualTo(BetterPing.WATCHDOG_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-q "})
    void aNameThatIsFoundIsHarmless(String options) throws Exception {
        Finished betterPing = run(Programs.betterPing(), options + "-c 2 -i 0.05 NAMED");

        assertThat(betterPing.out()).contains("2 sent, 2 received");
        assertThat(betterPing.exitCode()).as(betterPing.err()).isZero();
    }

    @Test
    void anInterfacesNameIsHarmless() throws Exception {
        String device = "e\u001b[7m\u0007";
        network.exec("ip", "link", "add", device, "type", "veth", "peer", "name", "other1");
        network.exec("ip", "link", "set", "other1", "up");
        network.exec("ip", "link", "set", device, "up");
        network.exec("ip", "addr", "add", "fe80::7/64", "dev", device, "nodad");

        Finished betterPing = run(Programs.betterPing(), "-c 2 -i 0.05 fe80::7%" + device);

        assertThat(betterPing.out()).contains("2 sent, 2 received");
        assertThat(betterPing.exitCode()).as(betterPing.err()).isZero();
    }

    @Test
    void theTargetThatTheWatchdogWasToldIsHarmlessAndInOneLine() throws Exception {
        Finished parent = run(
                Programs.scriptedParent(List.of("--timeout", "0.5", "--target", RawWords.HOSTILE), "connect", "start",
                        "child"),
                "");

        assertThat(parent.out()).containsPattern("\nserver \\?\\[31mred\\?.+ cannot be reached\\.\n");
    }

    @Test
    void helpOnATerminalHasNoColours() {
        String command = "'" + String.join("' '", Programs.betterPing("-h")) + "'";

        FinishedProcess help = FinishedProcess.of(List.of("script", "-qec", command, "/dev/null"));

        assertThat(help.output()).anyMatch(line -> line.contains("--watchdog-command"))
                .noneMatch(line -> line.contains("\u001b"));
    }
}
