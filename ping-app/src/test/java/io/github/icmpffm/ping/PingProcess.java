package io.github.icmpffm.ping;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real jar as a process, for tests. */
final class PingProcess {
    /** A machine busy with other tests takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private PingProcess() {}

    static Path jar() {
        return Path.of(System.getProperty("ping.jar"));
    }

    /** The command that runs it. */
    static List<String> command(String... arguments) {
        return InstalledJava.ours().runsJar(jar(), QUICK_START, List.of(arguments));
    }

    /** Runs it in the network to its end. */
    static Finished ping(TestNetwork network, String... arguments) throws InterruptedException {
        return run(network, command(arguments));
    }

    /** The same through a command of ours, such as {@code setpriv}, that runs another. */
    static Finished pingThrough(TestNetwork network, List<String> before, String... arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(arguments));
        return run(network, command);
    }

    private static Finished run(TestNetwork network, List<String> command) throws InterruptedException {
        return network.run(PATIENCE, command.toArray(String[]::new));
    }

    /** Starts it in that network. */
    static Process start(TestNetwork network, String... arguments) {
        return network.start(builder(arguments));
    }

    /** The same, by a shell that runs it as {@code "$@"}; not started yet. */
    static ProcessBuilder builderThrough(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(arguments));
        return new ProcessBuilder(command);
    }

    /** The same, not started yet. */
    static ProcessBuilder builder(String... arguments) {
        return new ProcessBuilder(command(arguments));
    }
}
