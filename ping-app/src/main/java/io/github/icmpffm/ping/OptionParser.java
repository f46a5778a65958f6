package io.github.icmpffm.ping;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.EchoPayload;
import io.github.icmpffm.packet.Family;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes {@link PingOptions} of the command line. The ranges are iputils', except where the kernel would refuse the value. */
final class OptionParser {
    private static final long MOST_SECONDS = Integer.MAX_VALUE / 1000;
    private static final int LONGEST_PAYLOAD = Family.IPV6.maximumPayloadLength();

    private final String target;

    /** Null if there is no option. */
    private final @Nullable ParseResult given;

    private OptionParser(String target, @Nullable ParseResult given) {
        this.target = target;
        this.given = given;
    }

    /**
     * Reads the command line.
     *
     * @throws FatalException if it cannot be understood
     */
    static Invocation parse(String[] arguments) {
        if (arguments.length == 1 && !arguments[0].startsWith("-")) {
            // The plainest of all command lines; to load picocli takes a fourth of the time to its first reply.
            return new Invocation.Ping(new OptionParser(arguments[0], null).options());
        }
        CommandLine commandLine = new CommandLine(CommandSyntax.command());
        ParseResult given;
        try {
            given = commandLine.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new FatalException(e.getMessage() + " (-h lists the options)");
        }
        if (given.isUsageHelpRequested()) {
            commandLine.setSeparator(" "); // in the text only: parsing is over
            return new Invocation.Help(commandLine.getUsageMessage(Ansi.OFF));
        }
        if (given.isVersionHelpRequested()) {
            return new Invocation.Version(version());
        }
        return new Invocation.Ping(new OptionParser(target(given), given).options());
    }

    /** The program's own name first; the last words are for scripts that look for iputils. */
    private static String version() {
        String version = OptionParser.class.getPackage().getImplementationVersion();
        return "ping-app " + (version == null ? "(unpackaged)" : version)
                + " from icmp-ffm, compatible with iputils\n";
    }

    private PingOptions options() {
        return new PingOptions(target, schedule(), probe(), sockets(), display());
    }

    private static String target(ParseResult given) {
        List<String> targets = given.matchedPositionals().isEmpty()
                ? List.of()
                : given.matchedPositional(0).originalStringValues();
        if (targets.isEmpty()) {
            throw new FatalException("usage error: Destination address required");
        }
        if (targets.size() > 1) {
            throw new FatalException("usage error: one destination only, not also '" + targets.get(1) + "'");
        }
        return targets.getFirst();
    }

    private PingOptions.Schedule schedule() {
        String interval = value("-i");
        String timeout = value("-W");
        long deadline = whole("-w", 0, 0, Integer.MAX_VALUE);
        return new PingOptions.Schedule(
                whole("-c", 0, 1, Long.MAX_VALUE),
                interval == null ? Duration.ofSeconds(1) : OptionValues.seconds("-i", interval, MOST_SECONDS),
                timeout == null ? null : OptionValues.seconds("-W", timeout, MOST_SECONDS),
                deadline == 0 ? null : Duration.ofSeconds(deadline));
    }

    private PingOptions.Probe probe() {
        String pattern = value("-p");
        return new PingOptions.Probe(
                (int) whole("-s", EchoPayload.DEFAULT_LENGTH, 0, LONGEST_PAYLOAD),
                pattern == null ? null : OptionValues.pattern("-p", pattern));
    }

    private PingOptions.Sockets sockets() {
        int identifier = (int) whole("-e", PingOptions.Sockets.ANY, 0, 0xffff);
        return new PingOptions.Sockets(mode(identifier), family(), (int) whole("-t", 0, 1, 255), identifier);
    }

    /** On a datagram socket identifier 0 asks the kernel for any, so that it takes a raw one to send it. */
    private SocketMode mode(int identifier) {
        String word = value("--mode");
        SocketMode mode = word == null ? SocketMode.AUTO : OptionValues.word("--mode", word, SocketMode.values());
        if (identifier != 0) {
            return mode;
        }
        if (mode == SocketMode.DATAGRAM) {
            throw new FatalException("invalid argument: '0' for -e: a datagram socket cannot have it, use --mode raw");
        }
        return SocketMode.RAW;
    }

    private @Nullable Family family() {
        boolean ipv4 = flag("-4");
        boolean ipv6 = flag("-6");
        if (ipv4 && ipv6) {
            throw new FatalException("only one -4 or -6 option may be specified");
        }
        if (ipv4) {
            return Family.IPV4;
        }
        return ipv6 ? Family.IPV6 : null;
    }

    private PingOptions.Display display() {
        String word = value("--format");
        Format format = word == null ? Format.PLAIN : OptionValues.word("--format", word, Format.values());
        return new PingOptions.Display(
                format, flag("-q"), flag("-v"), false, false, false, false, false, false);
    }

    private long whole(String option, long absent, long least, long most) {
        String value = value(option);
        return value == null ? absent : OptionValues.whole(option, value, least, most);
    }

    private @Nullable String value(String option) {
        return given == null ? null : given.matchedOptionValue(option, (@Nullable String) null);
    }

    private boolean flag(String option) {
        return given != null && given.hasMatchedOption(option);
    }
}
