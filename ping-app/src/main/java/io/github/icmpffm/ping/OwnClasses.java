package io.github.icmpffm.ping;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The classes of this program and its library. A JVM loads a class when it is first used, from the jar as it is then. What the end
 * of a run needs must not be missing because the jar was overwritten in the meantime, by an update for instance.
 */
final class OwnClasses {
    private static final String PREFIX = "io/github/icmpffm/";
    private static final String SUFFIX = ".class";

    /**
     * By then a short run has ended. A long one has begun: what is loaded may have the JVM compile anew what it took for the only
     * class of its kind.
     */
    static final long LATER_MILLIS = 4000;

    private OwnClasses() {}

    /** Waits until the run has begun, and loads those that are not yet. */
    static void loadLater() {
        try {
            Thread.sleep(LATER_MILLIS);
            CodeSource source = OwnClasses.class.getProtectionDomain().getCodeSource();
            Path jar = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(jar)) {
                load(jar);
            }
        } catch (IOException | URISyntaxException | RuntimeException | LinkageError e) {
            // a jar that cannot be read any more: the run does with what it has
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void load(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile()); Stream<JarEntry> entries = file.stream()) {
            entries.map(JarEntry::getName)
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .forEach(OwnClasses::load);
        }
    }

    private static void load(String entry) {
        String name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // of an optional dependency, or overwritten already
        }
    }
}
