package io.github.icmpffm.watchdog;

import io.github.icmpffm.SocketMode;
import io.github.icmpffm.packet.Family;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * better_ping's command line.
 *
 * @param host what to ping
 * @param interval between two pings
 * @param count of pings, 0 for no end
 * @param size of the payload in bytes
 * @param hopLimit TTL or hop limit, 0 for the system's
 * @param family the only family that will do; null for any
 * @param quiet whether only the dialogue and the summary are printed
 * @param mode which kind of socket
 * @param timeout how long the watchdog waits for the next reply
 * @param port the watchdog's, 0 for any
 * @param watchdogCommand what to run in place of our own watchdog; null for our own
 */
record BetterPingOptions(
        String host,
        Duration interval,
        long count,
        int size,
        int hopLimit,
        @Nullable Family family,
        boolean quiet,
        SocketMode mode,
        Duration timeout,
        int port,
        @Nullable String watchdogCommand) {
    private static final String NAME = "better_ping";

    /** What a command line turned out to be: options, or a text to print instead. */
    sealed interface Parsed permits Run, Text {}

    record Run(BetterPingOptions options) implements Parsed {}

    record Text(String text) implements Parsed {}

    /** Parses. */
    static Parsed parse(String[] arguments) throws UsageException {
        CommandLine commandLine = new CommandLine(specification()).setExpandAtFiles(false);
        try {
            ParseResult result = commandLine.parseArgs(arguments);
            if (result.isUsageHelpRequested()) {
                return new Text(commandLine.getUsageMessage(Ansi.OFF).stripTrailing());
            }
            if (result.isVersionHelpRequested()) {
                return new Text(NAME + " (icmp-ffm) " + version());
            }
            return new Run(of(result));
        } catch (ParameterException e) {
            String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
            throw new UsageException(firstLine + "; see -h");
        }
    }

    private static BetterPingOptions of(ParseResult result) throws UsageException {
        boolean four = result.hasMatchedOption("-4");
        boolean six = result.hasMatchedOption("-6");
        if (four && six) {
            throw new UsageException("-4 and -6 exclude each other; see -h");
        }
        return new BetterPingOptions(
                result.matchedPositionalValue(0, ""),
                result.matchedOptionValue("-i", Duration.ofSeconds(1)),
                result.matchedOptionValue("-c", 0L),
                result.<Long>matchedOptionValue("-s", 56L).intValue(),
                result.<Long>matchedOptionValue("-t", 0L).intValue(),
                four ? Family.IPV4 : six ? Family.IPV6 : null,
                result.hasMatchedOption("-q"),
                result.matchedOptionValue("--mode", SocketMode.AUTO),
                result.matchedOptionValue("--timeout", WatchdogOptions.DEFAULT_TIMEOUT),
                result.<Long>matchedOptionValue("--port", (long) WatchdogOptions.DEFAULT_PORT).intValue(),
                result.matchedOptionValue("--watchdog-command", null));
    }

    /** By hand and not by annotations: those cost a good part of the start-up time. */
    private static CommandSpec specification() {
        CommandSpec specification = CommandSpec.create().name(NAME);
        specification.usageMessage().description(
                "Pings a host, and is killed by the watchdog it starts as soon as no reply has come for the timeout.");
        specification
                .addPositional(PositionalParamSpec.builder().paramLabel("TARGET").index("0").arity("1").required(true)
                        .type(String.class).description("A host's name or address.").build());
        add(specification, "SECONDS", seconds(Duration.ofMillis(1), Duration.ofDays(1)), Duration.class,
                "Between two pings (1).", "-i");
        add(specification, "COUNT", number(1, Long.MAX_VALUE), Long.class, "Ends after so many pings.", "-c");
        add(specification, "BYTES", number(0, 65_507), Long.class, "Length of the payload (56).", "-s");
        add(specification, "TTL", number(1, 255), Long.class, "TTL, or hop limit.", "-t");
        add(specification, "MODE", BetterPingOptions::mode, SocketMode.class,
                "Kind of socket: auto, raw or datagram (auto).", "--mode");
        add(specification, "SECONDS", seconds(WatchdogOptions.LEAST_TIMEOUT, WatchdogOptions.MOST_TIMEOUT),
                Duration.class, "How long the watchdog waits for the next reply (10).", "--timeout");
        add(specification, "N", number(0, 65_535), Long.class,
                "TCP port the watchdog listens on (3000; 0: any free one).", "--port");
        add(specification, "PATH", text -> text, String.class,
                "Runs this in place of our own watchdog, without arguments.", "--watchdog-command");
        flag(specification, "IPv4 only.", "-4");
        flag(specification, "IPv6 only.", "-6");
        flag(specification, "Prints no line for each ping.", "-q");
        specification.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class)
                .description("Prints this.").build());
        specification.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).type(boolean.class)
                .description("Prints the version.").build());
        return specification;
    }

    private static <T> void add(CommandSpec to, String label, ITypeConverter<T> converter, Class<T> type,
            String description, String name) {
        to.addOption(OptionSpec.builder(name).paramLabel(label).arity("1").type(type).converters(converter)
                .description(description).build());
    }

    private static void flag(CommandSpec to, String description, String name) {
        to.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
    }

    private static ITypeConverter<Duration> seconds(Duration least, Duration most) {
        return text -> {
            try {
                return Seconds.parse(text, least, most);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static ITypeConverter<Long> number(long least, long most) {
        return text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with the bounds
            }
            String bounds = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
            throw new TypeConversionException("must be " + bounds + ", not '" + text + "'");
        };
    }

    private static SocketMode mode(String text) {
        for (SocketMode mode : SocketMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new TypeConversionException("must be auto, raw or datagram, not '" + text + "'");
    }

    private static String version() {
        String version = BetterPingOptions.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
