package io.github.icmpffm.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainArgumentsTest {
    private static final int COMMAND_LINES = 20_000;
    private static final int MOST_PIECES = 7;

    /** Beside the options themselves: values and destinations good and bad, and what only picocli can tell about. */
    private static final List<String> PIECES = List.of(
            "1", "0", "0.5", "-1", "3x", "", " ", "-", "--", "host", "127.0.0.1", "::1", "10.0.0.0/30", "@file", "a=b",
            "json", "raw", "do", "0x10", "ff", "a.svg", "-c3", "-c=3", "-i.2", "-Ilo", "-pff", "-c-1", "-nq", "-qc3",
            "-qc", "-nh", "-qx", "-q-c",
            "--format=json", "--plot=", "--rate==1", "-qc", "--rate=5", "--ra", "--nope", "-h",
            "-V",
            "-I=lo", "\"quoted\"", "'single'", "a,b", "#", "-4=true", "--sweep=false", "\\", "host host");

    @Test
    void itUnderstandsWhatPicocliUnderstandsOrGivesUp() {
        Random random = new Random(20_251);
        int plain = 0;
        for (int i = 0; i < COMMAND_LINES; i++) {
            String[] arguments = commandLine(random);
            GivenOptions given = PlainArguments.read(arguments);
            if (given != null) {
                plain++;
                assertThat(outcome(() -> OptionParser.invocation(given)))
                        .as(String.join(" ", arguments))
                        .isEqualTo(outcome(() -> AnyArguments.parse(arguments)));
            }
        }

        assertThat(plain).isGreaterThan(COMMAND_LINES / 10);
    }

    @Test
    void itReadsWhatPeopleType() {
        assertThat(PlainArguments.read(new String[] {"-c", "1", "-i", "0.5", "-n", "127.0.0.1"})).isNotNull();
        assertThat(PlainArguments.read(new String[] {"host", "-q", "-I", "lo", "-I", "::1"})).isNotNull();
        assertThat(PlainArguments.read(new String[] {"-c3", "-nqi0.2", "--rate=5", "-OW", "1", "host"})).isNotNull();
    }

    @Test
    void itGivesUpWhereThereIsDoubt() {
        assertThat(PlainArguments.read(new String[] {"-c=3", "host"})).isNull();
        assertThat(PlainArguments.read(new String[] {"-nx", "host"})).isNull();
        assertThat(PlainArguments.read(new String[] {"-c", "-1", "host"})).isNull();
        assertThat(PlainArguments.read(new String[] {"--", "host"})).isNull();
        assertThat(PlainArguments.read(new String[] {"host", "-c"})).isNull();
        assertThat(PlainArguments.read(new String[] {"-q"})).isNull();
    }

    private interface Reading {
        Invocation read();
    }

    private static Object outcome(Reading reading) {
        try {
            return reading.read();
        } catch (FatalException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String[] commandLine(Random random) {
        List<String> words = new ArrayList<>();
        int pieces = 1 + random.nextInt(MOST_PIECES);
        for (int i = 0; i < pieces; i++) {
            if (random.nextBoolean()) {
                words.add(PIECES.get(random.nextInt(PIECES.size())));
                continue;
            }
            int row = random.nextInt(OptionTable.size());
            words.add(OptionTable.name(row));
            if (OptionTable.hasValue(row) && random.nextInt(8) > 0) {
                words.add(PIECES.get(random.nextInt(16)));
            }
        }
        return words.toArray(new String[0]);
    }
}
