package io.github.icmpffm.ping;

import io.github.icmpffm.Hop;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.MplsLabel;
import java.util.List;
import java.util.StringJoiner;

/**
 * A row for each probe of a hop and one for the end of the route, or one for the MTU. The columns are told in
 * {@code docs/ping-paths.csv-metadata.json}.
 */
final class CsvPathPrinter implements PathPrinter {
    static final List<String> COLUMNS = List.of(
            "event",
            "target",
            "address",
            "hop",
            "probe",
            "status",
            "from",
            "rtt_ms",
            "type",
            "code",
            "message",
            "errno",
            "mpls",
            "hops",
            "end",
            "mtu",
            "most",
            "evidence",
            "answered");

    private final CsvRows rows;

    CsvPathPrinter(Output output) {
        rows = new CsvRows(output, COLUMNS);
    }

    @Override
    public void hop(Target target, Hop hop) {
        for (int i = 0; i < hop.probes().size(); i++) {
            rows.set("event", "hop").set("target", target.name());
            rows.set("hop", hop.hopLimit()).set("probe", i);
            outcome(hop.probes().get(i));
            rows.end();
        }
    }

    private void outcome(PingResult probe) {
        switch (probe) {
            case Reply reply -> {
                rows.set("status", "reply").set("from", ZonedAddress.text(reply.from()));
                rows.set("rtt_ms", Decimal.millis(reply.roundTripNanos()));
            }
            case IcmpError error -> {
                rows.set("status", error.category().word()).set("from", ZonedAddress.text(error.from()));
                rows.set("rtt_ms", Decimal.millis(error.roundTripNanos()));
                rows.set("type", error.type()).set("code", error.code()).set("message", error.reason());
                rows.set("mpls", labels(error));
            }
            case Timeout timeout -> rows.set("status", "timeout");
            case SendFailure failure -> {
                rows.set("status", "send-failure");
                rows.set("message", failure.message()).set("errno", failure.errnoName());
            }
        }
    }

    private static String labels(IcmpError error) {
        StringJoiner labels = new StringJoiner(" ");
        for (MplsLabel label : error.mplsLabels()) {
            labels.add(Integer.toString(label.label()));
        }
        return labels.toString();
    }

    @Override
    public void route(Target target, Route route) {
        about("trace", target);
        rows.set("hops", route.hops().size()).set("end", route.end().word());
        rows.end();
    }

    @Override
    public void mtu(Target target, PathMtuResult result) {
        about("mtu", target);
        rows.set("mtu", result.mtu()).set("most", result.most()).set("evidence", result.evidence().word());
        rows.set("answered", Boolean.toString(result.answered()));
        rows.set("from", PathReason.from(result).orElse(""));
        rows.set("message", PathReason.message(result).orElse(""));
        rows.end();
    }

    private void about(String event, Target target) {
        rows.set("event", event).set("target", target.name()).set("address", ZonedAddress.text(target.address()));
    }
}
