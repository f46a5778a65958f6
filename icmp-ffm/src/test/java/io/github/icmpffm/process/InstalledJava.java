package io.github.icmpffm.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java on this machine, and its feature version: 17, 25. */
public record InstalledJava(Path home, int version) {
    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

    /** {@return the one that runs this test} */
    public static InstalledJava ours() {
        return new InstalledJava(Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** {@return one in the usual folder that is older than the version, if there is any} */
    public static Optional<InstalledJava> olderThan(int version) {
        if (!Files.isDirectory(USUAL_FOLDER)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(USUAL_FOLDER)) {
            return homes.flatMap(home -> at(home).stream())
                    .filter(java -> java.version() < version)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the command line that runs a jar} */
    public List<String> runsJar(Path jar, List<String> javaOptions, List<String> arguments) {
        return Stream.of(List.of(executable()), javaOptions, List.of("-jar", jar.toString()), arguments)
                .flatMap(List::stream)
                .toList();
    }

    /** {@return the path of its {@code java}} */
    public String executable() {
        return home.resolve("bin/java").toString();
    }

    private static Optional<InstalledJava> at(Path home) {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException notAJava) {
            return Optional.empty();
        }
        // "25.0.3", quotes included; of Java 8's "1.8.0" only the 1, which is old enough for us.
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.split("[^0-9]", 2)[0];
        return feature.isEmpty() || !Files.isExecutable(home.resolve("bin/java"))
                ? Optional.empty()
                : Optional.of(new InstalledJava(home, Integer.parseInt(feature)));
    }
}
