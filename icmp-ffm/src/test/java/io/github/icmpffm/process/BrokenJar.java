package io.github.icmpffm.process;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program with a fault of its own, for tests of what its user then sees: classes that it needs are missing. */
public final class BrokenJar {
    private BrokenJar() {}

    /**
     * Copies a jar into the folder, but for those of its entries.
     *
     * @param entries paths in the jar, such as {@code io/github/icmpffm/ping/Plot.class}
     */
    public static Path of(Path jar, Path folder, String... entries) throws IOException {
        Path broken = Files.copy(jar, folder.resolve(jar.getFileName()));
        try (FileSystem inside = FileSystems.newFileSystem(broken)) {
            for (String entry : entries) {
                Files.delete(inside.getPath(entry));
            }
        }
        return broken;
    }
}
