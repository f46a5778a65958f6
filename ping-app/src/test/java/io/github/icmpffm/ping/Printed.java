package io.github.icmpffm.ping;

import io.github.icmpffm.Corrupted;
import io.github.icmpffm.Duplicate;
import io.github.icmpffm.ErrorHint;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.Late;
import io.github.icmpffm.Notice;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.PingStatistics;
import io.github.icmpffm.Reply;
import io.github.icmpffm.RoundTripSummary;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.Timing;
import io.github.icmpffm.socket.SocketKind;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What a format makes of made-up events, all of which happen 1.5 s after 2023-11-14T22:13:20Z. */
final class Printed {
    static final Target HOST = target("198.51.100.9", "198.51.100.9");
    static final Target HOST_V6 = target("2001:db8::9", "2001:db8::9");
    static final InetAddress ROUTER = address("198.51.100.254");
    static final Instant TIME = Instant.parse("2023-11-14T22:13:21.500000789Z");

    private static final long NANOS = TIME.getEpochSecond() * 1_000_000_000 + TIME.getNano();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Outstanding outstanding = new Outstanding();

    Output output() {
        return new Output(bytes);
    }

    /** Something happened to the host, with {@code -O}. */
    void withOutstanding(Printer printer, PingEvent event) {
        int unanswered = outstanding.before(event);
        if (unanswered != Outstanding.NONE) {
            printer.unanswered(HOST, event, unanswered);
        }
        printer.event(HOST, event);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static Target target(String name, String address) {
        return new Target(name, address(address));
    }

    static Beginning beginning(int payloadLength) {
        return new Beginning(SocketKind.RAW, payloadLength, null, null, null, NANOS);
    }

    static PingEvent sent(int sequence) {
        return new Sent(HOST.address(), sequence, TIME);
    }

    static Reply reply(Target target, int sequence, long nanos) {
        return reply(target.address(), target.address(), sequence, nanos, 64);
    }

    static Reply reply(InetAddress target, InetAddress from, int sequence, long nanos, int bytes) {
        return new Reply(target, from, sequence, nanos, 0, Timing.KERNEL, 64, bytes, NANOS);
    }

    static Reply reply(int sequence) {
        return reply(HOST, sequence, 33_400);
    }

    static PingEvent duplicate(int sequence) {
        return new Duplicate(reply(sequence));
    }

    static PingEvent late(int sequence) {
        return new Late(reply(sequence));
    }

    static PingEvent corrupted(int sequence) {
        return new Corrupted(reply(sequence), Corrupted.Damage.CHECKSUM, null);
    }

    static PingEvent timeout(int sequence) {
        return new Timeout(HOST.address(), sequence, TIME, true);
    }

    static PingEvent error(int sequence, int type, int code, int restOfHeader) {
        return new ErrorHint(new IcmpError(HOST.address(), ROUTER, sequence, type, code, restOfHeader, TIME, 0, 0,
                Timing.USER, List.of()));
    }

    static PingEvent redirect(int sequence) {
        return new Notice(HOST.address(), ROUTER, sequence, 5, 1, 0xc6336403, TIME);
    }

    static PingEvent failure(int sequence, int errno) {
        return new SendFailure(HOST.address(), sequence, errno, TIME);
    }

    /** So many requests in three seconds, the first of which were answered in those times. */
    static PingStatistics statistics(int transmitted, long... roundTrips) {
        return new PingStatistics(
                transmitted,
                roundTrips.length,
                0,
                transmitted - roundTrips.length,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1_000_000_000,
                transmitted > 1 ? 4_002_400_000L : 1_000_000_000,
                roundTrips.length > 0 ? 1 : 0,
                RoundTripSummary.of(roundTrips));
    }
}
