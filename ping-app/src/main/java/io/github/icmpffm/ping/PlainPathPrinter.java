package io.github.icmpffm.ping;

import io.github.icmpffm.Hop;
import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.Reply;
import io.github.icmpffm.Route;
import io.github.icmpffm.SendFailure;
import io.github.icmpffm.Timeout;
import io.github.icmpffm.packet.ErrorCategory;
import io.github.icmpffm.packet.MplsLabel;
import java.util.List;
import java.util.StringJoiner;

/**
 * A line a hop, as traceroute has it: number, who answered, and a time for each probe or {@code *} for silence. Who answered, its
 * MPLS labels and what it says other than that time is up are told where they change within the line.
 */
final class PlainPathPrinter implements PathPrinter {
    private final Output output;
    private final RouterNames names;

    PlainPathPrinter(Output output, RouterNames names) {
        this.output = output;
        this.names = names;
    }

    @Override
    public void hop(Target target, Hop hop) {
        StringBuilder line = new StringBuilder(120);
        if (hop.hopLimit() < 10) {
            line.append(' ');
        }
        line.append(hop.hopLimit());
        if (hop.probes().isEmpty()) {
            line.append("  not known yet");
        }
        String shown = "";
        for (PingResult probe : hop.probes()) {
            String heading = heading(probe);
            if (!heading.isEmpty() && !heading.equals(shown)) {
                line.append("  ").append(heading);
                shown = heading;
            }
            line.append("  ");
            outcome(line, probe);
        }
        output.write(line.append('\n'));
    }

    private String heading(PingResult probe) {
        if (probe instanceof Reply reply) {
            return names.of(reply.from());
        }
        if (!(probe instanceof IcmpError error)) {
            return "";
        }
        StringBuilder heading = new StringBuilder(names.of(error.from()));
        if (!error.mplsLabels().isEmpty()) {
            heading.append(' ').append(labels(error.mplsLabels()));
        }
        if (error.category() != ErrorCategory.TIME_EXCEEDED) {
            heading.append(" (").append(error.reason()).append(')');
        }
        return heading.toString();
    }

    private static String labels(List<MplsLabel> labels) {
        StringJoiner all = new StringJoiner(", ", "[MPLS ", "]");
        for (MplsLabel label : labels) {
            all.add(label.describe());
        }
        return all.toString();
    }

    private static void outcome(StringBuilder line, PingResult probe) {
        switch (probe) {
            case Reply reply -> Decimal.appendMillis(line, reply.roundTripNanos()).append(" ms");
            case IcmpError error -> Decimal.appendMillis(line, error.roundTripNanos()).append(" ms");
            case Timeout timeout -> line.append('*');
            case SendFailure failure -> line.append("not sent: ").append(failure.reason());
        }
    }

    @Override
    public void route(Target target, Route route) {
        int hops = route.hops().size();
        String end = switch (route.end()) {
            case REACHED -> "reached after " + hops + (hops == 1 ? " hop" : " hops");
            case UNREACHABLE -> "unreachable, says " + String.join(", ", responders(route.hops().getLast()));
            case NOT_SENT -> "not sent";
            case MAX_HOPS -> "not reached within " + hops + (hops == 1 ? " hop" : " hops");
            case STOPPED -> "not reached yet";
        };
        output.write("\n" + ZonedAddress.text(target.address()) + ": " + end + "\n");
    }

    private List<String> responders(Hop hop) {
        return hop.responders().stream().map(names::of).toList();
    }

    @Override
    public void mtu(Target target, PathMtuResult result) {
        output.write(ZonedAddress.text(target.address()) + ": " + mtu(result) + "\n");
    }

    private String mtu(PathMtuResult result) {
        return switch (result.evidence()) {
            case INTERFACE -> "mtu=" + result.mtu() + " (the interface's)";
            case MEASURED -> "mtu=" + result.mtu() + " (measured)";
            case TOLD -> "mtu=" + result.mtu() + " (told by " + result.toldBy().map(names::of).orElse("nobody")
                    + (result.answered() ? ")" : "; no reply from the target)");
            case LARGEST_ANSWERED -> "mtu=" + result.mtu() + " to " + result.most() + " (nothing larger is answered)";
            case INCOMPLETE -> (result.answered() ? "mtu=" + result.mtu() + " to " + result.most() : "mtu unknown")
                    + " (" + result.reason().map(this::reason).orElse("stopped") + ")";
        };
    }

    private String reason(PingResult reason) {
        return switch (reason) {
            case IcmpError error -> error.reason() + " from " + names.of(error.from());
            case SendFailure failure -> "not sent: " + failure.reason();
            case Timeout timeout -> "no reply";
            case Reply reply -> "";
        };
    }
}
