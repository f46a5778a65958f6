package io.github.icmpffm.ping;

import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PingEvent;
import io.github.icmpffm.Reply;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Sent;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.program.HarmlessText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of each target's probes over time, for a plot. Filled on the pinger's threads, so that a picture is whole however slowly
 * the output is read. Safe for use by several threads.
 */
final class ProbeHistory {
    private final Map<Target, Probes> probes = new LinkedHashMap<>();
    private long originNanos;

    /** A target's probes: those that are open by the time they were sent at, the others drawn. */
    private static final class Probes {
        final Map<Integer, Long> open = new HashMap<>();
        final RoundTripTrace trace;

        Probes(long originNanos) {
            trace = new RoundTripTrace(originNanos);
        }

        void add(PingEvent event) {
            if (event instanceof Sent) {
                open.put(event.sequence(), EventTime.nanos(event));
            } else if (event instanceof Reply reply) {
                trace.reply(sent(event, reply.timeNanos() - reply.roundTripNanos()), reply.roundTripNanos());
            } else if (event instanceof Timeout || event instanceof IcmpError) {
                trace.loss(sent(event, EventTime.nanos(event)));
            } else if (event instanceof SendFailure) {
                trace.loss(EventTime.nanos(event));
            }
        }

        private long sent(PingEvent event, long otherwise) {
            Long known = open.remove(event.sequence());
            return known == null ? otherwise : known;
        }

        void end() {
            open.values().forEach(trace::loss);
            open.clear();
        }
    }

    /** Something happened to one of a target's probes. */
    synchronized void add(Target target, PingEvent event) {
        if (originNanos == 0) {
            originNanos = EventTime.nanos(event);
        }
        Probes known = probes.get(target);
        if (known == null) {
            known = new Probes(originNanos);
            probes.put(target, known);
        }
        known.add(event);
    }

    /** At the end: each target's line, by its name; what is still open counts as lost. */
    synchronized Map<String, RoundTripTrace> traces() {
        Map<String, RoundTripTrace> traces = new LinkedHashMap<>();
        probes.forEach((target, each) -> {
            each.end();
            traces.put(name(target), each.trace);
        });
        return traces;
    }

    /** Of a name with several addresses each has its line. */
    private static String name(Target target) {
        String address = ZonedAddress.text(target.address());
        return address.equals(target.name()) ? address : HarmlessText.line(target.name()) + " (" + address + ")";
    }
}
