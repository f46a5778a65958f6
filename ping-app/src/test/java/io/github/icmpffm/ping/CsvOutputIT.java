package io.github.icmpffm.ping;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.icmpffm.testnetwork.Finished;
import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real run's rows are, in other words, objects that keep the schema of json. */
@NeedsNetwork
class CsvOutputIT {
    private static final String HOST = "198.51.100.9";

    @Test
    void rowsAreTheObjectsOfJson(TestNetwork network) throws Exception {
        network.host(HOST)
                .onRequest(request -> switch (request.sequence()) {
                    case 0 -> List.of(
                            request.redirectTo("198.51.100.3").from("198.51.100.254"),
                            request.reply().withFlippedByte(3),
                            request.reply().after(ofMillis(5)),
                            request.reply().after(ofMillis(10)));
                    case 1 -> List.of(request.hostUnreachable().from("198.51.100.254"));
                    default -> List.of(request.reply().after(ofMillis(250)));
                });

        Finished ping = PingProcess.ping(network, "--format", "csv", "-c", "4", "-i", "0.2", "-W", "0.1", HOST);

        assertThat(ping.err()).isEmpty();
        List<String> rows = ping.out().lines().toList();
        assertThat(rows.getFirst()).isEqualTo(String.join(",", CsvPrinter.COLUMNS));
        List<JsonNode> objects = rows.stream().skip(1).map(row -> EventSchema.ofCsv(rows.getFirst(), row)).toList();
        assertThat(objects).allSatisfy(object -> EventSchema.requireValid(object.toString()));
        assertThat(objects.stream().map(object -> object.get("event").asText()))
                .contains("reply", "notice", "error", "timeout")
                .startsWith("start")
                .endsWith("summary");
        assertThat(objects.stream().filter(object -> object.has("status")).map(object -> object.get("status").asText()))
                .contains("ok", "duplicate", "late", "corrupted");
    }

    @Test
    void whatTheKernelRefusesIsARow(TestNetwork network) throws Exception {
        network.exec("ip", "route", "add", "blackhole", "203.0.113.0/24");

        List<String> rows = PingProcess.ping(network, "--format", "csv", "-c", "1", "203.0.113.5").out().lines()
                .toList();

        assertThat(rows).hasSize(4);
        JsonNode failure = EventSchema.ofCsv(rows.get(0), rows.get(2));
        EventSchema.requireValid(failure.toString());
        assertThat(failure.get("errno").asText()).isEqualTo("EINVAL");
    }
}
