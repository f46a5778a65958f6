package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.Hop;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuEvidence;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.RouteEnd;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.Timing;
import io.github.icmpffm.packet.MplsLabel;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathPrinterTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("198.51.100.10");
    private static final Target TARGET = new Target("host.example", ADDRESS);
    private static final InetAddress ONE = InetAddress.ofLiteral("203.0.113.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("203.0.113.2");

    private static final Hop ROUTER = hop(1, exceeded(ONE, 1_000_001), exceeded(ONE, 2_000_000), timeout());
    private static final Hop SILENT = hop(2, timeout(), timeout(), timeout());
    private static final Hop SEVERAL = hop(3, exceeded(ONE, 5), exceeded(TWO, 6), exceeded(ONE, 7));
    private static final Hop LABELLED = hop(
            4,
            error(
                    TWO,
                    11,
                    0,
                    8,
                    new MplsLabel(16001, 0, false, 1),
                    new MplsLabel(3, 5, true, 2)));
    private static final Hop UNREACHABLE = hop(10, error(TWO, 3, 1, 9_000_000), timeout(), error(TWO, 3, 1, 9));
    private static final Hop REACHED = hop(11, reply(12_345_678), reply(10), reply(11));
    private static final Hop NOT_SENT = hop(1, new SendFailure(ADDRESS, 0, 101, Instant.EPOCH));

    private static final String CSV_HEADER = "event,target,address,hop,probe,status,from,rtt_ms,type,code,message,errno,mpls,hops,end,mtu,most,evidence,answered";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Output output = new Output(printed);
    private final PathPrinter plain = new PlainPathPrinter(output, new RouterNames(true));
    private final PathPrinter json = new JsonPathPrinter(output);
    private final PathPrinter csv = new CsvPathPrinter(output);

    @Test
    void aPlainHopIsALine() {
        for (Hop hop : List.of(ROUTER, SILENT, SEVERAL, LABELLED, UNREACHABLE, REACHED, NOT_SENT)) {
            plain.hop(TARGET, hop);
        }
        assertPrinted(
                " 1  203.0.113.1  1.000001 ms  2.000000 ms  *",
                " 2  *  *  *",
                " 3  203.0.113.1  0.000005 ms  203.0.113.2  0.000006 ms  203.0.113.1  0.000007 ms",
                " 4  203.0.113.2 [MPLS 16001 (tc 0, s 0, ttl 1), 3 (tc 5, s 1, ttl 2)]  0.000008 ms",
                "10  203.0.113.2 (Destination Host Unreachable)  9.000000 ms  *  0.000009 ms",
                "11  198.51.100.10  12.345678 ms  0.000010 ms  0.000011 ms",
                " 1  not sent: Network is unreachable (ENETUNREACH)");
    }

    @Test
    void thePlainEndSaysHowItEnded() {
        plain.route(TARGET, new Route(ADDRESS, List.of(ROUTER, REACHED), RouteEnd.REACHED));
        plain.route(TARGET, new Route(ADDRESS, List.of(ROUTER, UNREACHABLE), RouteEnd.UNREACHABLE));
        plain.route(TARGET, new Route(ADDRESS, List.of(SILENT), RouteEnd.MAX_HOPS));
        plain.route(TARGET, new Route(ADDRESS, List.of(), RouteEnd.STOPPED));
        plain.route(TARGET, new Route(ADDRESS, List.of(NOT_SENT), RouteEnd.NOT_SENT));
        assertPrinted(
                "",
                "198.51.100.10: reached after 2 hops",
                "",
                "198.51.100.10: unreachable, says 203.0.113.2",
                "",
                "198.51.100.10: not reached within 1 hop",
                "",
                "198.51.100.10: not reached yet",
                "",
                "198.51.100.10: not sent");
    }

    @Test
    void aPlainMtuIsALineThatSaysHowItIsKnown() {
        printAllMtus(plain);
        assertPrinted(
                "198.51.100.10: mtu=1500 (the interface's)",
                "198.51.100.10: mtu=1400 (told by 203.0.113.2)",
                "198.51.100.10: mtu=1400 (told by 203.0.113.2; no reply from the target)",
                "198.51.100.10: mtu=1357 (measured)",
                "198.51.100.10: mtu=1000 to 1500 (nothing larger is answered)",
                "198.51.100.10: mtu=1280 to 1499 (stopped)",
                "198.51.100.10: mtu unknown (no reply)",
                "198.51.100.10: mtu unknown (Destination Host Unreachable from 203.0.113.2)",
                "198.51.100.10: mtu unknown (not sent: Network is unreachable (ENETUNREACH))");
    }

    @Test
    void aJsonHopIsAnObject() {
        json.hop(TARGET, ROUTER);
        json.hop(TARGET, hop(4, reply(10), LABELLED.probes().getFirst()));
        json.hop(TARGET, NOT_SENT);
        json.route(TARGET, new Route(ADDRESS, List.of(ROUTER, REACHED), RouteEnd.REACHED));
        String exceeded = "{\"status\":\"time-exceeded\",\"from\":\"%s\",\"rtt_ms\":%s,\"type\":11,\"code\":0,"
                + "\"message\":\"Time to live exceeded\",\"mpls\":[%s]}";
        assertPrinted(
                "{\"event\":\"hop\",\"target\":\"host.example\",\"hop\":1,\"probes\":["
                        + exceeded.formatted("203.0.113.1", "1.000001", "") + ","
                        + exceeded.formatted("203.0.113.1", "2.000000", "") + ",{\"status\":\"timeout\"}]}",
                "{\"event\":\"hop\",\"target\":\"host.example\",\"hop\":4,\"probes\":["
                        + "{\"status\":\"reply\",\"from\":\"198.51.100.10\",\"rtt_ms\":0.000010},"
                        + exceeded.formatted(
                                "203.0.113.2",
                                "0.000008",
                                "{\"label\":16001,\"tc\":0,\"bottom\":false,\"ttl\":1},"
                                        + "{\"label\":3,\"tc\":5,\"bottom\":true,\"ttl\":2}")
                        + "]}",
                "{\"event\":\"hop\",\"target\":\"host.example\",\"hop\":1,\"probes\":[{\"status\":\"send-failure\","
                        + "\"errno\":\"ENETUNREACH\",\"message\":\"Network is unreachable\"}]}",
                "{\"event\":\"trace\",\"target\":\"host.example\",\"address\":\"198.51.100.10\",\"hops\":2,\"end\":\"reached\"}");
    }

    @Test
    void aJsonMtuIsAnObject() {
        printAllMtus(json);
        String line = "{\"event\":\"mtu\",\"target\":\"host.example\",\"address\":\"198.51.100.10\",\"mtu\":%d,\"most\":%d,"
                + "\"evidence\":\"%s\",\"answered\":%s,\"from\":%s,\"message\":%s}";
        String told = "\"Frag needed and DF set (mtu = 1400)\"";
        assertPrinted(
                line.formatted(1500, 1500, "interface", true, null, null),
                line.formatted(1400, 1400, "told", true, "\"203.0.113.2\"", told),
                line.formatted(1400, 1400, "told", false, "\"203.0.113.2\"", told),
                line.formatted(1357, 1357, "measured", true, null, null),
                line.formatted(1000, 1500, "largest-answered", true, null, null),
                line.formatted(1280, 1499, "incomplete", true, null, null),
                line.formatted(0, 1500, "incomplete", false, null, "\"no reply\""),
                line.formatted(
                        0, 1500, "incomplete", false, "\"203.0.113.2\"", "\"Destination Host Unreachable\""),
                line.formatted(0, 1500, "incomplete", false, null, "\"Network is unreachable (ENETUNREACH)\""));
    }

    @Test
    void csvHasOneHeaderAndARowForEachProbe() {
        csv.hop(TARGET, ROUTER);
        csv.hop(new Target("a,\"b\"", ADDRESS), hop(4, reply(10), LABELLED.probes().getFirst()));
        csv.hop(TARGET, NOT_SENT);
        csv.route(TARGET, new Route(ADDRESS, List.of(ROUTER), RouteEnd.MAX_HOPS));
        assertPrinted(
                CSV_HEADER,
                "hop,host.example,,1,0,time-exceeded,203.0.113.1,1.000001,11,0,Time to live exceeded,,,,,,,,",
                "hop,host.example,,1,1,time-exceeded,203.0.113.1,2.000000,11,0,Time to live exceeded,,,,,,,,",
                "hop,host.example,,1,2,timeout,,,,,,,,,,,,,",
                "hop,\"a,\"\"b\"\"\",,4,0,reply,198.51.100.10,0.000010,,,,,,,,,,,",
                "hop,\"a,\"\"b\"\"\",,4,1,time-exceeded,203.0.113.2,0.000008,11,0,Time to live exceeded,,16001 3,,,,,,",
                "hop,host.example,,1,0,send-failure,,,,,Network is unreachable,ENETUNREACH,,,,,,,",
                "trace,host.example,198.51.100.10,,,,,,,,,,,1,max-hops,,,,");
    }

    @Test
    void aCsvMtuIsAHeaderAndARow() {
        csv.mtu(TARGET, mtu(1400, 1400, PathMtuEvidence.TOLD, true, tooBig()));
        assertPrinted(
                CSV_HEADER,
                "mtu,host.example,198.51.100.10,,,,203.0.113.2,,,,Frag needed and DF set (mtu = 1400),,,,,1400,1400,told,true");
    }

    @Test
    void theColumnsAreThoseOfTheDocumentation() {
        assertThat(CSV_HEADER).isEqualTo(String.join(",", EventSchema.csvColumns("ping-paths.csv-metadata.json")));
    }

    /** As when a trace is stopped and hops behind it are known. */
    @Test
    void aHopWithoutAnyOutcomeYetIsToldAsOne() {
        plain.hop(TARGET, hop(1));
        assertPrinted(" 1  not known yet");
        printed.reset();
        csv.hop(TARGET, hop(1));
        assertThat(printed.size()).isZero();
        json.hop(TARGET, hop(1));
        EventSchema.requireValid(printed.toString(StandardCharsets.UTF_8));
    }

    /** The loopback interface's, for IPv6. */
    @Test
    void theLargestMtuThereIsHasItsPlaceInTheSchema() {
        json.mtu(TARGET, mtu(65_536, 65_536, PathMtuEvidence.INTERFACE, true, null));
        EventSchema.requireValid(printed.toString(StandardCharsets.UTF_8));
    }

    private static void printAllMtus(PathPrinter printer) {
        printer.mtu(TARGET, mtu(1500, 1500, PathMtuEvidence.INTERFACE, true, null));
        printer.mtu(TARGET, mtu(1400, 1400, PathMtuEvidence.TOLD, true, tooBig()));
        printer.mtu(TARGET, mtu(1400, 1400, PathMtuEvidence.TOLD, false, tooBig()));
        printer.mtu(TARGET, mtu(1357, 1357, PathMtuEvidence.MEASURED, true, null));
        printer.mtu(TARGET, mtu(1000, 1500, PathMtuEvidence.LARGEST_ANSWERED, true, null));
        printer.mtu(TARGET, mtu(1280, 1499, PathMtuEvidence.INCOMPLETE, true, null));
        printer.mtu(TARGET, mtu(0, 1500, PathMtuEvidence.INCOMPLETE, false, timeout()));
        printer.mtu(TARGET, mtu(0, 1500, PathMtuEvidence.INCOMPLETE, false, error(TWO, 3, 1, 1)));
        printer.mtu(TARGET, mtu(0, 1500, PathMtuEvidence.INCOMPLETE, false, NOT_SENT.probes().getFirst()));
    }

    private void assertPrinted(String... lines) {
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("\n", lines) + "\n");
    }

    private static PathMtuResult mtu(
            int mtu, int most, PathMtuEvidence evidence, boolean answered, @Nullable PingResult reason) {
        return new PathMtuResult(ADDRESS, mtu, most, evidence, answered, Optional.ofNullable(reason));
    }

    private static Hop hop(int hopLimit, PingResult... probes) {
        return new Hop(hopLimit, List.of(probes));
    }

    private static Reply reply(long nanos) {
        return new Reply(ADDRESS, ADDRESS, 0, nanos, 0, Timing.KERNEL, 60, 64, 0);
    }

    private static IcmpError exceeded(InetAddress from, long nanos) {
        return error(from, 11, 0, nanos);
    }

    private static IcmpError tooBig() {
        return new IcmpError(ADDRESS, TWO, 0, 3, 4, 1400, Instant.EPOCH, 1, 0, Timing.KERNEL, List.of());
    }

    private static IcmpError error(InetAddress from, int type, int code, long nanos, MplsLabel... labels) {
        return new IcmpError(
                ADDRESS, from, 0, type, code, 0, Instant.EPOCH, nanos, 0, Timing.KERNEL, List.of(labels));
    }

    private static Timeout timeout() {
        return new Timeout(ADDRESS, 0, Instant.EPOCH, true);
    }
}
