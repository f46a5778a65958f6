package io.github.icmpffm.ping;

import static io.github.icmpffm.ping.Printed.HOST;
import static io.github.icmpffm.ping.Printed.HOST_V6;
import static io.github.icmpffm.ping.Printed.ROUTER;
import static io.github.icmpffm.ping.Printed.address;
import static io.github.icmpffm.ping.Printed.beginning;
import static io.github.icmpffm.ping.Printed.corrupted;
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

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.Timing;
import io.github.icmpffm.WrongByte;
import io.github.icmpffm.socket.SocketKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IputilsPrinterTest {
    private static final String REPLY = "64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=0.033 ms";

    private final Printed printed = new Printed();

    private Printer printer(String options) {
        return Format.IPUTILS.printer(
                printed.output(),
                new PingOptions.Display(
                        Format.IPUTILS,
                        options.contains("q"),
                        options.contains("v"),
                        options.contains("n"),
                        options.contains("D"),
                        options.contains("O"),
                        options.contains("a"),
                        options.contains("f"),
                        options.contains("r"),
                        new PingOptions.Iputils(options.contains("j"), options.contains("3"), options.contains("H"))));
    }

    private String events(String options, PingEvent... events) {
        Printer printer = printer(options);
        printer.start(HOST, beginning(56));
        for (PingEvent event : events) {
            if (options.contains("O")) {
                printed.withOutstanding(printer, event);
            } else {
                printer.event(HOST, event);
            }
        }
        return withoutFirstLine(printed.text());
    }

    private static String withoutFirstLine(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    // ---- the first lines

    @Test
    void theHeaderTellsHowLongThePacketsAre() {
        printer("").start(HOST, beginning(56));
        printer("").start(HOST_V6, beginning(100));
        printer("").start(target("localhost", "127.0.0.1"), beginning(0));
        assertThat(printed.text()).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.
                PING 2001:db8::9 (2001:db8::9) 100 data bytes
                PING localhost (127.0.0.1) 0(28) bytes of data.
                """);
    }

    @Test
    void theHeaderTellsTheSourceThatWasAskedFor() {
        printer("").start(HOST, new Beginning(SocketKind.RAW, 56, address("198.51.100.1"), "tun0", null, 0));
        printer("").start(HOST, new Beginning(SocketKind.RAW, 56, address("198.51.100.1"), null, null, 0));
        printer("").start(HOST_V6, new Beginning(SocketKind.RAW, 56, address("2001:db8::1"), "tun0", null, 0));
        assertThat(printed.text()).isEqualTo("""
                PING 198.51.100.9 (198.51.100.9) from 198.51.100.1 tun0: 56(84) bytes of data.
                PING 198.51.100.9 (198.51.100.9) from 198.51.100.1 : 56(84) bytes of data.
                PING 2001:db8::9 (2001:db8::9) from 2001:db8::1 tun0: 56 data bytes
                """);
    }

    @Test
    void thePatternComesFirst() {
        printer("").start(HOST, new Beginning(SocketKind.RAW, 56, null, null, "c0ffee", 0));
        assertThat(printed.text()).startsWith("PATTERN: 0xc0ffee\nPING 198.51.100.9");
    }

    // ---- replies

    @Test
    void aReplyIsNumberedAsOnTheWire() {
        assertThat(events("", reply(HOST, 1, 33_400), reply(HOST, 65_535, 33_400), reply(HOST, 0, 33_400)))
                .isEqualTo(REPLY + "\n" + REPLY.replace("=1 ", "=65535 ") + "\n" + REPLY.replace("=1 ", "=0 ") + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0.000", "33123, 0.033", "33500, 0.034", "999499, 0.999", "999500, 1.00", "1234567, 1.23", "9994999, 9.99",
        "9995000, 10.0", "12345678, 12.3", "99949000, 99.9", "99950000, 100", "100499999, 100", "1234567890, 1235"
    })
    void timesHaveThreeDigits(long nanos, String time) {
        assertThat(IputilsText.appendTime(new StringBuilder(), nanos)).hasToString(time);
    }

    @Test
    void whatIsUnusualOfAReplyIsSaidAfterIt() {
        assertThat(events(
                "",
                duplicate(1),
                late(1),
                corrupted(1),
                reply(HOST.address(), ROUTER, 1, 33_400, 64),
                new Corrupted(
                        reply(HOST.address(), HOST.address(), 1, 33_400, 63), Corrupted.Damage.LENGTH, null)))
                .isEqualTo(REPLY + " (DUP!)\n" + REPLY + " (LATE!)\n" + REPLY + " (BAD CHECKSUM!)\n"
                        + REPLY.replace(".9:", ".254:") + " (DIFFERENT ADDRESS!)\n"
                        + "63 bytes from 198.51.100.9: icmp_seq=1 ttl=64 (truncated)\n");
    }

    @Test
    void aWrongByteIsNamedAndThePayloadDumpedAsByIputils() {
        byte[] payload = new byte[56];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (0xf0 + i);
        }
        assertThat(events("a", damaged(Corrupted.Damage.PAYLOAD, 64, 20, payload)))
                .isEqualTo(REPLY + "\nwrong data byte #20 should be 0xff but was 0x4\n"
                        + "#16\t0 1 2 3 4 5 6 7 8 9 a b c d e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f \n"
                        + "#48\t20 21 22 23 24 25 26 27 \007\n");
        assertThat(events("", damaged(Corrupted.Damage.CHECKSUM, 64, 50, payload)))
                .contains("ms (BAD CHECKSUM!)\nwrong data byte #50 should be 0xff but was 0x22\n#16\t0 1 ");
        assertThat(events("", damaged(Corrupted.Damage.PAYLOAD, 64, 3, payload)))
                .contains("\nwrong data byte #3 should be 0xff but was 0xf3\n#0\tf0 f1 f2 f3 ", " ff \n#16\t0 1 ");
    }

    private static Corrupted damaged(Corrupted.Damage damage, int bytes, int index, byte[] payload) {
        WrongByte wrong = new WrongByte(index, 0xff, payload[index] & 0xff, payload);
        return new Corrupted(reply(HOST.address(), HOST.address(), 1, 33_400, bytes), damage, wrong);
    }

    @Test
    void whatIputilsLooksAtInNoReplyIsNamedInItsWay() {
        Reply longer = reply(HOST.address(), HOST.address(), 1, 33_400, 70);
        assertThat(events(
                "",
                new Corrupted(longer, Corrupted.Damage.LENGTH, null),
                new Corrupted(reply(1), Corrupted.Damage.CODE, null)))
                .isEqualTo(REPLY.replace("64 bytes", "70 bytes") + " (DIFFERENT LENGTH!)\n" + REPLY + " (BAD CODE!)\n");
    }

    @Test
    void ofManyRepliesToAGroupNoneIsMarkedAsADuplicateUnlessVerbose() {
        Target group = target("224.0.0.1", "224.0.0.1");
        for (String options : List.of("", "v")) {
            Printer printer = printer(options);
            printer.start(group, beginning(56));
            printer.event(group, new Duplicate(reply(group.address(), ROUTER, 1, 33_400, 64)));
        }
        assertThat(printed.text()).contains("time=0.033 ms\n").endsWith("time=0.033 ms (DUP!)\n");
    }

    @Test
    void onRequestTimesAreExactHoweverLong() {
        assertThat(events("3", reply(HOST, 1, 1_234_567_890))).endsWith("time=1234.568 ms\n");
        assertThat(events("3", reply(HOST, 1, 33_400))).endsWith(REPLY + "\n");
    }

    @Test
    void namesArePrintedForAnAddressIfTheyAreAskedFor() {
        assertThat(events("H", reply(1))).containsPattern("bytes from \\S+ \\(198\\.51\\.100\\.9\\): ");
    }

    @Test
    void aNameIsNoCommandForTheTerminal() {
        Target odd = target("x\033[31mred", "198.51.100.9");
        Printer printer = printer("");
        printer.start(odd, new Beginning(SocketKind.RAW, 56, HOST.address(), "e\u202e0", null, 0));
        printer.event(odd, reply(1)); // the name that it was resolved from, until its own is looked up
        printer.summary(odd, statistics(0));
        assertThat(printed.text())
                .startsWith("PING x?[31mred (")
                .contains("from 198.51.100.9 e?0: 56", "--- x?[31mred ping")
                .doesNotContain("\033");
    }

    @Test
    void noTimeIsToldWhereItWouldNotFitIntoThePayload() {
        Printer printer = printer("");
        printer.start(HOST, beginning(15));
        printer.event(HOST, reply(HOST.address(), HOST.address(), 1, 33_400, 23));
        printer.summary(HOST, statistics(1, 33_400));
        assertThat(withoutFirstLine(printed.text())).isEqualTo("""
                23 bytes from 198.51.100.9: icmp_seq=1 ttl=64

                --- 198.51.100.9 ping statistics ---
                1 packets transmitted, 1 received, 0% packet loss, time 0ms

                """);
    }

    @Test
    void aNameIsToldOnceItIsKnownAndNeverOfATargetThatIsAnAddress() {
        Target named = target("some.name.invalid", "127.0.0.1");
        Printer printer = printer("");
        printer.start(named, beginning(56));
        printer.start(HOST, beginning(56));
        printer.event(named, reply(named, 1, 33_400));
        printer.event(HOST, reply(HOST, 1, 33_400));
        assertThat(printed.text()).containsPattern("bytes from \\S+ \\(127\\.0\\.0\\.1\\): ").contains(REPLY);
    }

    @Test
    void numericTellsNoNames() {
        Target named = target("localhost", "127.0.0.1");
        Printer printer = printer("n");
        printer.start(named, beginning(56));
        printer.event(named, reply(named, 1, 33_400));
        assertThat(printed.text()).contains("64 bytes from 127.0.0.1: icmp_seq=1");
    }

    // ---- what is no reply

    @Test
    void onADatagramSocketNoticesHaveNoColonEither() {
        Printer printer = printer("");
        printer.start(HOST, new Beginning(SocketKind.DATAGRAM, 56, null, null, null, 0));
        printer.event(HOST, redirect(1));
        assertThat(printed.text())
                .endsWith("From 198.51.100.254 icmp_seq=1 Redirect Host(New nexthop: 198.51.100.3)\n");
    }

    @Test
    void errorsHaveNoColonAndNoticesHave() {
        assertThat(events(
                "",
                error(1, 3, 1, 0),
                error(300, 11, 0, 0),
                error(2, 3, 4, 1280),
                redirect(1)))
                .isEqualTo("""
                        From 198.51.100.254 icmp_seq=1 Destination Host Unreachable
                        From 198.51.100.254 icmp_seq=300 Time to live exceeded
                        From 198.51.100.254 icmp_seq=2 Frag needed and DF set (mtu = 1280)
                        From 198.51.100.254: icmp_seq=1 Redirect Host(New nexthop: 198.51.100.3)
                        """);
    }

    @Test
    void errorsOfIpv6AndSourceQuench() {
        Printer printer = printer("");
        printer.start(HOST_V6, beginning(56));
        printer.start(HOST, beginning(56));
        printed.text();
        printer.event(HOST_V6,
                new ErrorHint(new IcmpError(HOST_V6.address(), address("2001:db8::fe"), 1, 1, 3, 0, Printed.TIME, 0, 0,
                        Timing.USER, List.of())));
        printer.event(HOST_V6,
                new ErrorHint(
                        new IcmpError(HOST_V6.address(), address("2001:db8::fe"), 2, 2, 0, 1280, Printed.TIME, 0, 0,
                                Timing.USER, List.of())));
        printer.event(HOST, new Notice(HOST.address(), ROUTER, 1, 4, 0, 0, Printed.TIME));
        assertThat(withoutFirstLine(withoutFirstLine(printed.text()))).isEqualTo("""
                From 2001:db8::fe icmp_seq=1 Destination unreachable: Address unreachable
                From 2001:db8::fe icmp_seq=2 Packet too big: mtu=1280
                From 198.51.100.254: icmp_seq=1 Source Quench
                """);
    }

    @Test
    void aTimeoutIsNoLine() {
        assertThat(events("", sent(1), timeout(1))).isEmpty();
    }

    @Test
    void whatTheKernelRefusedGoesToStandardErrorAndIsTransmittedToIputils() {
        Printer printer = printer("");
        printer.start(HOST, beginning(56));
        String err = standardError(() -> {
            printer.event(HOST, error(1, 3, 4, 1280));
            printer.event(HOST, failure(2, 90));
            printer.event(HOST, failure(3, 1));
        });
        printer.summary(
                HOST,
                new PingStatistics(1, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 1_000, 2_000_001_000, 1, RoundTripSummary.of()));

        assertThat(err.lines())
                .containsExactly(
                        "ping-app: local error: message too long, mtu=1280",
                        "ping-app: sendmsg: Operation not permitted");
        assertThat(withoutFirstLine(printed.text())).isEqualTo("""
                From 198.51.100.254 icmp_seq=1 Frag needed and DF set (mtu = 1280)

                --- 198.51.100.9 ping statistics ---
                3 packets transmitted, 0 received, +2 errors, 100% packet loss, time 2000ms

                """);
    }

    private static String standardError(Runnable task) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    // ---- options

    @Test
    void timestampsAreBeforeEachLine() {
        assertThat(events("D", reply(1), error(2, 3, 1, 0), redirect(2))).isEqualTo("""
                [1700000001.500000] 64 bytes from 198.51.100.9: icmp_seq=1 ttl=64 time=0.033 ms
                [1700000001.500000] From 198.51.100.254 icmp_seq=2 Destination Host Unreachable
                [1700000001.500000] From 198.51.100.254: icmp_seq=2 Redirect Host(New nexthop: 198.51.100.3)
                """);
    }

    @Test
    void outstandingTellsOfTheRequestBeforeIfItHasNoReply() {
        assertThat(events("O", sent(1), sent(2), reply(2), sent(3), error(3, 3, 1, 0), sent(4))).isEqualTo("""
                no answer yet for icmp_seq=1
                64 bytes from 198.51.100.9: icmp_seq=2 ttl=64 time=0.033 ms
                From 198.51.100.254 icmp_seq=3 Destination Host Unreachable
                no answer yet for icmp_seq=3
                """);
    }

    @Test
    void outstandingHasItsTimestamp() {
        assertThat(events("OD", sent(1), sent(2))).isEqualTo("[1700000001.500000] no answer yet for icmp_seq=1\n");
    }

    @Test
    void audibleRingsBeforeTheLineEnds() {
        assertThat(events("a", reply(1))).isEqualTo(REPLY + "\007\n");
    }

    @Test
    void floodIsDotsTakenBack() {
        assertThat(events("f", sent(1), reply(1), sent(2), error(2, 3, 1, 0), sent(3), corrupted(3), failure(4, 1)))
                .isEqualTo(".\b \b.\bE.\bCE");
    }

    @Test
    void floodCountsWhatIsTooLongAsAnErrorAndTellsOfOutstandingRequests() {
        Printer printer = printer("fO");
        printer.start(HOST, beginning(56));
        printed.withOutstanding(printer, sent(1));
        printed.withOutstanding(printer, failure(2, 90));
        printer.summary(HOST, new PingStatistics(1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, RoundTripSummary.of()));
        assertThat(withoutFirstLine(printed.text()))
                .startsWith(".no answer yet for icmp_seq=1\nE\n---")
                .contains("2 packets transmitted, 0 received, +1 errors, 100% packet loss");
    }

    @Test
    void whatWasDroppedIsALineAndCountsInTheSummary() {
        Printer printer = printer("");
        printer.start(HOST, beginning(56));
        printer.event(HOST, failure(1, 90));
        printer.dropped(HOST, new Dropped(0, 0, 0, 0, 0, 0, 4, 0));
        printer.summary(HOST, new PingStatistics(0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 1, 1, 0, RoundTripSummary.of()));
        assertThat(withoutFirstLine(printed.text()))
                .startsWith("198.51.100.9: ... 4 more not sent\n")
                .contains("5 packets transmitted, 0 received, +5 errors");
    }

    @Test
    void audibleFloodRings() {
        assertThat(events("fa", sent(1), reply(1))).isEqualTo(".\b \b\007");
    }

    // ---- the end

    @Test
    void theSummaryOfAGoodRun() {
        printer("").summary(HOST, statistics(4, 33_000, 35_000, 33_000, 35_000));
        assertThat(printed.text()).isEqualTo("""

                --- 198.51.100.9 ping statistics ---
                4 packets transmitted, 4 received, 0% packet loss, time 3002ms
                rtt min/avg/max/mdev = 0.033/0.034/0.035/0.001 ms
                """);
    }

    @Test
    void theSummaryTellsWhatIsUnusual() {
        printer("r").summary(
                HOST,
                new PingStatistics(
                        30, 20, 3, 7, 0, 2, 5, 4, 1, 3, 0, 1_000, 2_900_001_000L, 5,
                        RoundTripSummary.of(1_000_000, 9_000_000)));
        assertThat(printed.text()).isEqualTo(
                """

                        --- 198.51.100.9 ping statistics ---
                        30 packets transmitted, 20 received, +2 duplicates, +4 corrupted, +3 errors, 33.3333% packet loss, time 2900ms
                        rtt min/avg/max/mdev = 1.000/5.000/9.000/4.000 ms, pipe 5, ipg/ewma 100.000/2.000 ms
                        """);
    }

    @Test
    void totalLossHasAnEmptyLineInPlaceOfTheTimes() {
        printer("r").summary(HOST, statistics(2));
        assertThat(printed.text())
                .endsWith("2 packets transmitted, 0 received, 100% packet loss, time 3002ms\n\n");
    }

    @Test
    void withoutReplyPipeStandsAlone() {
        printer("").summary(
                HOST, new PingStatistics(5, 0, 5, 0, 0, 0, 0, 0, 0, 5, 0, 1_000, 2_000, 4, RoundTripSummary.of()));
        assertThat(printed.text()).endsWith("0 received, +5 errors, 100% packet loss, time 0ms\npipe 4\n");
    }

    @Test
    void whatWasNeverSentHasNoLoss() {
        printer("").summary(HOST, statistics(0));
        assertThat(printed.text()).endsWith("0 packets transmitted, 0 received\n\n");
    }

    @Test
    void theTotalIsASummaryOfSoManyTargets() {
        Printer printer = printer("");
        printer.start(HOST, beginning(56));
        printer.start(HOST_V6, beginning(56));
        printer.total(2, statistics(4, 33_000, 35_000, 33_000, 35_000));
        assertThat(printed.text()).endsWith("""

                --- 2 targets ping statistics ---
                4 packets transmitted, 4 received, 0% packet loss, time 3002ms
                rtt min/avg/max/mdev = 0.033/0.034/0.035/0.001 ms
                """);
    }
}
