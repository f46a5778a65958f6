package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.InstalledJava;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl+C and its kin. */
@NeedsNetwork
class SignalIT {
    private static final String HOST = "198.51.100.9";

    @ParameterizedTest
    @CsvSource({"INT, plain", "INT, json", "TERM, plain", "HUP, plain"})
    void aSignalEndsItAtOnceWithTheSummary(String signal, String format, TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = PingProcess.start(network, "-i", "30", "--format", format, HOST);
        try (BufferedReader lines = ping.inputReader()) {
            readReply(lines);

            long before = System.nanoTime();
            send(signal, ping);
            List<String> rest = lines.lines().toList();

            assertThat(ping.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(rest).anyMatch(line -> line.contains(format.equals("json") ? "\"received\":1" : " 1 received"));
            assertThat(ping.exitValue()).isZero();
            assertThat(ping.errorReader().lines()).isEmpty();
        }
    }

    /** A shell has it ignored in what it starts in the background, and a JVM leaves it so. */
    @Test
    void interruptEndsItAlsoIfThatWasIgnoredAtTheStart(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = network.start(PingProcess.builderThrough("trap '' INT; exec \"$@\"", "-i", "0.05", HOST));
        List<String> last = new ArrayList<>();
        try (BufferedReader lines = ping.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kill("INT", ping).waitFor(); // it may have ended by now
                last.add(line);
            }
        }
        assertThat(last).anyMatch(line -> line.contains(" received, "));
        assertThat(ping.waitFor()).isZero();
    }

    @Test
    void withoutAnyReplyTheCodeIsOne(TestNetwork network) throws Exception {
        Process ping = PingProcess.start(network, HOST);
        network.awaitRequests(HOST, 1);

        send("INT", ping);

        assertThat(ping.inputReader().lines()).anyMatch(line -> line.contains("0 received"));
        assertThat(ping.waitFor()).isEqualTo(1);
    }

    @Test
    void fewerRepliesThanCountAreEnoughForWhoEndsItHimself(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = PingProcess.start(network, "-c", "5", "-w", "100", "-i", "30", HOST);
        try (BufferedReader lines = ping.inputReader()) {
            readReply(lines);
            send("INT", ping);
            assertThat(lines.lines()).anyMatch(line -> line.contains(" 1 received"));
        }
        assertThat(ping.waitFor()).isZero();
    }

    /** By the launcher and by {@code java -jar} alike; the JVM's own answer would be a thread dump on stdout. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void quitTellsHowItStandsAndItGoesOn(boolean launcher, TestNetwork network) throws Exception {
        network.host(HOST).replies();
        String[] arguments = {"-i", "0.1", HOST};
        Process ping = launcher ? launched("bin/ping-app", network, arguments) : PingProcess.start(network, arguments);
        try (BufferedReader lines = ping.inputReader();
                BufferedReader errors = ping.errorReader()) {
            for (int i = 0; i < 6; i++) {
                readReply(lines);
            }
            for (int i = 0; i < 2; i++) {
                send("QUIT", ping);
                String status = errors.readLine();
                if (status.isEmpty()) {
                    status = errors.readLine(); // the carriage return before it is a line's end to this reader
                }
                requireNoneLost(status);
                readReply(lines);
            }
            send("INT", ping);
            assertThat(lines.lines())
                    .allMatch(line -> line.isEmpty() || line.startsWith(HOST))
                    .anyMatch(line -> line.contains(" received"));
        }
        assertThat(ping.waitFor()).isZero();
    }

    /** A request that is on its way just then counts as lost, as with iputils. */
    private static void requireNoneLost(String status) {
        Matcher told = Pattern.compile("(\\d+)/(\\d+) packets, (\\d+)% loss.*").matcher(status);
        assertThat(told.matches()).as(status).isTrue();
        int sent = Integer.parseInt(told.group(2));
        int unanswered = sent - Integer.parseInt(told.group(1));
        assertThat(unanswered).as(status).isBetween(0, 1);
        assertThat(Integer.parseInt(told.group(3))).as(status).isEqualTo(100 * unanswered / sent);
    }

    @Test
    void calledPingItsMessagesBeginWithThat(TestNetwork network, @TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("ping"), Path.of("bin/ping-app").toAbsolutePath());

        Process ping = launched(link.toString(), network, "-t", "300", HOST);

        assertThat(ping.errorReader().lines())
                .containsExactly("ping: invalid argument: '300' for -t: out of range: 1 <= value <= 255");
        assertThat(ping.waitFor()).isEqualTo(2);
    }

    /** Part 3, point 3. */
    @Test
    void calledPing4OrPing6ItIsPingOfThatFamily(TestNetwork network, @TempDir Path folder) throws Exception {
        for (String name : List.of("ping4", "ping6")) {
            String link = Files.createSymbolicLink(folder.resolve(name), Path.of("bin/ping-app").toAbsolutePath())
                    .toString();
            boolean ipv4 = name.equals("ping4");

            Process ping = launched(link, network, "-n", "-c", "1", ipv4 ? "127.0.0.1" : "::1");
            assertThat(ping.inputReader().lines())
                    .contains(
                            ipv4 ? "PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data." : "PING ::1 (::1) 56 data bytes");
            Process other = launched(link, network, "-c", "1", ipv4 ? "::1" : "127.0.0.1");
            assertThat(other.errorReader().lines())
                    .containsExactly(name + ": " + (ipv4 ? "::1" : "127.0.0.1")
                            + ": Address family for hostname not supported");
            Process both = launched(link, network, "-c", "1", ipv4 ? "-6" : "-4", "localhost");
            assertThat(both.errorReader().lines())
                    .containsExactly(name + ": only one -4 or -6 option may be specified");
            assertThat(ping.waitFor()).isZero();
            assertThat(other.waitFor()).isEqualTo(2);
            assertThat(both.waitFor()).isEqualTo(2);
        }
    }

    /** P9: a JVM that is not up yet would say that logging failed, or on stdout that it could not be initialised. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void aSignalAtAnyMomentOfTheStartPrintsNothingButASummary(String signal, TestNetwork network) throws Exception {
        for (int millis = 5; millis <= 200; millis += millis < 100 ? 3 : 20) {
            Process ping = launched("bin/ping-app", network, "127.0.0.1");
            TimeUnit.MILLISECONDS.sleep(millis);
            kill(signal, ping).waitFor();

            assertThat(ping.waitFor(10, TimeUnit.SECONDS)).as("%s ms", millis).isTrue();
            assertThat(ping.errorReader().lines()).as("%s ms", millis).isEmpty();
            List<String> lines = ping.inputReader().lines().toList();
            assertThat(lines).as("%s ms", millis).allMatch(line -> line.isEmpty() || line.startsWith("127.0.0.1: "));
            if (!lines.isEmpty()) {
                assertThat(lines).as("%s ms", millis).anyMatch(line -> line.contains(" received, "));
            }
        }
    }

    @Test
    void theLauncherEndsAtOnceWithTheSummaryToo(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Process ping = launched("bin/ping-app", network, "-i", "30", HOST);
            try (BufferedReader lines = ping.inputReader()) {
                readReply(lines);
                long before = System.nanoTime();
                send(signal, ping);
                assertThat(lines.lines()).anyMatch(line -> line.contains(" 1 received"));
                assertThat(ping.waitFor()).isZero();
                assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    /** As {@code nohup} has it. */
    @Test
    void whatIsIgnoredAtTheStartStaysIgnoredButForInterrupt(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        ProcessBuilder builder = new ProcessBuilder(
                "sh", "-c", "trap '' HUP TERM INT; exec \"$@\"", "sh", "bin/ping-app", "-i", "0.1", HOST);
        builder.environment().put("JAVA_HOME", InstalledJava.ours().home().toString());
        Process ping = network.start(builder);
        try (BufferedReader lines = ping.inputReader()) {
            readReply(lines);
            send("HUP", ping);
            send("TERM", ping);
            for (int i = 0; i < 6; i++) {
                readReply(lines);
            }
            send("INT", ping);
            assertThat(lines.lines()).anyMatch(line -> line.contains(" received"));
        }
        assertThat(ping.waitFor()).isZero();
    }

    private static Process launched(String launcher, TestNetwork network, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", InstalledJava.ours().home().toString());
        return network.start(builder);
    }

    @Test
    void aSweepEndsWithItsSummary(TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process sweep = PingProcess.start(network, "--sweep", "--rate", "100", "198.51.100.9", "203.0.113.0/24");
        try (BufferedReader lines = sweep.inputReader()) {
            readReply(lines);
            send("INT", sweep);
            assertThat(lines.lines()).anyMatch(SignalIT::tellsTheShareOfThoseThatWereAsked);
        }
        assertThat(sweep.waitFor()).isZero();
    }

    private static boolean tellsTheShareOfThoseThatWereAsked(String summary) {
        Matcher told = Pattern.compile("257 addresses: (\\d+) sent, 1 answered \\((.+)%\\), .*").matcher(summary);
        return told.matches() && told.group(2).equals(Decimal.percent(1, Long.parseLong(told.group(1))));
    }

    /** Nobody reads: the pipe is full, and the thread that prints waits in the middle of a line while pinging goes on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBlockedStandardOutputDoesNotKeepItAlive(int signals, TestNetwork network) throws Exception {
        network.host(HOST).replies();
        Process ping = PingProcess.start(network, "-i", "0", HOST);
        for (int i = 0; network.requestCount() < 10_000; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
            assertThat(ping.isAlive()).isTrue();
            assertThat(i).as("%s requests", network.requestCount()).isLessThan(3000);
        }

        long before = System.nanoTime();
        for (int i = 0; i < signals; i++) {
            send("INT", ping);
        }

        assertThat(ping.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - before).isLessThan(Duration.ofMillis(2500).toNanos());
        assertThat(ping.exitValue()).isZero();
    }

    private static void readReply(BufferedReader lines) throws IOException {
        String line;
        do {
            line = lines.readLine();
            assertThat(line).isNotNull();
        } while (!line.contains("time"));
    }

    private static void send(String signal, Process process) throws Exception {
        assertThat(kill(signal, process).waitFor()).isZero();
    }

    private static Process kill(String signal, Process process) throws IOException {
        return new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start();
    }
}
