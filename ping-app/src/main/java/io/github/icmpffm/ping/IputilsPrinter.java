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
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.WrongByte;
import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import io.github.icmpffm.program.HarmlessText;
import io.github.icmpffm.socket.SocketKind;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of iputils' ping to the letter, for what reads that.
 *
 * <p>What differs is what is counted: a reply that is not what was sent is corrupted, whatever is wrong with it, also its length
 * ({@code (DIFFERENT LENGTH!)}) or code ({@code (BAD CODE!)}); one after its timeout is marked {@code (LATE!)} and not received.
 * And a name is told from when it is known on: no line waits for it.
 */
final class IputilsPrinter implements Printer {
    /** iputils keeps a {@code struct timeval} in the payload; where it does not fit, no time is told. */
    private static final int TIMED_PAYLOAD = 16;

    private static final int ICMP_HEADER = 8;
    private static final String TOO_LONG = "EMSGSIZE";

    private final HostNames names = new HostNames();
    private final LocalMtu mtu = new LocalMtu();
    private final Map<Target, Told> told = new HashMap<>();
    private final Output output;
    private final PingOptions.Display display;

    IputilsPrinter(Output output, PingOptions.Display display) {
        this.output = output;
        this.display = display;
    }

    /** What a target's lines depend on, and what has been told of it. */
    private static final class Told {
        final int payloadLength;
        final boolean numeric;

        /** What iputils has behind the sender of a notice on this kind of socket. */
        final String noticeColon;

        long tooLong;

        Told(Beginning beginning, boolean numeric) {
            this.payloadLength = beginning.payloadLength();
            this.numeric = numeric;
            this.noticeColon = beginning.socketKind() == SocketKind.RAW ? ":" : "";
        }

        boolean isTimed() {
            return payloadLength >= TIMED_PAYLOAD;
        }
    }

    @Override
    public void start(Target target, Beginning beginning) {
        Told began = new Told(beginning,
                display.numeric() || (!display.iputils().names() && Resolver.isLiteral(target.name())));
        told.put(target, began);
        if (!began.numeric && !display.quiet()) {
            names.suppose(target.address(), HarmlessText.line(target.name()));
        }
        output.write(header(target, beginning));
    }

    private StringBuilder header(Target target, Beginning beginning) {
        StringBuilder text = new StringBuilder(80);
        String pattern = beginning.pattern();
        if (pattern != null && !display.quiet()) {
            text.append("PATTERN: 0x").append(pattern).append('\n');
        }
        text.append("PING ").append(HarmlessText.line(target.name()));
        text.append(" (").append(ZonedAddress.text(target.address())).append(") ");
        InetAddress source = beginning.source();
        if (source != null) {
            String device = beginning.interfaceName();
            text.append("from ").append(ZonedAddress.text(source)).append(' ');
            text.append(device == null ? "" : HarmlessText.line(device)).append(": ");
        }
        text.append(beginning.payloadLength());
        if (Family.of(target.address()) == Family.IPV6) {
            return text.append(" data bytes\n");
        }
        int packet = Family.IPV4.packetLength(beginning.payloadLength());
        return text.append('(').append(packet).append(") bytes of data.\n");
    }

    @Override
    public void event(Target target, PingEvent event) {
        Told run = told.get(target);
        if (run == null) {
            return;
        }
        if (event instanceof SendFailure failure && failure.errnoName().equals(TOO_LONG)) {
            run.tooLong++;
        }
        if (display.dots()) {
            return;
        }
        if (event instanceof Reply reply) {
            reply(run, event, reply, "", null);
        } else if (event instanceof ErrorHint hint) {
            IcmpError error = hint.error();
            mtu.learn(error);
            output.write(from(run, event, error.from(), "").append(error.reason()).append('\n'));
        } else if (event instanceof SendFailure failure) {
            sendFailure(failure);
        } else if (event instanceof Duplicate duplicate) {
            reply(run, event, duplicate.reply(), duplicateMark(target), null);
        } else if (event instanceof Late late) {
            reply(run, event, late.reply(), " (LATE!)", null);
        } else if (event instanceof Corrupted corrupted) {
            reply(run, event, corrupted.reply(), mark(corrupted.damage()), corrupted.wrongByte());
        } else if (event instanceof Notice notice) {
            output.write(from(run, event, notice.from(), run.noticeColon).append(reason(notice)).append('\n'));
        }
    }

    /** To a group, as many may reply as like. */
    private String duplicateMark(Target target) {
        return target.address().isMulticastAddress() && !display.verbose() ? "" : " (DUP!)";
    }

    private static String mark(Corrupted.Damage damage) {
        if (damage == Corrupted.Damage.CHECKSUM) {
            return " (BAD CHECKSUM!)";
        }
        if (damage == Corrupted.Damage.CODE) {
            return " (BAD CODE!)";
        }
        return damage == Corrupted.Damage.LENGTH ? " (DIFFERENT LENGTH!)" : "";
    }

    private void reply(Told run, PingEvent event, Reply reply, String suffix, @Nullable WrongByte wrong) {
        StringBuilder line = line(event);
        line.append(reply.bytes()).append(" bytes from ").append(host(run, reply.from()));
        line.append(": icmp_seq=").append(reply.sequence());
        if (reply.hopLimit() >= 0) {
            line.append(" ttl=").append(reply.hopLimit());
        }
        if (reply.bytes() < run.payloadLength + ICMP_HEADER) {
            output.write(line.append(" (truncated)\n"));
            return;
        }
        if (run.isTimed()) {
            appendTime(line.append(" time="), reply.roundTripNanos()).append(" ms");
        }
        line.append(suffix);
        if (!reply.target().equals(reply.from()) && !reply.target().isMulticastAddress()) {
            line.append(" (DIFFERENT ADDRESS!)");
        }
        if (wrong != null) {
            IputilsText.appendWrongByte(line, wrong, run.payloadLength);
        }
        if (display.audible()) {
            line.append('\007');
        }
        output.write(line.append('\n'));
    }

    private StringBuilder appendTime(StringBuilder line, long nanos) {
        return display.iputils().exact()
                ? IputilsText.appendExactTime(line, nanos)
                : IputilsText.appendTime(line, nanos);
    }

    private StringBuilder from(Told run, PingEvent event, InetAddress from, String colon) {
        return line(event)
                .append("From ").append(host(run, from)).append(colon)
                .append(" icmp_seq=").append(event.sequence()).append(' ');
    }

    private void sendFailure(SendFailure failure) {
        int limit = failure.errnoName().equals(TOO_LONG) ? mtu.towards(failure.target()) : LocalMtu.UNKNOWN;
        StandardError.say(limit == LocalMtu.UNKNOWN
                ? "sendmsg: " + failure.message()
                : "local error: message too long, mtu=" + limit);
    }

    @Override
    public void unanswered(Target target, PingEvent next, int sequence) {
        output.write(line(next).append("no answer yet for icmp_seq=").append(sequence).append('\n'));
    }

    /** What was refused for its length before was so again: all requests have the same. */
    @Override
    public void dropped(Target target, Dropped dropped) {
        Told run = told.get(target);
        if (run != null && run.tooLong > 0) {
            run.tooLong += dropped.sendFailures();
        }
        output.write(ZonedAddress.text(target.address()) + ": " + dropped.text() + "\n");
    }

    private static String reason(Notice notice) {
        return ErrorText.of(Family.of(notice.target()), notice.type(), notice.code(), notice.restOfHeader());
    }

    private StringBuilder line(PingEvent event) {
        StringBuilder line = new StringBuilder(100);
        return display.timestamps() ? EventTime.append(line, event) : line;
    }

    private String host(Told run, InetAddress address) {
        String text = ZonedAddress.text(address);
        return run.numeric ? text : names.describe(address, text);
    }

    @Override
    public void summary(Target target, PingStatistics statistics) {
        Told run = told.get(target);
        long tooLong = run == null ? 0 : run.tooLong;
        boolean timed = run == null || run.isTimed();
        output.write(IputilsText.summary(target.name(), statistics, tooLong, timed, display.rates()));
    }

    @Override
    public void total(int targets, PingStatistics all) {
        long tooLong = 0;
        boolean timed = false;
        for (Told run : told.values()) {
            tooLong += run.tooLong;
            timed |= run.isTimed();
        }
        output.write(IputilsText.summary(targets + " targets", all, tooLong, timed, display.rates()));
    }
}
