package io.github.icmpffm.testnetwork;

import io.github.icmpffm.process.HarmlessBytes;
import io.github.icmpffm.process.Needs;
import io.github.icmpffm.process.RawWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network in which programs find the names of a hosts file of the test's own, and else ask the {@link NameServer}, if there is
 * one. The files of this machine are untouched: each program has a mount namespace of its own.
 */
public final class OwnNames {
    private static final int PATIENCE_SECONDS = 40;

    private final TestNetwork network;
    private final Path folder;

    /**
     * Prepares.
     *
     * @param folder for the files
     * @param hosts the hosts file, see {@link RawWords}
     */
    public OwnNames(TestNetwork network, Path folder, String hosts) throws IOException {
        Needs.program("mount");
        Needs.program("unshare");
        this.network = network;
        this.folder = folder;
        Files.write(folder.resolve("hosts"), RawWords.bytes("127.0.0.1 localhost\n" + hosts));
        Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
    }

    /** Starts a command with words of any bytes at its end; it prints into {@code out} and {@code err} of the folder. */
    public Process start(List<String> command, String... words) {
        List<String> inside = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", """
                for file in hosts resolv.conf nsswitch.conf; do
                    [ ! -e "/etc/$file" ] || mount --bind "$0/$file" "/etc/$file" || exit 99
                done
                exec "$@"
                """, folder.toString()));
        inside.addAll(RawWords.command(folder, command, words));
        return network.start(new ProcessBuilder(inside)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()));
    }

    /**
     * Runs such a command to its end.
     *
     * @throws AssertionError if anything that it prints is not {@link HarmlessBytes}
     */
    public Finished run(List<String> command, String... words) throws IOException, InterruptedException {
        Process process = start(command, words);
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(String.join(" ", command) + " did not end");
        }
        return new Finished(process.exitValue(), printed("out"), printed("err"));
    }

    /** Returns what the last command has printed so far into {@code out} or {@code err}, which must be harmless. */
    public String printed(String stream) throws IOException {
        return HarmlessBytes.text(Files.readAllBytes(folder.resolve(stream)));
    }
}
