package io.github.icmpffm.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The inputs that a fuzz target begins with, in {@code src/test/resources/fuzz}, with those on which it once failed. */
public final class Seeds {
    private static final byte[] REPLACEMENTS = {0, 1, -1, ' ', '-'};

    private Seeds() {}

    /** Their folder. */
    public static Path folder(String target) {
        return Path.of("src/test/resources/fuzz", target.substring(target.lastIndexOf('.') + 1));
    }

    /** Tries each, as it is, cut anywhere, and with other bytes anywhere. */
    public static void tryAll(Class<?> target, Consumer<byte[]> tried) {
        List<byte[]> seeds = read(folder(target.getName()));
        if (seeds.isEmpty()) {
            throw new AssertionError("no seeds for " + target);
        }
        for (byte[] seed : seeds) {
            tried.accept(seed.clone());
            for (int at = 0; at < seed.length; at++) {
                tried.accept(Arrays.copyOf(seed, at));
                for (byte replacement : REPLACEMENTS) {
                    byte[] changed = seed.clone();
                    changed[at] = replacement;
                    tried.accept(changed);
                }
            }
        }
    }

    private static List<byte[]> read(Path folder) {
        List<byte[]> seeds = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                seeds.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }
}
