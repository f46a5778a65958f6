package io.github.icmpffm.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program left behind: its exit code and the lines it wrote. */
public record FinishedProcess(int exitCode, List<String> output, List<String> errors) {
    private static final int LONGEST_SECONDS = 60;

    /** Runs a command to its end, with nothing on its standard input. */
    public static FinishedProcess of(List<String> command) {
        return of(new ProcessBuilder(command));
    }

    /**
     * Runs a command to its end, with nothing on its standard input; for those that need another folder or environment. Skips
     * the test if its program is not installed.
     */
    public static FinishedProcess of(ProcessBuilder command) {
        Needs.program(command.command().getFirst());
        // Files, not pipes: nobody has to read them while the program runs.
        try {
            Path output = Files.createTempFile("output", ".txt");
            Path errors = Files.createTempFile("errors", ".txt");
            try {
                Process process = command.redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(command.command() + " ran for more than " + LONGEST_SECONDS + " s");
                }
                return new FinishedProcess(process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + command.command(), e);
        }
    }
}
