package io.github.icmpffm.program;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the program and of the library. A JVM loads a class when it is first used, from the jar as it is then. What the end
 * of a run needs must not be missing because the jar was overwritten in the meantime, by an update for instance.
 */
public final class OwnClasses {
    /**
     * By then a short run has ended. A long one has begun: what is loaded may have the JVM compile anew what it took for the only
     * class of its kind.
     */
    public static final long LATER_MILLIS = 4000;

    private static final String PREFIX = "io/github/icmpffm/";
    private static final String SUFFIX = ".class";

    /** Where it was opened early. */
    private static volatile @Nullable JarFile opened;

    private OwnClasses() {}

    /** Of a program that was started by its jar alone; otherwise of no use. */
    static Path jar() {
        return Path.of(System.getProperty("java.class.path"));
    }

    /** Opens the jar, here and in the class loader, for a process that may soon not open it any more. */
    static void open() {
        try {
            opened = new JarFile(jar().toFile());
            var _ = OwnClasses.class.getResource("OwnClasses.class");
            var _ = InetAddress.getByName("localhost"); // whether a program has a resolver of its own is looked up in the jar, by another way
        } catch (IOException e) {
            // not there any more, or no such name: the run does with what it has
        }
    }

    /** Waits until the run has begun, and loads those that are not yet. */
    public static void loadLater() {
        try {
            Thread.sleep(LATER_MILLIS);
            loadAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Loads those that are not yet. */
    public static void loadAll() {
        try {
            JarFile early = opened;
            if (early != null) {
                load(early);
            } else if (Files.isRegularFile(jar())) {
                try (JarFile file = new JarFile(jar().toFile())) {
                    load(file);
                }
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // a jar that cannot be read any more: the run does with what it has
        }
    }

    private static void load(JarFile jar) {
        try (Stream<JarEntry> entries = jar.stream()) {
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
