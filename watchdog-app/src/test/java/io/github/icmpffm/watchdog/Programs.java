package io.github.icmpffm.watchdog;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command lines of what the tests run. */
final class Programs {
    static final Path JAR = Path.of(System.getProperty("watchdog.jar", "target/watchdog-app.jar")).toAbsolutePath();

    private Programs() {}

    /** better_ping, as the README starts it. */
    static List<String> betterPing(String... arguments) {
        return betterPingOf(JAR, arguments);
    }

    /** The same from a copy of the jar. */
    static List<String> betterPingOf(Path jar, String... arguments) {
        return InstalledJava.ours()
                .runsJar(jar, List.of("--enable-native-access=ALL-UNNAMED"), List.of(arguments));
    }

    /** The watchdog alone. */
    static List<String> watchdog(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                InstalledJava.ours().executable(), "-Xint", "-XX:+UseSerialGC", "-Xmx8m",
                "--enable-native-access=ALL-UNNAMED", "-cp", JAR.toString(), Watchdog.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A parent that does as told, see {@link ScriptedParent}. */
    static List<String> scriptedParent(List<String> watchdogArguments, String... steps) {
        List<String> command = new ArrayList<>(List.of(
                InstalledJava.ours().executable(), "-Xint", "-XX:+UseSerialGC", "-cp", testClasses(),
                ScriptedParent.class.getName()));
        List<String> watchdog = watchdog(watchdogArguments.toArray(String[]::new));
        command.add(Integer.toString(watchdog.size()));
        command.addAll(watchdog);
        command.addAll(List.of(steps));
        return command;
    }

    /** A command in front of another. */
    static List<String> prefixed(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** A program of {@code src/test/c}, compiled into the folder. */
    static Path compiled(String name, Path folder, String... options) {
        Needs.cCompiler();
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-Wall", "-o", program.toString()));
        command.addAll(List.of(options));
        command.add(Path.of("src/test/c", name + ".c").toAbsolutePath().toString());
        command.add("-ldl");
        FinishedProcess compiler = FinishedProcess.of(command);
        if (compiler.exitCode() != 0) {
            throw new AssertionError(compiler);
        }
        return program;
    }

    /** A script that becomes the command. */
    static Path script(Path file, List<String> command) {
        try {
            Files.writeString(file, "#!/bin/sh\nexec '" + String.join("' '", command) + "'\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException("cannot make it executable: " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String testClasses() {
        try {
            return Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
