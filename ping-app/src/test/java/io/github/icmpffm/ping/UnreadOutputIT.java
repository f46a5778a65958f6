package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.icmpffm.testnetwork.Answer;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4: standard output is a pipe that nobody reads for a while: pinging goes on, and what was not printed is counted. */
@NeedsNetwork
class UnreadOutputIT {
    private static final String VICTIM = "198.51.100.9";
    private static final String VICTIM_V6 = "2001:db8::9";
    private static final String NOISY = "198.51.100.66";
    private static final String NOISY_V6 = "2001:db8::66";
    private static final int DOUBLES = 2000;
    private static final int REQUESTS = 40;

    /** So many lines no pipe holds. */
    private static final int MORE_THAN_A_PIPE_TAKES = 5000;

    private final TestNetwork network;

    UnreadOutputIT(TestNetwork network) {
        this.network = network;
        network.openPingGroup();
        for (String victim : List.of(VICTIM, VICTIM_V6)) {
            network.host(victim).replies();
        }
        for (String noisy : List.of(NOISY, NOISY_V6)) {
            network.host(noisy).onRequest(request -> {
                List<Answer> answers = new ArrayList<>(Collections.nCopies(DOUBLES, request.reply()));
                answers.add(request.reply());
                return answers;
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        VICTIM + ',' + NOISY + ",raw", VICTIM + ',' + NOISY + ",datagram", VICTIM_V6 + ',' + NOISY_V6 + ",raw",
        VICTIM_V6 + ',' + NOISY_V6 + ",datagram"
    })
    void inJsonNothingIsLostOfATargetBesideOneThatAnswersTwoThousandTimes(String victim, String noisy, String mode)
            throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : printedAfterTheEnd("json", mode, victim, noisy)) {
            EventSchema.requireValid(line);
            events.add(EventSchema.parse(line));
        }

        JsonNode ofVictim = summary(events, victim);
        JsonNode ofNoisy = summary(events, noisy);
        assertThat(ofVictim.get("transmitted").asInt()).isEqualTo(REQUESTS);
        assertThat(ofVictim.get("received").asInt()).isEqualTo(REQUESTS);
        assertThat(count(events, victim, "ok")).isEqualTo(REQUESTS);
        assertThat(count(events, noisy, "ok")).isEqualTo(ofNoisy.get("received").asInt());
        long dropped = dropped(events, noisy, "duplicates");
        assertThat(dropped).isPositive();
        assertThat(count(events, noisy, "duplicate") + dropped).isEqualTo(ofNoisy.get("duplicates").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "iputils"})
    void forPeopleItIsALine(String format) throws Exception {
        List<String> lines = printedAfterTheEnd(format, "raw", VICTIM, NOISY);

        assertThat(lines).anyMatch(line -> line.matches(Pattern.quote(NOISY) + ": \\.\\.\\. \\d+ more duplicates"));
        assertThat(lines.stream().filter(line -> line.matches(
                ".*" + Pattern.quote(VICTIM) + ": (seq=\\d+ time|icmp_seq=\\d+ ttl=64 time)=.*"))).hasSize(REQUESTS);
        assertThat(lines).anyMatch(line -> line.contains(REQUESTS + " received, 0"));
    }

    @Test
    void inCsvItIsARow() throws Exception {
        List<String> rows = printedAfterTheEnd("csv", "raw", VICTIM, NOISY);
        List<JsonNode> events = rows.stream().skip(1).map(row -> EventSchema.ofCsv(rows.getFirst(), row)).toList();

        assertThat(events).allSatisfy(event -> EventSchema.requireValid(event.toString()));
        assertThat(dropped(events, NOISY, "duplicates")).isPositive();
        assertThat(summary(events, VICTIM).get("received").asInt()).isEqualTo(REQUESTS);
    }

    /** All the time nobody reads, and only then somebody does. */
    private List<String> printedAfterTheEnd(String format, String mode, String victim, String noisy) throws Exception {
        Process ping = PingProcess.start(
                network, "--mode", mode, "--format", format, "-c", Integer.toString(REQUESTS), "-i", "0.1", "-W", "1",
                victim, noisy);
        network.awaitRequests(noisy, REQUESTS);
        network.awaitRequests(victim, REQUESTS);
        try (BufferedReader lines = ping.inputReader()) {
            List<String> printed = lines.lines().toList();
            assertThat(ping.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ping.exitValue()).isZero();
            assertThat(ping.errorReader().lines()).isEmpty();
            return printed;
        }
    }

    /** The summary comes in time although more waits than can be read by then. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "plain"})
    void whoReadsAgainAtTheEndGetsTheSummary(String format) throws Exception {
        Process ping = PingProcess.start(network, "--format", format, "-i", "0", VICTIM);
        awaitRequests(60_000);

        long before = System.nanoTime();
        kill("INT", ping);
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = ping.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                TimeUnit.MICROSECONDS.sleep(200); // a slow reader
            }
        }
        assertThat(ping.waitFor()).isZero();

        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(4)); // the pipe is read after its end
        if (format.equals("plain")) {
            assertThat(lines).anyMatch(line -> line.matches(Pattern.quote(VICTIM) + ": \\.\\.\\. \\d+ more replies"));
            assertThat(lines.getLast()).contains("min/avg/max/mdev");
            return;
        }
        assertThat(lines).allSatisfy(EventSchema::requireValid);
        List<JsonNode> events = lines.stream().map(EventSchema::parse).toList();
        assertThat(count(events, VICTIM, "ok") + dropped(events, VICTIM, "received"))
                .isEqualTo(summary(events, VICTIM).get("received").asLong());
    }

    @Test
    void aPictureIsWhole(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("plot.svg");
        Process ping = PingProcess.start(
                network, "-i", "0", "-c", "60000", "-w", "60", "--plot", picture.toString(), VICTIM);
        awaitRequests(60_000);

        assertThat(ping.inputReader().lines()).anyMatch(line -> line.contains(" more replies"));
        assertThat(ping.waitFor()).isZero();
        assertThat(picture).content().doesNotContain("rgb(212,0,0)"); // the colour of losses
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "plain"})
    void aSweepGoesOnToo(String format) throws Exception {
        network.everyOtherHost().replies();
        Process sweep = PingProcess.start(
                network, "--sweep", "--format", format, "--rate", "20000", "-W", "1", "203.0.0.0/16");
        awaitRequests(1 << 16);

        List<String> lines = sweep.inputReader().lines().toList();
        assertThat(sweep.waitFor()).isZero();

        if (format.equals("plain")) {
            Matcher dropped = Pattern.compile("(?m)^\\.\\.\\. (\\d+) more replies$").matcher(String.join("\n", lines));
            assertThat(dropped.find()).isTrue();
            assertThat(lines.getLast()).startsWith("65536 addresses: 65536 sent, 65536 answered (100%), ");
            return;
        }
        assertThat(lines).allSatisfy(EventSchema::requireValid);
        List<JsonNode> events = lines.stream().map(EventSchema::parse).toList();
        assertThat(events.stream().filter(event -> event.has("status")).count()
                + dropped(events, "203.0.0.0/16", "received")).isEqualTo(1 << 16);
        assertThat(events.getLast().get("received").asInt()).isEqualTo(1 << 16);
    }

    private void awaitRequests(int count) throws InterruptedException {
        for (int i = 0; network.requestCount() < count; i++) {
            assertThat(i).as("%s requests after %s s", network.requestCount(), i / 100).isLessThan(3000);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(count).isGreaterThan(MORE_THAN_A_PIPE_TAKES);
    }

    private static JsonNode summary(List<JsonNode> events, String target) {
        return events.stream()
                .filter(event -> event.get("event").asText().equals("summary"))
                .filter(event -> event.get("target").asText().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static long count(List<JsonNode> events, String target, String status) {
        return events.stream()
                .filter(event -> event.has("status") && event.get("status").asText().equals(status))
                .filter(event -> event.get("target").asText().equals(target))
                .count();
    }

    private static long dropped(List<JsonNode> events, String target, String kind) {
        return events.stream()
                .filter(event -> event.get("event").asText().equals("dropped"))
                .filter(event -> event.get("target").asText().equals(target))
                .mapToLong(event -> event.get(kind).asLong())
                .sum();
    }

    private static void kill(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
    }
}
