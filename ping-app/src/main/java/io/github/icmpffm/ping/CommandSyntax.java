package io.github.icmpffm.ping;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Which options there are, and the usage text. Values are text here: {@link OptionValues} reads them.
 *
 * <p>Without picocli's annotations, whose reflection would cost start-up time.
 */
final class CommandSyntax {
    private final CommandSpec command = CommandSpec.create().name("ping-app");

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
                .customSynopsis("ping-app [options] <destination>")
                .sortOptions(false);
        syntax.addAll();
        return syntax.command;
    }

    private void addAll() {
        value("-c", "<count>", "stop after <count> requests; with -w, after <count> replies");
        value("-i", "<interval>", "seconds between two requests, as 0.2; default 1, 0: as fast as replies come");
        value("-W", "<timeout>", "seconds to wait for each reply; default 10, 0: for ever");
        value("-w", "<deadline>", "seconds after which to stop, whatever was received");
        value("-s", "<size>", "bytes of data in each request; default 56");
        value("-t", "<ttl>", "time to live, or hop limit");
        value("-p", "<pattern>", "fill requests with these bytes, up to 16, in hexadecimal");
        value("-e", "<identifier>", "ICMP identifier of the requests; default random; 0 needs a raw socket");
        flag("print the summary only", "-q");
        flag("also tell, on stderr, which socket is used and what was received for others", "-v");
        flag("use IPv4 only", "-4");
        flag("use IPv6 only", "-6");
        value("--mode", "<mode>", "kind of socket: raw, datagram, or auto: raw where permitted (default)");
        value("--format", "<format>", "plain (default), iputils, json: one object a line, or csv");
        command.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("print this").build());
        command.addOption(
                OptionSpec.builder("-V", "--version").versionHelp(true).description("print the version").build());
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("<destination>")
                .hideParamSyntax(true)
                .description("name or IP address")
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

    private void flag(String description, String name) {
        command.addOption(OptionSpec.builder(name).description(description).type(boolean.class).arity("0").build());
    }
}
