package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.FinishedProcess;
import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, where the environment is one in which a JVM does not start, or a jar that changes while the program runs. */
class EnvironmentIT {
    private static final String LAUNCHER = Path.of("bin/ping-app").toAbsolutePath().toString();
    private static final String[] ONE_PING = {"-c", "1", "-q", "127.0.0.1"};
    private static final String STRANGER = "#!/bin/sh\necho stranger\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "export JAVA_TOOL_OPTIONS=-XX:+UseG1GC",
        "export JDK_JAVA_OPTIONS=-XX:+UseZGC",
        "export _JAVA_OPTIONS=-Xmx2m",
        "export JAVA_TOOL_OPTIONS=-Xshare:off JDK_JAVA_OPTIONS=-version",
        "unset HOME LANG LC_ALL LC_CTYPE",
        "export LC_ALL=xx_YY.nonsense",
        "ulimit -v 1500000",
        "ulimit -d 200000",
        "ulimit -s 256",
        "ulimit -n 32",
        "ulimit -l 0"
    })
    void itPingsAllTheSame(String before) {
        Needs.icmpSocket();

        FinishedProcess ping = FinishedProcess.of(launched(before, ONE_PING));

        assertThat(ping.errors()).isEmpty();
        assertThat(ping.output()).anyMatch(line -> line.contains(" 1 received, "));
        assertThat(ping.exitCode()).isZero();
    }

    /** The shell that reads the launcher may say that it does not know where it is. */
    @Test
    void itPingsInAFolderThatWasDeleted() {
        Needs.icmpSocket();

        FinishedProcess ping = FinishedProcess.of(launched("mkdir gone && cd gone && rmdir ../gone", ONE_PING));

        assertThat(ping.output()).anyMatch(line -> line.contains(" 1 received, "));
        assertThat(ping.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ulimit -v 200000", "ulimit -v 300000"})
    void aJvmThatCannotStartIsOneLineOnStandardError(String before) {
        FinishedProcess ping = FinishedProcess.of(launched(before, ONE_PING));

        assertThat(ping.output()).isEmpty();
        assertThat(ping.errors()).singleElement().asString().startsWith("ping-app: Java cannot start here: ");
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @Test
    void aJavaThatIsNoProgramOfThisMachineIsTrouble() throws IOException {
        ProcessBuilder command = launched(":", ONE_PING);
        command.environment().put("JAVA_HOME", javaHome("25", "\177ELF").toString());

        FinishedProcess ping = FinishedProcess.of(command);

        assertThat(ping.output()).isEmpty();
        assertThat(ping.errors()).isNotEmpty();
        assertThat(ping.exitCode()).isEqualTo(2);
    }

    @Test
    void aVersionThatIsNoneIsPassedOver() throws IOException {
        ProcessBuilder command = launched(":", "-V");
        command.environment().put("JAVA_HOME", javaHome("99999999999999999999", STRANGER).toString());

        FinishedProcess version = FinishedProcess.of(command);

        assertThat(version.errors()).isEmpty();
        assertThat(version.output()).singleElement().asString().startsWith("ping-app ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another's", "open to all"})
    void rootRunsNoJavaThatOthersCanChange(String how) throws IOException {
        Path home = javaHome("99", STRANGER);
        boolean isRoot = Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
        Needs.that(isRoot, "this is not root");
        ProcessBuilder command = launched(":", "-V");
        command.environment().put("JAVA_HOME", home.toString());
        assertThat(FinishedProcess.of(command).output()).as("root's own").containsExactly("stranger");

        if (how.equals("another's")) {
            Files.setAttribute(home.resolve("bin"), "unix:uid", 65_534);
        } else {
            Files.setPosixFilePermissions(home.resolve("bin/java"), PosixFilePermissions.fromString("rwxrwxrwx"));
        }

        assertThat(FinishedProcess.of(command).output()).singleElement().asString().startsWith("ping-app ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping-app.jar", "ping-app.aot.java"})
    void rootRunsNoJarAndNoRecordedJavaOfAnothers(String file) throws IOException {
        Path target = Files.createDirectories(folder.resolve("ping-app/target"));
        Path bin = Files.createDirectories(folder.resolve("ping-app/bin"));
        for (String script : List.of("ping-app", "launch.sh")) {
            Files.copy(Path.of("bin", script), bin.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(PingProcess.jar(), target.resolve("ping-app.jar"));
        Files.writeString(target.resolve("ping-app.aot.java"), javaHome("25", STRANGER).resolve("bin/java") + "\n");
        Needs.that(Files.getAttribute(target, "unix:uid").equals(0), "this is not root");
        ProcessBuilder command = new ProcessBuilder(bin.resolve("ping-app").toString(), "-V");
        command.environment().remove("JAVA_HOME");
        command.environment().merge("PATH", InstalledJava.ours().home().resolve("bin").toString(),
                (path, ours) -> ours + ":" + path);
        assertThat(FinishedProcess.of(command).output()).as("root's own").containsExactly("stranger");

        Files.setAttribute(target.resolve(file), "unix:uid", 65_534);

        FinishedProcess version = FinishedProcess.of(command);
        if (file.endsWith(".jar")) {
            assertThat(version.errors()).containsExactly(
                    "ping-app: root does not run what others can change: " + target.resolve(file));
            assertThat(version.exitCode()).isEqualTo(2);
        } else {
            assertThat(version.output()).singleElement().asString().startsWith("ping-app ");
        }
    }

    @Test
    void aCrashStrewsNoFilesAndPrintsNothing() throws Exception {
        Needs.icmpSocket();
        Process ping = launched(":", "-i", "0.1", "127.0.0.1").directory(folder.toFile()).start();
        try (BufferedReader lines = ping.inputReader()) {
            lines.readLine();
            assertThat(new ProcessBuilder("sh", "-c", "kill -SEGV " + ping.pid()).start().waitFor()).isZero();
            assertThat(lines.lines()).allMatch(line -> line.startsWith("127.0.0.1: seq="));
        }
        assertThat(ping.waitFor()).isEqualTo(128 + 6);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils", "csv", "json", "--plot"})
    void aJarOverwrittenWhileItRunsCostsNoSummary(String format) throws Exception {
        Needs.icmpSocket();
        Path jar = Files.copy(PingProcess.jar(), folder.resolve("copy.jar"));
        Path plot = folder.resolve("plot.svg");
        List<String> arguments = new ArrayList<>(List.of("-i", "0.05", "127.0.0.1"));
        arguments.addAll(format.equals("--plot") ? List.of(format, plot.toString()) : List.of("--format", format));
        Process ping = new ProcessBuilder(InstalledJava.ours().runsJar(jar, List.of(), arguments)).start();
        try (BufferedReader lines = ping.inputReader()) {
            for (int i = 0; i < 160; i++) { // what the end needs is loaded meanwhile
                lines.readLine();
            }
            overwrite(jar);

            assertThat(new ProcessBuilder("sh", "-c", "kill -INT " + ping.pid()).start().waitFor()).isZero();

            assertThat(ping.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.lines())
                    .anyMatch(line -> line.contains(" received") || line.startsWith("summary,")
                            || line.contains("\"received\":"));
            assertThat(ping.errorReader().lines()).isEmpty();
        } finally {
            ping.destroyForcibly();
        }
        assertThat(ping.exitValue()).isZero();
        assertThat(Files.exists(plot)).isEqualTo(format.equals("--plot"));
    }

    /** In place, as {@code cp} does it: the file that the JVM has open changes. */
    private static void overwrite(Path jar) throws IOException {
        byte[] noise = new byte[(int) Files.size(jar)];
        new Random(1).nextBytes(noise);
        try (OutputStream file = Files.newOutputStream(jar, StandardOpenOption.WRITE)) {
            file.write(noise);
        }
    }

    private Path javaHome(String version, String program) throws IOException {
        Path home = folder.resolve("java");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), program);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private ProcessBuilder launched(String before, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + "; exec \"$@\"", "sh", LAUNCHER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", InstalledJava.ours().home().toString());
        return builder;
    }
}
