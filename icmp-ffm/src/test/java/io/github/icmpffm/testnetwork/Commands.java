package io.github.icmpffm.testnetwork;

import io.github.icmpffm.process.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Starts processes in a namespace. */
final class Commands {

    /** What ip, tc and iptables print where the kernel was built, or its modules installed, without what they set up. */
    private static final Pattern NOT_IN_THIS_KERNEL = Pattern.compile(
            "Unknown device type|qdisc kind is unknown|[Nn]ot supported|can't initialize iptables table|Failed to load TC");

    private final NetworkNamespace namespace;

    Commands(NetworkNamespace namespace) {
        this.namespace = namespace;
    }

    /** Starts what the builder says, which afterwards is as it was; skips the test if its program is not installed. */
    Process start(ProcessBuilder builder) {
        List<String> command = List.copyOf(builder.command());
        Needs.program(command.getFirst());
        try {
            return builder.command(namespace.entering(command)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            builder.command(new ArrayList<>(command));
        }
    }

    /** Runs a command to its end, with this to read on its standard input. */
    Finished run(Duration limit, String input, String... command) throws InterruptedException {
        Process process = start(new ProcessBuilder(command));
        FutureTask<String> out = reading(process.getInputStream());
        FutureTask<String> err = reading(process.getErrorStream());
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        } catch (IOException e) {
            // It ended without reading; its exit code tells why.
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(String.join(" ", command) + " did not end within " + limit);
        }
        try {
            return new Finished(process.exitValue(), out.get(), err.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for a command that must succeed: what it printed. Skips the test if the kernel lacks what it sets up. */
    String exec(Duration limit, String input, String... command) throws InterruptedException {
        Finished finished = run(limit, input, command);
        if (finished.exitCode() != 0) {
            requireKernelFeature(finished.err(), command);
            throw new AssertionError("%s: exit code %d%n%s%s"
                    .formatted(String.join(" ", command), finished.exitCode(), finished.out(), finished.err()));
        }
        return finished.out();
    }

    private static void requireKernelFeature(String errors, String... command) {
        Needs.that(!NOT_IN_THIS_KERNEL.matcher(errors).find(),
                "the kernel here has nothing for: " + String.join(" ", command));
    }

    private static FutureTask<String> reading(InputStream stream) {
        FutureTask<String> reading = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread thread = new Thread(reading, "command-output");
        thread.setDaemon(true);
        thread.start();
        return reading;
    }
}
