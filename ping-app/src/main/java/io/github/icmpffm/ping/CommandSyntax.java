package io.github.icmpffm.ping;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The command line as picocli knows it: {@link OptionTable}, help and version. Values are text here: {@link OptionParser} reads
 * them.
 *
 * <p>Without picocli's annotations, whose reflection would cost start-up time.
 */
final class CommandSyntax {
    private CommandSyntax() {}

    /** All of it. */
    static CommandSpec command() {
        CommandSpec command = CommandSpec.create().name(Program.NAME);
        command.parser()
                .expandAtFiles(false)
                .overwrittenOptionsAllowed(true) // the last one counts, as with getopt
                .caseInsensitiveEnumValuesAllowed(false);
        command.usageMessage()
                .customSynopsis(Program.NAME + " [options] <destination>...")
                .sortOptions(false);
        for (int row = 0; row < OptionTable.size(); row++) {
            command.addOption(option(row));
        }
        command.addOption(OptionSpec.builder("-h", "-?", "--help").usageHelp(true).description("print this").build());
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
        return command;
    }

    private static OptionSpec option(int row) {
        OptionSpec.Builder option = OptionSpec.builder(OptionTable.name(row)).description(OptionTable.description(row));
        if (!OptionTable.hasValue(row)) {
            return option.type(boolean.class).arity("0").build();
        }
        option.paramLabel(OptionTable.label(row));
        if (OptionTable.name(row).equals(OptionTable.REPEATABLE)) {
            return option.type(String[].class).arity("1").build();
        }
        return option.type(String.class).build();
    }
}
