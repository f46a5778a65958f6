package io.github.icmpffm.ping;

import io.github.icmpffm.Hop;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.AddressText;
import io.github.icmpffm.packet.MplsLabel;
import java.util.StringJoiner;

/**
 * A header, then a row for each probe of a hop and one for the end of the route; or a header and a row for the MTU (RFC 4180, but
 * for the line ends).
 */
final class CsvPathPrinter implements PathPrinter {
    private static final String HOP_HEADER = "event,target,hop,probe,status,from,rtt_ms,type,code,message,mpls\n";
    private static final String MTU_HEADER = "event,target,address,mtu,most,evidence,answered,from,message\n";

    private final Output output;
    private boolean begun;

    CsvPathPrinter(Output output) {
        this.output = output;
    }

    @Override
    public void hop(Target target, Hop hop) {
        StringBuilder rows = header(HOP_HEADER);
        for (int i = 0; i < hop.probes().size(); i++) {
            PingResult probe = hop.probes().get(i);
            row(rows, "hop", target.name(), hop.hopLimit(), i);
            outcome(rows, probe);
            rows.append('\n');
        }
        output.write(rows);
    }

    private static void outcome(StringBuilder rows, PingResult probe) {
        switch (probe) {
            case Reply reply -> {
                more(rows, "reply", AddressText.of(reply.from()), Decimal.millis(reply.roundTripNanos()));
                more(rows, "", "", "", "");
            }
            case IcmpError error -> {
                more(rows, error.category().word(), AddressText.of(error.from()));
                more(rows, Decimal.millis(error.roundTripNanos()), error.type(), error.code());
                more(rows, error.reason(), labels(error));
            }
            case Timeout timeout -> more(rows, "timeout", "", "", "", "", "", "");
            case SendFailure failure -> {
                more(rows, "send-failure", "", "", "", "");
                more(rows, failure.message() + " (" + failure.errnoName() + ")", "");
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
        StringBuilder rows = header(HOP_HEADER);
        row(rows, "trace", target.name(), route.hops().size(), "", route.end().word(), "", "", "", "", "", "");
        output.write(rows.append('\n'));
    }

    @Override
    public void mtu(Target target, PathMtuResult result) {
        StringBuilder rows = header(MTU_HEADER);
        row(
                rows,
                "mtu",
                target.name(),
                AddressText.of(target.address()),
                result.mtu(),
                result.most(),
                result.evidence().word(),
                result.answered(),
                PathReason.from(result).orElse(""),
                PathReason.message(result).orElse(""));
        output.write(rows.append('\n'));
    }

    private StringBuilder header(String names) {
        StringBuilder rows = new StringBuilder(200);
        if (!begun) {
            begun = true;
            rows.append(names);
        }
        return rows;
    }

    private static void row(StringBuilder rows, Object first, Object... others) {
        field(rows, first);
        more(rows, others);
    }

    private static void more(StringBuilder rows, Object... fields) {
        for (Object field : fields) {
            field(rows.append(','), field);
        }
    }

    private static void field(StringBuilder rows, Object value) {
        String text = value.toString();
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0) {
            rows.append(text);
        } else {
            rows.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
