package io.github.icmpffm.ping;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Which options there are, and the usage text. Values are text here: {@link OptionParser} reads them.
 *
 * <p>Without picocli's annotations, whose reflection would cost start-up time.
 */
final class CommandSyntax {
    private final CommandSpec command = CommandSpec.create().name(Program.NAME);

    private CommandSyntax() {}

    /** All of it. */
    static CommandSpec command() {
        CommandSyntax syntax = new CommandSyntax();
        syntax.command
                .parser()
                .expandAtFiles(false)
                .overwrittenOptionsAllowed(true) // the last one counts, as with getopt
                .caseInsensitiveEnumValuesAllowed(false);
        syntax.command
                .usageMessage()
                .customSynopsis(Program.NAME + " [options] <destination>...")
                .sortOptions(false);
        syntax.addWhen();
        syntax.addWhat();
        syntax.addHow();
        syntax.addDisplay();
        syntax.addModes();
        syntax.addRest();
        return syntax.command;
    }

    private void addWhen() {
        value("-c", "<count>", "stop after <count> requests; with -w, after <count> replies");
        value("-i", "<interval>", "seconds between two requests, as 0.2; default 1, 0: as fast as replies come;"
                + " below 0.002 for root only");
        value("-W", "<timeout>", "seconds to wait for each reply; default 10, 0: for ever; of a sweep: after the last"
                + " request, default 2");
        value("-w", "<deadline>", "seconds after which to stop, whatever was received");
        flag("-A", "adapt the interval to the round trips: a request as soon as the one before was answered");
        flag("-f",
                "flood: as -i 0 if there is no -i, with a dot for each request, taken back by its reply; for root only");
        value("-l", "<preload>", "send <preload> requests without waiting for replies; above 3 for root only");
        value("--rate", "<packets>", "at most so many packets a second over all destinations; default 1000 with ranges;"
                + " 0: as fast as the socket takes them");
        value("--until-up", "<n>", "stop after <n> replies in a row, with exit code 0; with 1 if it ends before");
        value("--until-down", "<n>", "stop after <n> requests in a row without a reply, with exit code 0; with 1 if it"
                + " ends before");
    }

    private void addWhat() {
        value("-s", "<size>", "bytes of data in each request; default 56");
        value("-p", "<pattern>", "fill requests with these bytes, up to 16, in hexadecimal");
        value("-e", "<identifier>", "ICMP identifier of the requests; default random; 0 needs a raw socket");
    }

    private void addHow() {
        flag("-4", "use IPv4 only");
        flag("-6", "use IPv6 only");
        flag("--all-addresses", "ping all addresses of a name, not only the best");
        command.addOption(OptionSpec.builder("-I")
                .paramLabel("<interface>")
                .description("interface or address to send from; may be given twice, for both")
                .type(String[].class)
                .arity("1")
                .build());
        value("-t", "<ttl>", "time to live, or hop limit");
        value("-Q", "<tos>", "type of service, or traffic class: 0 to 255, or 0x0 to 0xff");
        value("-M", "<hint>", "path MTU discovery: do (never fragment), want, dont, or probe");
        value("-m", "<mark>", "mark of the packets, for policy routing; needs CAP_NET_ADMIN");
        value("--mode", "<mode>", "kind of socket: raw, datagram, or auto: raw where permitted (default)");
    }

    private void addDisplay() {
        value("--format", "<format>",
                "plain (default), iputils (default if called by the name ping), json: one object a"
                        + " line, or csv");
        flag("-q", "print the summary only");
        flag("-n", "print addresses only, no names");
        flag("-D", "print the time before each line");
        flag("-O", "tell when a reply has not come before the next request goes out");
        flag("-a", "ring a bell at each reply");
        flag("-v", "also tell, on stderr, which socket is used and what was received for others");
        value("--plot", "<file>", "write a picture of the round trips to <file>, .svg or .png");
    }

    private void addModes() {
        flag("--sweep", "ask each address once which of them answer");
        value("--retries", "<n>", "in a sweep, ask those that have not answered <n> more times; default 0");
        flag("--trace", "find the route to the destination");
        value("--max-hops", "<n>", "hops after which --trace gives up; default 30");
        flag("--mtu", "find the path MTU to the destination");
    }

    private void addRest() {
        command.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("print this").build());
        command.addOption(
                OptionSpec.builder("-V", "--version").versionHelp(true).description("print the version").build());
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("<destination>")
                .hideParamSyntax(true)
                .description(
                        "name, address, range (198.51.100.0/24, 198.51.100.1-198.51.100.9), - for a list of them on"
                                + " standard input, @<file> for one in a file")
                .type(String[].class)
                .arity("0..*")
                .build());
    }

    private void value(String name, String label, String description) {
        command.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .description(description)
                .type(String.class)
                .build());
    }

    private void flag(String name, String description) {
        command.addOption(OptionSpec.builder(name).description(description).type(boolean.class).arity("0").build());
    }
}
