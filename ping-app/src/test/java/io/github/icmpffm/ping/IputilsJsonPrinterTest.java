package io.github.icmpffm.ping;

import static io.github.icmpffm.ping.Printed.HOST;
import static io.github.icmpffm.ping.Printed.ROUTER;
import static io.github.icmpffm.ping.Printed.beginning;
import static io.github.icmpffm.ping.Printed.duplicate;
import static io.github.icmpffm.ping.Printed.error;
import static io.github.icmpffm.ping.Printed.failure;
import static io.github.icmpffm.ping.Printed.late;
import static io.github.icmpffm.ping.Printed.redirect;
import static io.github.icmpffm.ping.Printed.reply;
import static io.github.icmpffm.ping.Printed.sent;
import static io.github.icmpffm.ping.Printed.statistics;
import static io.github.icmpffm.ping.Printed.target;
import static io.github.icmpffm.ping.Printed.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.RoundTripSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IputilsJsonPrinterTest {
    private final Printed printed = new Printed();

    private Printer printer(boolean flood) {
        return Format.IPUTILS.printer(
                printed.output(),
                new PingOptions.Display(
                        Format.IPUTILS, false, false, true, false, false, false, flood, flood,
                        new PingOptions.Iputils(true, false, false)));
    }

    private String events(int payloadLength, PingEvent... events) {
        Printer printer = printer(false);
        printer.start(HOST, beginning(payloadLength));
        for (PingEvent event : events) {
            printer.event(HOST, event);
        }
        return printed.text();
    }

    @AfterEach
    void allOfItIsJson() throws Exception {
        try (JsonParser parser = new JsonFactory().createParser(printed.text())) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
        }
    }

    @Test
    void aReplyIsAnObjectWithIputilsKeysInTheirOrder() {
        assertThat(events(56, sent(1), reply(1), timeout(2)))
                .isEqualTo(
                        "{\"bytes\": 64, \"host\": \"198.51.100.9\", \"seq\": 1, \"ttl\": 64, \"time\": \"0.033\"}\n");
    }

    @Test
    void whatIsUnusualOfAReplyIsItsInfo() {
        assertThat(events(
                56,
                duplicate(1),
                late(1),
                reply(HOST.address(), ROUTER, 1, 33_400, 64),
                reply(HOST.address(), HOST.address(), 1, 33_400, 30)).lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("\"time\": \"0.033\", \"info\": \"duplicate\"}"),
                        line -> assertThat(line).endsWith("\"time\": \"0.033\", \"info\": \"late\"}"),
                        line -> assertThat(line).contains(".254").endsWith("\"info\": \"different address\"}"),
                        line -> assertThat(line).endsWith("\"ttl\": 64, \"info\": \"truncated\"}"));
    }

    @Test
    void errorsAreObjectsToo() {
        assertThat(events(56, error(3, 3, 1, 0), redirect(4), failure(5, 1)).lines()).containsExactly(
                "{\"host\": \"198.51.100.254\", \"seq\": 3, \"error\": \"Destination Host Unreachable\"}",
                "{\"host\": \"198.51.100.254\", \"seq\": 4,"
                        + " \"info\": \"Redirect Host(New nexthop: 198.51.100.3)\"}",
                "{\"seq\": 5, \"error\": [\"sendmsg\", \"Operation not permitted\"]}");
    }

    @Test
    void theSummaryHasItsFigures() {
        Printer printer = printer(false);
        printer.start(HOST, beginning(56));
        printer.summary(HOST, statistics(4, 33_000, 35_000, 33_000, 35_000));
        assertThat(printed.text()).isEqualTo(
                """
                        {"host": "198.51.100.9", "transmitted": 4, "received": 4, "duplicates": 0, "corrupted": 0, "errors": 0, \
                        "loss": 0, "time": 3002, \
                        "rtt": {"min": "0.033", "avg": "0.034", "max": "0.035", "mdev": "0.001"}}
                        """);
    }

    @Test
    void aFloodHasItsRatesAndNoDots() {
        Printer printer = printer(true);
        printer.start(HOST, beginning(56));
        printer.event(HOST, sent(1));
        printer.summary(
                HOST,
                new PingStatistics(
                        30, 20, 3, 7, 0, 2, 5, 4, 1, 3, 0, 1_000, 2_900_001_000L, 5,
                        RoundTripSummary.of(1_000_000, 9_000_000)));
        assertThat(printed.text())
                .startsWith("{\"host\": ")
                .contains("\"duplicates\": 2, \"corrupted\": 4, \"errors\": 3, \"loss\": 33, \"time\": 2900, ")
                .endsWith("}, \"pipe\": 5, \"ipg\": \"100.000\", \"ewma\": \"2.000\"}\n");
    }

    @Test
    void aRunWithoutRepliesHasAnEndAsWell() {
        Target odd = target("a\"b\nc", "198.51.100.9");
        Printer printer = printer(false);
        printer.start(odd, beginning(56));
        printer.summary(odd, statistics(2));
        assertThat(printed.text()).isEqualTo("""
                {"host": "a\\"b\\nc", "transmitted": 2, "received": 0, "duplicates": 0, "corrupted": 0, "errors": 0, \
                "loss": 100, "time": 3002}
                """);
    }

    /** R10. */
    @Test
    void aNameIsHarmlessAndToTheLetterForAReader() {
        Target odd = target("x\033\u202e\udb40\udc41\ud800\u00fc\ud83d\ude00", "198.51.100.9");
        printer(false).summary(odd, statistics(2));
        assertThat(printed.text())
                .startsWith("{\"host\": \"x\\u001B\\u202E\\uDB40\\uDC41\\uD800\u00fc\ud83d\ude00\", ");
    }
}
