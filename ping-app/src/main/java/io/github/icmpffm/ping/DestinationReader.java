package io.github.icmpffm.ping;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads whom to ping: from the command line, from standard input for {@code -}, and from a file for {@code @FILE}. Several names are looked up side by side; one that is unknown does not keep the others from
 * being pinged.
 */
final class DestinationReader {
    private static final int LOOKUPS_AT_ONCE = 32;
    private static final String STANDARD_INPUT = "/proc/self/fd/0";

    private DestinationReader() {}

    /**
     * What there is to ping.
     *
     * @param complete whether that is all that was asked for; what was not found has been told
     */
    record Found(List<Destination> destinations, boolean complete) {}

    /**
     * Reads.
     *
     * @param from as in {@link Destination#of}
     * @return may be without destinations, if of several none was found
     * @throws FatalException if none was named, or the only one was not found
     */
    static Found read(List<String> typed, @Nullable Family family, @Nullable From from) throws InterruptedException {
        List<ListReader.Word> words = words(typed);
        if (words.isEmpty()) {
            throw new FatalException("usage error: Destination address required");
        }
        if (words.size() == 1) {
            return new Found(List.of(destination(words.getFirst(), family, from)), true);
        }
        return several(words, family, from);
    }

    private static List<ListReader.Word> words(List<String> typed) {
        List<ListReader.Word> words = new ArrayList<>();
        for (String word : typed) {
            if (word.equals("-")) {
                try {
                    requireStandardInput();
                    ListReader.read(System.in, "standard input", words);
                } catch (IOException e) {
                    throw new FatalException("cannot read standard input: " + e.getMessage());
                }
            } else if (word.startsWith("@")) {
                String file = word.substring(1);
                try (InputStream list = Files.newInputStream(Path.of(file))) {
                    ListReader.read(list, file, words);
                } catch (IOException | IllegalArgumentException e) {
                    throw new FatalException("cannot read '" + file + "': " + FileFault.reason(e));
                }
            } else {
                words.add(new ListReader.Word(word, null, 0));
            }
        }
        return words;
    }

    /** If it was closed, the first file that the JVM opened has got its number. */
    private static void requireStandardInput() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        Path input = Path.of(STANDARD_INPUT); // not its real path, which a pipe has not
        if (Files.isSymbolicLink(input) && Files.readSymbolicLink(input).startsWith(home)) {
            throw new IOException("it is closed");
        }
    }

    private static Destination destination(ListReader.Word word, @Nullable Family family, @Nullable From from) {
        try {
            return Destination.of(word.text(), family, from);
        } catch (FatalException unknown) {
            throw new FatalException(word.place() + unknown.getMessage());
        }
    }

    private static Found several(List<ListReader.Word> words, @Nullable Family family, @Nullable From from)
            throws InterruptedException {
        List<Destination> destinations = new ArrayList<>();
        try (ExecutorService lookups = Executors.newFixedThreadPool(
                Math.min(LOOKUPS_AT_ONCE, words.size()), task -> Thread.ofPlatform().daemon().unstarted(task))) {
            List<Future<Destination>> results = new ArrayList<>();
            for (ListReader.Word word : words) {
                results.add(lookups.submit(() -> destination(word, family, from)));
            }
            for (Future<Destination> result : results) {
                try {
                    destinations.add(result.get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof FatalException unknown)) {
                        throw e.getCause() instanceof IcmpException refused
                                ? refused
                                : new IllegalStateException(e.getCause());
                    }
                    StandardError.say(String.valueOf(unknown.getMessage()));
                }
            }
        }
        return new Found(destinations, destinations.size() == words.size());
    }
}
