package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsNetwork
class JsonOutputIT {
    private static final String HOST = "198.51.100.9";
    private static final String MILLIS = "\\d+\\.\\d{6}";
    private static final String TIME = "\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z\"";
    private static final String REPLY = "\\{\"event\":\"reply\",\"target\":\"198.51.100.9\",\"from\":\"198.51.100.9\","
            + "\"seq\":%d,\"ttl\":64,\"bytes\":64,\"rtt_ms\":" + MILLIS
            + "," + TIME + ",\"clock\":\"kernel\",\"status\":\"%s\"}";

    @Test
    void aRunIsStartRepliesAndSummary(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        List<String> lines = json(network, "-c", "2", "-i", "0.1", HOST);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .matches("\\{\"event\":\"start\",\"target\":\"198.51.100.9\",\"address\":\"198.51.100.9\","
                        + "\"mode\":\"raw\",\"bytes\":56," + TIME + "}");
        assertThat(lines.get(1)).matches(REPLY.formatted(0, "ok"));
        assertThat(lines.get(2)).matches(REPLY.formatted(1, "ok"));
        assertThat(lines.get(3))
                .matches("\\{\"event\":\"summary\",\"target\":\"198.51.100.9\",\"transmitted\":2,\"received\":2,"
                        + "\"duplicates\":0,\"late\":0,\"corrupted\":0,\"errors\":0,\"timeouts\":0,"
                        + "\"send_failures\":0,\"notices\":0,\"open\":0,\"error_messages\":0,\"missed\":0,\"loss_percent\":0.0,\"rtt_ms\":\\{"
                        + "\"min\":M,\"avg\":M,\"max\":M,\"mdev\":M,\"p50\":M,\"p95\":M,\"p99\":M},"
                                .replace("M", MILLIS)
                        + TIME + "}");
    }

    @Test
    void everyOtherEventHasItsObject(TestNetwork network) throws Exception {
        network.host(HOST)
                .onRequest(request -> switch (request.sequence()) {
                    case 0 -> List.of(
                            request.redirectTo("198.51.100.3").from("198.51.100.254"),
                            request.reply().withFlippedByte(3),
                            request.reply().after(ofMillis(5)),
                            request.reply().after(ofMillis(10)));
                    case 1 -> List.of(request.hostUnreachable().from("198.51.100.254"));
                    case 2 -> List.of(request.reply().after(ofMillis(300)));
                    default -> List.of(request.reply().after(ofMillis(100)));
                });

        List<String> lines = json(network, "-c", "5", "-i", "0.2", "-W", "0.15", HOST);

        assertThat(lines)
                .anyMatch(line -> line.matches("\\{\"event\":\"notice\",\"target\":\"198.51.100.9\","
                        + "\"from\":\"198.51.100.254\",\"seq\":0,\"type\":5,\"code\":1,"
                        + "\"message\":\"Redirect Host\"," + TIME + "}"))
                .anyMatch(line -> line.matches(REPLY.formatted(0, "corrupted")))
                .anyMatch(line -> line.matches(REPLY.formatted(0, "ok")))
                .anyMatch(line -> line.matches(REPLY.formatted(0, "duplicate")))
                .anyMatch(line -> line.matches("\\{\"event\":\"error\",\"target\":\"198.51.100.9\","
                        + "\"from\":\"198.51.100.254\",\"seq\":1,\"type\":3,\"code\":1,"
                        + "\"message\":\"Destination Host Unreachable\",\"rtt_ms\":" + MILLIS + "," + TIME + "}"))
                .anyMatch(line -> line.matches(
                        "\\{\"event\":\"timeout\",\"target\":\"198.51.100.9\",\"seq\":2," + TIME + "}"))
                .anyMatch(line -> line.matches(REPLY.formatted(2, "late")));
        assertThat(lines.getLast())
                .startsWith("{\"event\":\"summary\",\"target\":\"198.51.100.9\",\"transmitted\":5,\"received\":3,"
                        + "\"duplicates\":1,\"late\":1,\"corrupted\":1,\"errors\":1,\"timeouts\":1,"
                        + "\"send_failures\":0,\"notices\":1,\"open\":0,\"error_messages\":1,\"missed\":0,"
                        + "\"loss_percent\":40.0,\"rtt_ms\":{\"min\":");
    }

    @Test
    void withoutAnyReplyTheSummaryHasNoTimes(TestNetwork network) throws Exception {
        network.exec("ip", "route", "add", "blackhole", "203.0.113.0/24");

        List<String> lines = json(network, "-c", "1", "203.0.113.5");

        assertThat(lines)
                .anyMatch(line -> line.matches("\\{\"event\":\"send-failure\",\"target\":\"203.0.113.5\",\"seq\":0,"
                        + "\"errno\":\"EINVAL\",\"message\":\"Invalid argument\"," + TIME + "}"));
        assertThat(lines.getLast())
                .matches("\\{\"event\":\"summary\",\"target\":\"203.0.113.5\",\"transmitted\":0,\"received\":0,"
                        + "\"duplicates\":0,\"late\":0,\"corrupted\":0,\"errors\":0,\"timeouts\":0,"
                        + "\"send_failures\":1,\"notices\":0,\"open\":0,\"error_messages\":0,\"missed\":0,"
                        + "\"loss_percent\":100.0,\"rtt_ms\":null," + TIME + "}");
    }

    /** Each event at its own time, not all when they are printed; those of the start and the end about the others. */
    @Test
    void theTimesAreThoseOfTheEvents(TestNetwork network) throws Exception {
        network.host(HOST)
                .onRequest(request -> request.sequence() == 0
                        ? List.of()
                        : List.of(request.reply().after(ofMillis(50))));

        List<String> lines = json(network, "-c", "2", "-i", "0.1", "-W", "0.4", HOST);

        Instant start = time(lines, "start");
        Instant timeout = time(lines, "timeout");
        assertThat(List.of(start, time(lines, "reply"), timeout, time(lines, "summary"))).isSorted();
        assertThat(Duration.between(start, timeout)).isBetween(ofMillis(400), ofMillis(1400));
    }

    private static Instant time(List<String> lines, String event) {
        String line = lines.stream().filter(any -> any.contains("\"event\":\"" + event + "\"")).findFirst()
                .orElseThrow();
        return Instant.parse(EventSchema.parse(line).get("time").asText());
    }

    @Test
    void quietIsStartAndSummary(TestNetwork network) throws Exception {
        network.host(HOST).replies();

        List<String> lines = json(network, "-q", "-c", "1", HOST);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("{\"event\":\"start\"");
        assertThat(lines.get(1)).startsWith("{\"event\":\"summary\"");
    }

    /** Runs it, and holds every line against the schema. */
    private static List<String> json(TestNetwork network, String... arguments)
            throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 2];
        all[0] = "--format";
        all[1] = "json";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Finished ping = PingProcess.ping(network, all);
        assertThat(ping.err()).isEmpty();
        List<String> lines = ping.out().lines().toList();
        assertThat(lines).allSatisfy(EventSchema::requireValid);
        return lines;
    }
}
