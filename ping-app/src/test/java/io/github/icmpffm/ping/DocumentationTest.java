package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is written down outside the program says what the program says. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "ping-app.md");
    private static final Path COMPLETION = Path.of("completion", "ping-app.bash");

    private final CommandSpec command = CommandSyntax.command();

    @Test
    void theManualHasEveryOptionAndNoOther() throws Exception {
        String page = Files.readString(PAGE);
        String options = page.substring(page.indexOf("\n## Options"), page.indexOf("\n## Output"));
        Set<String> written = new TreeSet<>();
        Matcher entry = Pattern.compile("(?m)^- (`-.*?`(?:, `-.*?`)*):").matcher(options);
        while (entry.find()) {
            Matcher name = Pattern.compile("`(-[^ `]+)").matcher(entry.group(1));
            while (name.find()) {
                written.add(name.group(1));
            }
        }

        Set<String> known = new TreeSet<>();
        for (OptionSpec option : command.options()) {
            known.addAll(Set.of(option.names()));
        }
        assertThat(written).isEqualTo(known);
    }

    @Test
    void theManualNamesTheValueOfEachOptionAsTheHelpDoes() throws Exception {
        String page = Files.readString(PAGE);
        for (OptionSpec option : command.options()) {
            if (option.arity().max() > 0) {
                assertThat(page).contains("\n- `" + option.longestName() + " " + option.paramLabel() + "`:");
            }
        }
    }

    @Test
    void helpAndManualNameTheSameCapabilitiesForAMark() throws Exception {
        String help = String.join(" ", command.findOption("-m").description());
        String entry = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("- `-m ")).findFirst()
                .orElseThrow();
        for (String text : new String[] {help, entry}) {
            assertThat(text).contains("CAP_NET_ADMIN", "CAP_NET_RAW", "pings unmarked");
        }
    }

    /** To renew the file, run this test with {@code -Dcompletion.write=true}. */
    @Test
    void theShellCompletionIsThatOfTheOptions() throws Exception {
        String made = AutoComplete.bash("ping-app", new CommandLine(command));
        if (Boolean.getBoolean("completion.write")) {
            Files.writeString(COMPLETION, made);
        }

        assertThat(Files.readString(COMPLETION)).isEqualTo(made);
    }

    @Test
    void bashCompletesAnOption() throws Exception {
        Process bash = new ProcessBuilder(
                "bash",
                "-c",
                "source " + COMPLETION + "; COMP_WORDS=(ping-app --unt); COMP_CWORD=1; COMP_LINE='ping-app --unt';"
                        + " _complete_ping-app; echo \"${COMPREPLY[@]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt wants a real completion
                .start();

        String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(completed.strip()).isEqualTo("--until-up --until-down");
    }
}
