package io.github.icmpffm.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The programs that tests call, with their Debian packages: those of {@code programs.properties}. */
public final class TestPrograms {
    private static final String FILE = "programs.properties";
    private static final Properties PACKAGES = read();

    private TestPrograms() {}

    /**
     * Returns whether a program is on the path.
     *
     * @param name its name, or the absolute path of a file
     */
    public static boolean isInstalled(String name) {
        if (name.startsWith("/")) {
            return Files.exists(Path.of(name));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** Returns whether the list has the program, so that a bare machine can be given it. */
    static boolean isListed(String name) {
        return PACKAGES.containsKey(name);
    }

    /** Returns the packages of what is not installed here, in alphabetical order. */
    static Set<String> missingPackages() {
        Set<String> missing = new TreeSet<>();
        for (String name : PACKAGES.stringPropertyNames()) {
            if (!isInstalled(name)) {
                missing.addAll(List.of(PACKAGES.getProperty(name).split(" ", -1)));
            }
        }
        return missing;
    }

    private static Properties read() {
        Properties packages = new Properties();
        try (InputStream file = TestPrograms.class.getResourceAsStream(FILE)) {
            packages.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }
}
