package io.github.icmpffm.ping;

import static io.github.icmpffm.ping.Printed.HOST;
import static io.github.icmpffm.ping.Printed.ROUTER;
import static io.github.icmpffm.ping.Printed.beginning;
import static io.github.icmpffm.ping.Printed.reply;
import static io.github.icmpffm.ping.Printed.sent;
import static io.github.icmpffm.ping.Printed.statistics;
import static io.github.icmpffm.ping.Printed.target;
import static io.github.icmpffm.ping.Printed.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.Duplicate;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.Timing;
import org.junit.jupiter.api.Test;

/** What options do to the default format; the rest is seen in {@link PlainOutputIT}. */
class PlainPrinterTest {
    private final Printed printed = new Printed();

    private Printer printer(boolean timestamps, boolean outstanding, boolean audible, boolean dots) {
        return Format.PLAIN.printer(
                printed.output(),
                new PingOptions.Display(
                        Format.PLAIN, false, false, false, timestamps, outstanding, audible, dots, false));
    }

    @Test
    void timestampsBellAndOutstandingRequests() {
        Printer printer = printer(true, true, true, false);
        printer.start(HOST, beginning(56));
        printed.withOutstanding(printer, sent(0));
        printed.withOutstanding(printer, sent(1));
        printed.withOutstanding(printer, reply(1));
        printed.withOutstanding(printer, timeout(0));
        assertThat(printed.text()).isEqualTo("""
                [1700000001.500000] 198.51.100.9: seq=0 no answer yet
                [1700000001.500000] 198.51.100.9: seq=1 time=0.033400ms\007
                [1700000001.500000] 198.51.100.9: seq=0 timeout
                """);
    }

    @Test
    void aReplyFromAnotherAddressIsMarkedUnlessAGroupWasAsked() {
        Printer printer = printer(false, false, true, false);
        printer.event(HOST, reply(HOST.address(), ROUTER, 0, 33_400, 64));
        printer.event(HOST, new Duplicate(reply(HOST.address(), ROUTER, 0, 33_400, 64)));
        Target group = target("224.0.0.1", "224.0.0.1");
        printer.event(group, reply(group.address(), ROUTER, 1, 33_400, 64));
        assertThat(printed.text()).isEqualTo("""
                198.51.100.254: seq=0 time=0.033400ms (from another address)\007
                198.51.100.254: seq=0 time=0.033400ms duplicate (from another address)
                198.51.100.254: seq=1 time=0.033400ms\007
                """);
    }

    @Test
    void aTimeoutOfARequestThatHasNotLeftThisHostSaysSo() {
        printer(false, false, false, false).event(HOST, new Timeout(HOST.address(), 3, Printed.TIME, false));
        assertThat(printed.text()).isEqualTo("198.51.100.9: seq=3 timeout (it has not left this host)\n");
    }

    @Test
    void howLongARequestWaitedInThisHostIsPrintedForWhoWantsMore() {
        Reply waited = new Reply(HOST.address(), HOST.address(), 0, 1_500_000, 1_400_000, Timing.KERNEL, 64, 64, 0);
        Printer terse = printer(false, false, false, false);
        terse.event(HOST, waited);
        Printer verbose = Format.PLAIN.printer(printed.output(), new PingOptions.Display(
                Format.PLAIN, false, true, false, false, false, false, false, false));
        verbose.event(HOST, waited);
        verbose.event(HOST, reply(1));
        assertThat(printed.text()).isEqualTo("""
                198.51.100.9: seq=0 time=1.500000ms
                198.51.100.9: seq=0 time=1.500000ms queued=1.400000ms
                198.51.100.9: seq=1 time=0.033400ms
                """);
    }

    @Test
    void floodIsDotsTakenBackAndThenTheSummary() {
        Printer printer = printer(false, false, false, true);
        printer.event(HOST, sent(0));
        printer.event(HOST, reply(0));
        printer.event(HOST, sent(1));
        printer.summary(HOST, statistics(2, 33_400));
        assertThat(printed.text()).startsWith(".\b \b.\n198.51.100.9: 2 sent, 1 received");
    }

    @Test
    void whatWasDroppedIsALine() {
        printer(false, false, false, false).dropped(HOST, new Dropped(2, 1993, 0, 0, 0, 1, 0, 0));
        assertThat(printed.text())
                .isEqualTo("198.51.100.9: ... 1993 more duplicates, 2 more replies, 1 more timeouts\n");
    }

    @Test
    void theTotalNamesTheNumberOfTargets() {
        printer(false, false, false, false).total(3, statistics(2, 33_400));
        assertThat(printed.text()).startsWith("\n3 targets: 2 sent, 1 received, 1 lost (50%), ")
                .contains("\n3 targets: min/avg/max/mdev = ");
    }
}
