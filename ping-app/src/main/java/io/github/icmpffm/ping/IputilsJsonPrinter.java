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
import io.github.icmpffm.packet.ErrorText;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code -j}: the JSON of iputils' ping, an object for each reply and one at the end, with its keys in its order and its strings for
 * times.
 *
 * <p>What iputils prints as text between them, or not at all, is JSON here as well: errors with their sender, what is unusual of a
 * reply as its {@code info}, and the end of a run without replies, which has no {@code rtt}.
 */
final class IputilsJsonPrinter implements Printer {
    private static final int ICMP_HEADER = 8;
    private static final int TIMED_PAYLOAD = 16;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long NANOS_A_MICRO = 1000;
    private static final String TOO_LONG = "EMSGSIZE";

    private final HostNames names = new HostNames();
    private final LocalMtu mtu = new LocalMtu();
    private final Map<Target, Integer> payloadLengths = new HashMap<>();
    private final StringBuilder object = new StringBuilder(256);
    private final Output output;
    private final PingOptions.Display display;
    private long tooLong;

    IputilsJsonPrinter(Output output, PingOptions.Display display) {
        this.output = output;
        this.display = display;
    }

    @Override
    public void start(Target target, Beginning beginning) {
        payloadLengths.put(target, beginning.payloadLength());
    }

    @Override
    public void event(Target target, PingEvent event) {
        if (event instanceof Reply reply) {
            reply(target, reply, null);
        } else if (event instanceof ErrorHint hint) {
            IcmpError error = hint.error();
            mtu.learn(error);
            about(target, error.from(), error.sequence()).text("error", error.reason()).write();
        } else if (event instanceof SendFailure failure) {
            sendFailure(failure);
        } else if (event instanceof Duplicate duplicate) {
            reply(target, duplicate.reply(), "duplicate");
        } else if (event instanceof Late late) {
            reply(target, late.reply(), "late");
        } else if (event instanceof Corrupted corrupted) {
            reply(target, corrupted.reply(), "corrupted");
        } else if (event instanceof Notice notice) {
            about(target, notice.from(), notice.sequence()).text("info", reason(notice)).write();
        }
    }

    /** What was refused for its length before was so again: all requests have the same. */
    @Override
    public void dropped(Target target, Dropped dropped) {
        tooLong += tooLong > 0 ? dropped.sendFailures() : 0;
        begin().text("host", target.name()).text("info", dropped.text()).write();
    }

    private void reply(Target target, Reply reply, @Nullable String info) {
        int payloadLength = payloadLengths.getOrDefault(target, 0);
        begin().number("bytes", reply.bytes()).text("host", host(target, reply.from()));
        number("seq", reply.sequence());
        if (reply.hopLimit() >= 0) {
            number("ttl", reply.hopLimit());
        }
        if (reply.bytes() < payloadLength + ICMP_HEADER) {
            text("info", "truncated").write();
            return;
        }
        if (payloadLength >= TIMED_PAYLOAD) {
            StringBuilder time = new StringBuilder(12);
            long nanos = reply.roundTripNanos();
            text("time", (display.iputils().exact()
                    ? IputilsText.appendExactTime(time, nanos)
                    : IputilsText.appendTime(time, nanos)).toString());
        }
        boolean elsewhere = !reply.target().equals(reply.from()) && !reply.target().isMulticastAddress();
        String unusual = info == null && elsewhere ? "different address" : info;
        if (unusual != null) {
            text("info", unusual);
        }
        write();
    }

    private IputilsJsonPrinter about(Target target, InetAddress from, int sequence) {
        return begin().text("host", host(target, from)).number("seq", sequence);
    }

    private void sendFailure(SendFailure failure) {
        begin().number("seq", failure.sequence());
        if (!failure.errnoName().equals(TOO_LONG)) {
            key("error").append("[\"sendmsg\", ");
            quoted(failure.message()).append(']');
            write();
            return;
        }
        tooLong++;
        int limit = mtu.towards(failure.target());
        text("error", "local error: message too long, mtu=" + limit).write();
    }

    private String host(Target target, InetAddress address) {
        String text = ZonedAddress.text(address);
        boolean numeric = display.numeric() || (!display.iputils().names() && Resolver.isLiteral(target.name()));
        return numeric ? text : names.describe(address, text);
    }

    private static String reason(Notice notice) {
        return ErrorText.of(Family.of(notice.target()), notice.type(), notice.code(), notice.restOfHeader());
    }

    @Override
    public void summary(Target target, PingStatistics statistics) {
        summary(target.name(), statistics, payloadLengths.getOrDefault(target, 0) >= TIMED_PAYLOAD);
    }

    @Override
    public void total(int targets, PingStatistics all) {
        summary(targets + " targets", all, true);
    }

    private void summary(String name, PingStatistics statistics, boolean timed) {
        long transmitted = statistics.transmitted() + statistics.sendFailures();
        long lost = transmitted - statistics.received();
        begin().text("host", name);
        number("transmitted", transmitted);
        number("received", statistics.received());
        number("duplicates", statistics.duplicates());
        number("corrupted", statistics.corrupted());
        number("errors", statistics.errorMessages() + tooLong);
        number("loss", transmitted == 0 ? 0 : lost * 100 / transmitted);
        number("time", (statistics.sendingTime().toNanos() + NANOS_A_MILLI / 2) / NANOS_A_MILLI);
        if (statistics.received() > 0 && timed) {
            roundTrips(statistics.roundTrips());
        }
        if (statistics.mostUnderWay() > 1) {
            number("pipe", statistics.mostUnderWay());
        }
        if (display.rates() && statistics.received() > 0 && transmitted > 1) {
            text("ipg", time(statistics.sendingTime().toNanos() / NANOS_A_MICRO / (transmitted - 1) * NANOS_A_MICRO));
            text("ewma", time(statistics.roundTrips().smoothedNanos()));
        }
        write();
    }

    private void roundTrips(RoundTripSummary times) {
        key("rtt").append("{\"min\": \"").append(time(times.minimumNanos()));
        object.append("\", \"avg\": \"").append(time(times.meanNanos()));
        object.append("\", \"max\": \"").append(time(times.maximumNanos()));
        object.append("\", \"mdev\": \"").append(time(times.deviationNanos())).append("\"}");
    }

    private static String time(long nanos) {
        return IputilsText.appendExactTime(new StringBuilder(12), nanos).toString();
    }

    // ---- an object, as iputils lays it out

    private IputilsJsonPrinter begin() {
        object.setLength(0);
        object.append('{');
        return this;
    }

    private IputilsJsonPrinter number(String name, long value) {
        key(name).append(value);
        return this;
    }

    private IputilsJsonPrinter text(String name, String value) {
        key(name);
        quoted(value);
        return this;
    }

    private StringBuilder key(String name) {
        return object.append(object.length() == 1 ? "\"" : ", \"").append(name).append("\": ");
    }

    private StringBuilder quoted(String value) {
        return JsonEscapes.appendString(object, value);
    }

    private void write() {
        output.write(object.append("}\n"));
    }
}
