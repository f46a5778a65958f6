package io.github.icmpffm.ping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reads every command line, by picocli. Only this and {@link CommandSyntax} mention it: a JVM that verifies a class loads some of
 * what the class mentions.
 */
final class AnyArguments {
    private AnyArguments() {}

    /**
     * What they want.
     *
     * @throws FatalException if they cannot be understood
     */
    static Invocation parse(String[] arguments) {
        CommandLine commandLine = new CommandLine(CommandSyntax.command());
        ParseResult result;
        try {
            result = commandLine.parseArgs(arguments);
        } catch (ParameterException e) {
            throw refused(e.getMessage());
        }
        if (result.isUsageHelpRequested()) {
            commandLine.setSeparator(" "); // in the text only: parsing is over
            return new Invocation.Help(commandLine.getUsageMessage(Ansi.OFF));
        }
        if (result.isVersionHelpRequested()) {
            return new Invocation.Version(version());
        }
        GivenOptions given = given(result);
        int end = List.of(arguments).indexOf("--");
        int last = given.words().size() - (end < 0 ? 0 : arguments.length - end - 1);
        for (String word : given.words().subList(0, Math.max(0, last))) {
            if (word.startsWith("-") && word.length() > 1) { // picocli takes -1 for a number
                throw refused("Unknown option: '" + word + "'");
            }
        }
        return OptionParser.invocation(given);
    }

    private static FatalException refused(@Nullable String why) {
        return new FatalException(why + " (-h lists the options)");
    }

    /** In the order in which they came, as far as one follows another that it overrides. */
    private static GivenOptions given(ParseResult result) {
        GivenOptions given = new GivenOptions();
        for (OptionSpec option : result.matchedOptions()) {
            String name = option.names()[0];
            if (!name.equals(OptionTable.REPEATABLE)) {
                given.add(name, option.arity().max() > 0 ? option.<String>getValue() : "");
            }
        }
        OptionSpec repeatable = result.matchedOption(OptionTable.REPEATABLE);
        if (repeatable != null) {
            for (String value : repeatable.originalStringValues()) {
                given.add(OptionTable.REPEATABLE, value);
            }
        }
        if (!result.matchedPositionals().isEmpty()) {
            for (String word : result.matchedPositional(0).originalStringValues()) {
                given.addWord(word);
            }
        }
        return given;
    }

    /** The program's own name first; the last words are for scripts that look for iputils. */
    private static String version() {
        String version = AnyArguments.class.getPackage().getImplementationVersion();
        return Program.OWN_NAME + " " + (version == null ? "(unpackaged)" : version)
                + " from icmp-ffm, compatible with iputils\n";
    }
}
